"""DESTA, Design of Trade Agreements: which states concluded trade agreements since 1948.

A row is an agreement, or an accession to or a withdrawal from one, with its members as ISO numbers in up to 91 columns. No row
means that DESTA knows of no agreement. Changed: an agreement is an event whose members are party to it; between exactly two it is
also a treaty between them. Accessions and withdrawals speak of their base treaty's event. DESTA doesn't say when an agreement
ended, so membership holds "at least until" the year of signature. Negotiations are no treaty yet, and a consolidated text tells
an amended agreement a second time.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "number;base_treaty;name;entry_type;year;entryforceyear;typememb;c1;c2;c3;mc1;mc2;mc3",
...     '"7";7;"Albania Croatia";"base_treaty";2002;2003;1;8;191;NA;0;0;NA',
...     '"16+2";16;"Algeria EC Finland accession";"accession";1994;NA;6;12;246;NA;3;2;NA',
...     '"807";807;"Colombia Japan";"negotiation";NA;NA;1;170;392;NA;0;0;NA',
... )  # doctest: +ELLIPSIS
actor: m49:8, relation: has_treaty_with, partner: m49:191, level: in_force, since: 2002, until: 2002/.., key: desta:7, ...
actor: m49:8, relation: party_to, level: in_force, since: 2002, until: 2002/.., event: desta:7, event_name: Albania Croatia, ...
actor: m49:191, relation: party_to, level: in_force, ...
actor: m49:246, relation: party_to, level: signed, since: 1994, until: 1994/.., event: desta:16, ...
without fact: a negotiation, not a treaty
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.row import TableRow
from loaders.tables.separated import Csv

_MEMBERS = 91
# Kosovo, under UN administration when it signed, has no ISO number.
_NUMBERS = {"900": "XKX"}
# The members' part in an accession (2 accedes, 3 was there) and in a withdrawal (1 leaves, 2 stays).
_ACCEDES, _LEAVES = "2", "1"
_NO_TREATY = {
    "negotiation": "a negotiation, not a treaty",
    "consolidated": "the consolidated text of an amended agreement, which has a row of its own",
}
_TREATIES = {"base_treaty", "protocol or amendment"}


def _read(row: TableRow) -> Iterator[Fields]:
    kind = row.needed("entry_type")
    members = list(_members(row))
    number, base = row.needed("number"), row.needed("base_treaty")
    name, year, force = row.needed("name"), row.date("year"), row.date("entryforceyear")
    if kind in _NO_TREATY:
        raise NoFactError(_NO_TREATY[kind])
    shown: Fields = {"event_name": name, "event_kind": "treaty"}
    shown["note"] = f"In force since {force}" if force else None
    dates: Fields = {"level": "in_force" if force else "signed", "since": year, "until": f"{year}/.." if year else None}
    if kind in _TREATIES:
        yield from _treaty([code for code, _ in members], f"desta:{number}", dates, shown)
    elif kind == "accession":
        for code in _with_part(row, members, _ACCEDES):
            yield {"actor": code, "relation": "party_to", **dates, "event": f"desta:{base}", **shown}
    elif kind == "withdrawal":
        for code in _with_part(row, members, _LEAVES):
            yield {"actor": code, "relation": "party_to", "until": year, "event": f"desta:{base}", **shown}
    else:
        raise row.error("entry_type", f"is {kind!r}, which this mapping doesn't know")


def _treaty(members: list[str], event: str, dates: Fields, shown: Fields) -> Iterator[Fields]:
    if len(members) == 2:
        one, other = members
        yield {
            "actor": one,
            "relation": "has_treaty_with",
            "partner": other,
            **dates,
            "key": event,
            "event": event,
            **shown,
        }
    for code in members:
        yield {"actor": code, "relation": "party_to", **dates, "event": event, **shown}


def _members(row: TableRow) -> Iterator[tuple[str, str | None]]:
    """Each member with its part (`mc1` …)."""
    found = False
    for place in range(1, _MEMBERS + 1):
        number, part = row.text(f"c{place}"), row.text(f"mc{place}")
        if number is not None:
            found = True
            yield _NUMBERS.get(number, f"m49:{number}"), part
    if not found:
        raise row.error("c1", "and the columns after it name no member")


def _with_part(row: TableRow, members: list[tuple[str, str | None]], part: str) -> list[str]:
    told = [code for code, is_part in members if is_part == part]
    if not told:
        raise row.error("mc1", f"and the columns after it give nobody the part {part} ({row.text('entry_type')})")
    return told


DATASET = Dataset(
    name="desta",
    title="Design of Trade Agreements (DESTA)",
    version="2.1",
    publisher="Design of Trade Agreements Database",
    licence="Free of charge for research, with citation",
    citation=Citation(
        "article",
        ("Dür, Andreas", "Baccini, Leonardo", "Elsig, Manfred"),
        "The Design of International Trade Agreements: Introducing a New Dataset",
        2014,
        {"journal": "The Review of International Organizations", "volume": "9", "number": "3", "pages": "353--375"},
    ),
    address="https://www.designoftradeagreements.org/downloads/",
    published_on="2021",
    covers="1948/2021",
    tables=(
        Table(
            columns=("number", "base_treaty", "name", "entry_type", "year", "c1", "c2", "mc1"),
            layout=Csv(delimiter=";"),
            ignored={
                "consolidated": "entry_type says it",
                "language": "the language of the text",
                "typememb": "bilateral, plurilateral …: the members are told one by one",
                "regioncon": "the continent of the members",
                "wto_listed": "whether the WTO was notified",
                "wto_name": "its name there",
            },
            locate=("number",),
            rows=1_217,
            read=_read,
        ),
    ),
)
