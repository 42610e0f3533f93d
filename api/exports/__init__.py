"""Exports: the facts, or the picture that is drawn of them, in other people's formats.

CSV, Parquet and JSON-LD tell facts; GraphML and GEXF tell actors, resources and the derived edges between them; a directed
dyad-year table tells states by COW's numbers. Everything is in a fixed order, so that equal graphs give equal bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from api.exports import dyad_years, facts_csv, jsonld, network, parquet
from graph.errors import UnusableError
from graph.reading import FactFilter
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Export:
    """A format: what browsers call it, and the function that writes it piece by piece."""

    media_type: str
    write: Callable[[Store, FactFilter], Iterator[bytes]]


EXPORTS: Mapping[str, Export] = {
    "csv": Export("text/csv; charset=utf-8", facts_csv.write),
    "jsonld": Export("application/ld+json", jsonld.write),
    "graphml": Export("application/graphml+xml", network.write_graphml),
    "gexf": Export("application/gexf+xml", network.write_gexf),
    "parquet": Export("application/vnd.apache.parquet", parquet.write),
    "dyad-years.csv": Export("text/csv; charset=utf-8", dyad_years.write_csv),
    "dyad-years.parquet": Export("application/vnd.apache.parquet", dyad_years.write_parquet),
}


def export_named(ending: str, *, by_dyad_years: bool = False) -> Export:
    """The export of a file's ending. Raises UnusableError, listing those that there are."""
    name = ending.lower().removeprefix(".")
    found = EXPORTS.get(f"dyad-years.{name}" if by_dyad_years else name)
    if found is None:
        what = "dyad-years" if by_dyad_years else "export"
        endings = [
            known.removeprefix("dyad-years.") for known in EXPORTS if known.startswith("dyad-years.") == by_dyad_years
        ]
        raise UnusableError(f"There is no {what} file {name!r}; there are {', '.join(endings)}.")
    return found
