"""Exports: the facts, or the picture that is drawn of them, in other people's formats.

CSV and JSON-LD tell facts; GraphML and GEXF tell actors, resources and the derived edges between them. Everything is in
a fixed order, so that equal graphs give equal bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from api.exports import facts_csv, jsonld, network
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
}


def export_named(name: str) -> Export:
    """The export of a format's name, or of a file's ending. Raises UnusableError, listing those that there are."""
    found = EXPORTS.get(name.lower().removeprefix("."))
    if found is None:
        raise UnusableError(f"There is no export {name!r}; there are {', '.join(EXPORTS)}.")
    return found
