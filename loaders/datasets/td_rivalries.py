"""Thompson and Dreyer: Strategic Rivalries, 1494–2010.

A row is one rivalry: two states that saw each other as competitors and as threats that may become militarised, from its
first to its last year, with up to three kinds (about space, position, ideology; by intervention). No row means no
rivalry. Changed: what begins in 1494, or in 1816 outside Europe's great powers, when the list does, has begun by then at
the latest; what ends in 2010 goes on at least until then. The kinds stand in the note, the weightiest first.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "rivalryno,rivalryname,ccode1,ccode2,styear,endyear,region,type1,type2,type3",
...     "119,India-Pakistan,750,770,1947,2010,South Asia,spatial,positional,",
... )
actor: cow:750, relation: rival_of, partner: cow:770, since: 1947, until: 2010/.., note: spatial and positional rivalry: \
India-Pakistan
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.row import TableRow
from loaders.tables.spells import spell_of

_BEGINNINGS = frozenset({"1494", "1816"})
_RELEASED_TO = "2010"
# The list has one number for Austria before and after 1918.
_MEANT = {"300": "Austria"}


def _state(number: str) -> str:
    return _MEANT.get(number, f"cow:{number}")


def _read(row: TableRow) -> Iterator[Fields]:
    since, until = spell_of(row, ["styear"], ["endyear"])
    kinds = [kind for place in "123" if (kind := row.text(f"type{place}"))]
    told = f"{' and '.join(kinds)} rivalry" if kinds else "rivalry"
    yield {
        "actor": _state(row.needed("ccode1")),
        "relation": "rival_of",
        "partner": _state(row.needed("ccode2")),
        "since": f"../{since}" if since in _BEGINNINGS else since,
        "until": f"{until}/.." if until == _RELEASED_TO else until,
        "note": f"{told}: {row.text('rivalryname')}",
    }


DATASET = Dataset(
    name="td_rivalries",
    title="Strategic Rivalries (Thompson and Dreyer)",
    version="2012",
    publisher="CQ Press",
    claimant="Thompson and Dreyer",
    licence="Terms unknown; as packed in peacesciencer (GPL-2), free with citation",
    citation=Citation(
        "book",
        ("Thompson, William R.", "Dreyer, David R."),
        "Handbook of International Rivalries, 1494--2010",
        2012,
        {"publisher": "CQ Press", "address": "Washington, DC"},
    ),
    address="http://svmiller.com/peacesciencer/reference/td_rivalries.html",
    published_on="2012",
    covers="1494/2010",
    tables=(
        Table(
            columns=("rivalryname", "ccode1", "ccode2", "styear", "endyear", "type1", "type2", "type3"),
            ignored={"region": "where it is", "rivalryno": "the list's number"},
            locate=("rivalryno",),
            rows=197,
            read=_read,
        ),
    ),
)
