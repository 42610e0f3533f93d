"""Directed dyad-years (`graph/panel.py`) as CSV and Parquet, to be joined in R, pandas and Stata."""

from __future__ import annotations

from collections.abc import Iterator

from api.exports.facts_csv import line
from api.exports.parquet import pieces
from graph.panel import COUNTS, KEYS, dyad_years
from graph.reading import FactFilter
from graph.store import Store
from graph.ties import ties
from graph.vocabulary import vocabulary

_TEXTS = frozenset({"iso3c1", "iso3c2"})


def write_csv(store: Store, wanted: FactFilter) -> Iterator[bytes]:
    """The header and a row for each directed pair and year; what is absent is empty."""
    columns, rows = dyad_years(ties(store, wanted), wanted)
    yield line(columns)
    for row in rows:
        yield line(row[name] for name in columns)


def write_parquet(store: Store, wanted: FactFilter) -> Iterator[bytes]:
    """The same with types: numbers of countries, years and facts are integers, quantities floats."""
    import pyarrow as pa

    columns, rows = dyad_years(ties(store, wanted), wanted)
    counts = {*KEYS, *COUNTS, *vocabulary().relations} - _TEXTS
    schema = pa.schema(
        [(name, pa.string() if name in _TEXTS else pa.int64() if name in counts else pa.float64()) for name in columns]
    )
    yield from pieces(schema, rows)
