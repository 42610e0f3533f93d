"""Parquet: one row a fact, with the columns of the CSV and their types."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from api.exports.facts_csv import COLUMNS, row
from graph.reading import FactFilter, all_facts
from graph.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

_NUMBERS = frozenset({"quantity_low", "quantity_best", "quantity_high"})
_COUNTS = frozenset({"claims", "origins"})
_TRUTHS = frozenset({"acknowledged", "denied_by_party", "undated"})
# Rows of one group: enough to compress well, few enough to hold.
_GROUP = 10_000


def write(store: Store, wanted: FactFilter) -> Iterator[bytes]:
    """The facts that pass, in order of id; what is absent is null, lists use `|`."""
    import pyarrow as pa

    schema = pa.schema([pa.field(name, _type(name)) for name in COLUMNS])
    yield from pieces(schema, (row(fact) for fact in all_facts(store, wanted)))


def _type(name: str) -> pa.DataType:
    import pyarrow as pa

    if name in _NUMBERS:
        return pa.float64()
    if name in _COUNTS:
        return pa.int64()
    return pa.bool_() if name in _TRUTHS else pa.string()


def pieces(schema: pa.Schema, rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A Parquet file of rows, piece by piece as its groups are written."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        group: list[Mapping[str, Any]] = []
        for one in rows:
            group.append(one)
            if len(group) == _GROUP:
                writer.write_table(pa.Table.from_pylist(group, schema=schema))
                group = []
                yield sink.taken()
        writer.write_table(pa.Table.from_pylist(group, schema=schema))
    yield sink.taken()


class _Sink(io.RawIOBase):
    """What a writer writes, to be taken away piece by piece; it only has to know how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._size

    def write(self, data: Any, /) -> int:
        part = bytes(data)
        self._parts.append(part)
        self._size += len(part)
        return len(part)

    def taken(self) -> bytes:
        found = b"".join(self._parts)
        self._parts.clear()
        return found
