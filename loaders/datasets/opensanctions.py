"""OpenSanctions: the programmes under which governments and organisations impose sanctions, and the lists themselves.

A row of the programmes is one programme: who issues it, the territories that it is directed at, the kinds of measures. It has no
dates, so its facts are undated. A programme without territories is against a cause (terrorism, cyber attacks, abuses anywhere):
no fact between states. A row of a list is a person, company, vessel or a sanction on one; only a sanction on a public body is
one on a state. Changed: the issuer's code tells whose body it is (`us_ofac`: the United States; `eu_…`, `un_…`: the
organisation), so a programme needs no issuers' file beside it; each kind of measure on each territory is one record.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "{key: EU-PRK, title: On North Korea, issuer: eu_council, target_territories: [kp, zz], measures: [Arms embargo]}",
...     name="EU-PRK.yml",
... )  # doctest: +ELLIPSIS
actor: EU, actor_kind: organisation, actor_detail: eu_council, relation: sanctions, partner: iso2:KP, resource: weapons, ...
>>> show(DATASET, "{key: US-CYB, title: Cyber attacks, issuer: us_ofac, target_territories: [ip]}", name="US-CYB.yml")
without fact: a programme against a cause or against people anywhere, not against a state
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.documents import Documents
from loaders.tables.follow_the_money import STATE, Entities, properties
from loaders.tables.row import TableRow

_RELEASE = "f33cff233ff4393a8c71784cfe280275727b52ca"

# OpenSanctions' own codes of territories: the European Union, former states, and what is no state.
_TERRITORIES = {"csxx": "SCG", "yucs": "YUG"}
_NOWHERE = {
    "zz": "the whole world",
    "ip": "the internet",
    "ua-cri": "Crimea",
    "ua-dpr": "Donetsk",
    "ua-lpr": "Luhansk",
    "md-pmr": "Transnistria",
}
_ORGANISATIONS = {"eu": "EU", "un": "UN", "zz_unsc": "UN"}
# What is held back; None: a measure that says of nothing in particular that it is.
_MEASURES: dict[str, tuple[str, str | None]] = {
    "Asset freeze": ("sanctions", "assets"),
    "Travel ban": ("sanctions", "travel"),
    "Export control": ("sanctions", "goods"),
    "Import restrictions": ("sanctions", "goods"),
    "Financial restrictions": ("sanctions", "money"),
    "Arms embargo": ("sanctions", "weapons"),
    "Arms restrictions": ("sanctions", "weapons"),
    "Transportation restrictions": ("sanctions", "transport"),
    "Investment ban": ("sanctions", "investment"),
    "Services ban": ("sanctions", "services"),
    "Aid suspension": ("cuts_aid_to", None),
    "Prohibition to satisfy claims": ("sanctions", None),
    "Debarment": ("sanctions", None),
    "Sectoral sanctions": ("sanctions", None),
}


def _programme(row: TableRow) -> Iterator[Fields]:
    key, title, issuer, state = row.needed("key"), row.needed("title"), row.needed("issuer"), row.text("status")
    territories, measures = _listed(row, "target_territories"), _listed(row, "measures")
    actor = _issuer("actor", issuer)
    targets = [code for code in territories if code not in _NOWHERE]
    if not targets:
        where = {_NOWHERE[code] for code in territories} - {"the whole world", "the internet"}
        raise NoFactError(
            f"a programme on a part of a state only ({', '.join(sorted(where))})"
            if where
            else "a programme against a cause or against people anywhere, not against a state"
        )
    for code in targets:
        for measure in measures or [""]:
            relation, resource = _measure(row, measure)
            yield {
                **actor,
                "actor_detail": issuer,
                "relation": relation,
                **_territory("partner", code),
                "resource": resource,
                "key": f"opensanctions:{key}",
                "event": f"opensanctions:{key}",
                "event_name": title,
                "event_kind": "sanctions programme",
                "note": ". ".join(part for part in (measure, f"Status: {state}" if state else "") if part) or None,
            }


def _sanction(row: TableRow) -> Iterator[Fields]:
    schema = row.needed("schema")
    if schema != "Sanction":
        raise NoFactError("describes a person, company, vessel, address or tie between them, not a sanction")
    target = row.text(STATE)
    if target is None:
        raise NoFactError("a sanction on a person, company or vessel, not on a state")
    told = properties(row.cells)
    row.needed("properties")
    issuers = told.get("country", [])
    if not issuers:
        raise row.error("properties", "says of no country that it imposes the sanction")
    programme = next(iter(told.get("programId", [])), None)
    yield {
        **_territory("actor", str(issuers[0])),
        "actor_detail": next(iter(told.get("authority", [])), None),
        "relation": "sanctions",
        **_territory("partner", target),
        "partner_detail": row.text("caption"),
        "since": _day(told, "startDate", "listingDate"),
        "until": _day(told, "endDate"),
        "key": f"opensanctions:{row.needed('id')}",
        "event": f"opensanctions:{programme}" if programme else None,
        "event_kind": "sanctions programme" if programme else None,
        "note": "; ".join(map(str, told.get("provisions", []))) or None,
    }


def _issuer(side: str, code: str) -> Fields:
    territory = code.partition("_")[0]
    if code not in _ORGANISATIONS and territory == "zz":
        raise NoFactError("issued by nobody who could impose sanctions (journalists, police)")
    return _territory(side, code if code in _ORGANISATIONS else territory)


def _territory(side: str, code: str) -> Fields:
    if code in _ORGANISATIONS:
        return {side: _ORGANISATIONS[code], f"{side}_kind": "organisation"}
    return {side: _TERRITORIES.get(code, f"iso2:{code.upper()}")}


def _measure(row: TableRow, measure: str) -> tuple[str, str | None]:
    if measure and measure not in _MEASURES:
        raise row.error("measures", f"has {measure!r}, a kind of measure that this mapping doesn't know")
    return _MEASURES.get(measure, ("sanctions", None))


def _listed(row: TableRow, column: str) -> list[str]:
    text = row.text(column)
    try:
        found: Any = json.loads(text) if text else []
    except json.JSONDecodeError:
        found = text
    if not isinstance(found, list):
        raise row.error(column, f"is {text!r}, which is no list")
    return [str(each) for each in found]


def _day(told: dict[str, list[Any]], *names: str) -> str | None:
    """The earliest day of a property, cut to the day."""
    days = sorted(str(value)[:10] for name in names for value in told.get(name, []) if value)
    return days[0] if days else None


DATASET = Dataset(
    name="opensanctions",
    title="OpenSanctions",
    version="2026-04",
    publisher="OpenSanctions",
    licence="CC BY-NC 4.0",
    citation=Citation(
        "misc",
        ("{OpenSanctions}",),
        "OpenSanctions: The Open Database of Sanctions Targets and Persons of Interest",
        2026,
    ),
    address="https://www.opensanctions.org/programs/",
    downloads=(
        Download(
            f"https://github.com/opensanctions/opensanctions/archive/{_RELEASE}.zip",
            members=("*/meta/programs/*.yml", "*/meta/issuers/*.yml"),
        ),
    ),
    published_on="2026-04",
    covers="1950/2026",
    tables=(
        Table(
            columns=("key", "title", "issuer"),
            layout=Documents((".yml", ".yaml")),
            missing=frozenset(),
            ignored={
                "id": "the programme's number; its key is told",
                "url": "the publisher's page",
                "summary": "a text for people",
                "dataset": "OpenSanctions' own collection that lists the targets",
                "aliases": "other names of the programme",
            },
            locate=("key",),
            read=_programme,
        ),
        Table(
            columns=("name", "territory"),
            layout=Documents((".yml", ".yaml")),
            nothing="describes an issuer of programmes; its programmes tell the sanctions",
        ),
        Table(
            columns=("id", "schema", "properties"),
            layout=Entities(),
            missing=frozenset(),
            ignored={
                "caption": "a name for people",
                "datasets": "OpenSanctions' own collections",
                "referents": "other ids of the entity",
                "target": "whether it is itself sanctioned",
                "first_seen": "OpenSanctions' own work",
                "last_seen": "OpenSanctions' own work",
                "last_change": "OpenSanctions' own work",
                "id": "the entity's id; a sanction's is its key",
                "properties": "read where it is a sanction on a state",
                STATE: "absent where no public body is named",
            },
            locate=("id",),
            read=_sanction,
        ),
    ),
)
