"""POLECAT: political events that a machine read out of news in seven languages, coded in PLOVER, from 2018 on.

A row is one event: an event type (one of PLOVER's sixteen) with its mode and contexts, an actor and a recipient with country and
sector, the day of the event and that of the report. No row means that no report which POLECAT read told it. Changed: only deeds
between two states or known organisations are facts, and the primary sector says whether a side is the state; a few modes say a
narrower relation than the type. Contexts are a note. Intensity follows from the type and the mode.

>>> from loaders.tables.showing import show
>>> columns = ("Event ID", "Event Date", "Event Type", "Event Mode", "Contexts", "Actor Name", "Actor Country",
...     "Primary Actor Sector", "Recipient Name", "Recipient Country", "Primary Recipient Sector", "Publication Date")
>>> rows = [("E1", "2022-03-01", "SANCTION", "expel", "diplomatic", "Ministry", "POL", "GOV", "Embassy", "RUS", "GOV",
...     "2022-03-02"), ("E2", "2022-03-01", "PROTEST", "demo", "None", "Crowd", "POL", "CVL", "None", "None", "None", "None")]
>>> show(DATASET, *("\\t".join(row) for row in (columns, *rows)), name="ngecEvents.tsv")
method: machine, actor: POL, actor_role: GOV, actor_detail: Ministry, partner: RUS, partner_role: GOV, \
partner_detail: Embassy, relation: expels, key: polecat:E1, since: 2022-03-01, until: 2022-03-01, said_on: 2022-03-02, \
note: context: diplomatic
without fact: names a state or known organisation on one side at most
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from graph.vocabulary import vocabulary
from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.events import Side, between, deed
from loaders.tables.names import same_country
from loaders.tables.row import TableRow
from loaders.tables.separated import Csv

# A mode that says no more than its type, or that no relation says, leaves the type's relation.
_NARROWER: Mapping[tuple[str, str], str] = {
    ("SANCTION", "expel"): "expels",
    ("COERCE", "arrest"): "detains_people_of",
    ("COERCE", "seize"): "seizes_property_of",
    ("COERCE", "deport"): "expels",
    ("RETREAT", "release"): "releases_people_of",
    ("RETREAT", "withdraw"): "withdraws_forces_from",
    ("ASSAULT", "aerial"): "bombards",
}


@cache
def _types() -> Mapping[str, str]:
    """The relation that says just each of PLOVER's event types."""
    return {relation.plover: relation.id for relation in vocabulary().relations.values() if relation.parent is None}


def _read(row: TableRow) -> Iterator[Fields]:
    kind = row.needed("Event Type").upper()
    if kind not in _types():
        raise row.error("Event Type", f"is {kind!r}, which is none of PLOVER's event types", list(_types()))
    mode = (row.text("Event Mode") or "").lower()
    sides = between(_side(row, "Actor"), _side(row, "Recipient"))
    event, contexts = row.needed("Event ID"), row.text("Contexts")
    place = ", ".join(dict.fromkeys(filter(None, (row.text(name) for name in ("City", "Province", "Country")))))
    yield {
        **sides,
        **deed(
            _NARROWER.get((kind, mode), _types()[kind]),
            f"polecat:{event}",
            row.needed("Event Date"),
            row.text("Publication Date"),
        ),
        "place": place or row.text("Placename"),
        "note": f"context: {contexts}" if contexts else None,
    }


def _side(row: TableRow, which: str) -> Side | None:
    name, country = row.text(f"{which} Name"), row.text(f"{which} Country")
    known = vocabulary().organisation(name or "")
    if country is None:
        return Side(known.name, organisation=True) if known else None
    role = row.text(f"Primary {which} Sector")
    if name is None or same_country(name, country):
        return Side(country, role=role)
    # A name without a sector is anybody's: a person or a firm of that country.
    return Side(country, role=role or "CVL", detail=name)


_WIKI = "the name's page; the name is read"
_WHERE = "where in detail; city, province and country are read"

DATASET = Dataset(
    name="polecat",
    title="POLECAT Weekly Data",
    version="1",
    publisher="POLECAT project (Political Event Classification, Attributes, and Types)",
    licence="CC0 1.0 as Harvard Dataverse states it, with citation",
    citation=Citation(
        "misc",
        (
            "Scarborough, Grace I.",
            "Bagozzi, Benjamin E.",
            "Beger, Andreas",
            "Berrie, John",
            "Halterman, Andrew",
            "Schrodt, Philip A.",
            "Spivey, Jevon",
        ),
        "POLECAT Weekly Data",
        2023,
        {"howpublished": "Harvard Dataverse", "doi": "10.7910/DVN/AJGVIT"},
    ),
    address="https://doi.org/10.7910/DVN/AJGVIT",
    published_on="2023",
    covers="2018/..",
    tables=(
        Table(
            columns=("Event ID", "Event Type", "Event Mode", "Actor Country", "Recipient Country", "Event Date"),
            layout=Csv(delimiter="\t", quoted=False, encoding="utf-8-sig"),
            missing=frozenset({"None", "NA"}),
            ignored={
                "Intensity": "follows from type and mode",
                "Quad Code": "follows from the type",
                **{f"{side} COW": "the country again, as its number" for side in ("Actor", "Recipient")},
                **{f"{side} Sectors": "the primary one is read" for side in ("Actor", "Recipient")},
                **{f"{side} Title": "the name is read" for side in ("Actor", "Recipient")},
                **{f"{side} Name Raw": "the name as the report has it" for side in ("Actor", "Recipient")},
                **{f"Wikipedia {side} ID": _WIKI for side in ("Actor", "Recipient")},
                **dict.fromkeys(
                    ("District", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type"), _WHERE
                ),
                **dict.fromkeys(
                    ("Source", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
                    "of the report, not of the event",
                ),
            },
            locate=("Event ID",),
            read=_read,
        ),
    ),
)
