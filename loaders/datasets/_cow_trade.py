"""What the releases of the Correlates of War's Dyadic Trade share: how a row is read, and how it is cited."""

from __future__ import annotations

from collections.abc import Iterator

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Fields
from loaders.tables.row import TableRow

# Each flow is what the first of these imports from the second.
_FLOWS = {"flow1": ("ccode1", "ccode2"), "flow2": ("ccode2", "ccode1")}


def read(row: TableRow) -> Iterator[Fields]:
    """What each side imports from the other."""
    flows = {flow: row.scaled(flow, 1_000_000) for flow in _FLOWS}
    if not any(flows.values()):
        raise NoFactError("no trade that year, or nothing known of it")
    year = row.needed("year")
    for flow, quantity in flows.items():
        importer, exporter = _FLOWS[flow]
        if quantity:
            yield {
                "actor": f"cow:{row.needed(exporter)}",
                "relation": "exports_to",
                "partner": f"cow:{row.needed(importer)}",
                "resource": "goods",
                "quantity": quantity,
                "unit": "USD",
                "since": year,
                "until": year,
            }


CITATION = Citation(
    "article",
    ("Barbieri, Katherine", "Keshk, Omar M. G.", "Pollins, Brian M."),
    "Trading Data: Evaluating our Assumptions and Coding Rules",
    2009,
    {"journal": "Conflict Management and Peace Science", "volume": "26", "number": "5", "pages": "471--491"},
)

MISSING = frozenset({"NA", "-9", "-9.0"})
IGNORED = {
    **dict.fromkeys(("importer1", "importer2"), "the number's name"),
    **dict.fromkeys(("source1", "source2"), "which compilation a flow is from, by the codebook's numbers"),
}
