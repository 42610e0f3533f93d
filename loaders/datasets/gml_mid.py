"""Gibler, Miller and Little: Militarized Interstate Disputes, corrected, by directed dyad and year.

A row is a directed dyad in one year of one dispute, in both orders: the highest action of each in the whole dispute. No
row means no dispute between the two. Changed: consecutive years are one fact, from the month in which the dispute began
to that in which it ended where only two states were in it, otherwise from year to year; a dyad whose first year is missing
in the file has begun by then at the latest. The dead are those of a state in the whole dispute. Both opponents' actions
are known for a dispute, not for one of several opponents, so facts with several are derived (`method: computed`).

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "dispnum,ccode1,ccode2,year,sidea1,fatality1,fatalpre1,hiact1,hiact2,hostlev1,hostlev2,orig1,midonset,stmon,endmon,"
...     "numa,numb,ongo2010",
...     "20,365,630,1945,1,0,0,14,0,4,1,1,1,11,4,1,1,0",
...     "20,365,630,1946,1,0,0,14,0,4,1,1,0,11,4,1,1,0",
... )
actor: cow:365, relation: occupies, partner: cow:630, note: highest action: occupation of territory, since: 1945-11, \
until: 1946-04, key: mid:20, event: mid:20, event_name: MID 20, event_kind: dispute
without fact: is told in another row of its group
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.record import NoFactError
from loaders.datasets._disputes import NO_ACTION, between, deed, dispute, fatality, key_in, losses
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.row import TableRow
from loaders.tables.spells import Spell

_RELEASED_TO = "2010"
_PLAIN = """
    sidea1 sidea2 revstate1 revstate2 revtype11 revtype12 revtype21 revtype22 fatality2 fatalpre2 orig1 orig2 midongoing
    hiact hostlev mindur maxdur outcome settle fatality fatalpre recip version
"""
_IGNORED = dict.fromkeys(_PLAIN.split(), "the dispute as a whole, or what other columns tell too")


def _month(row: TableRow, year: str, column: str) -> str:
    month = row.whole(column)
    return f"{year}-{month:02}" if month and _two(row) else year


def _two(row: TableRow) -> bool:
    """Whether only two states were in the dispute."""
    return row.whole("numa") == 1 and row.whole("numb") == 1


def _spell(years: Sequence[TableRow]) -> Spell:
    first, last = years[0], years[-1]
    begun, ended = f"{_year(first):04}", f"{_year(last):04}"
    since = _month(first, begun, "stmon") if first.flag("midonset") else f"../{begun}"
    goes_on = last.flag("ongo2010") and ended == _RELEASED_TO
    return Spell(since, f"{ended}/.." if goes_on else _month(last, ended, "endmon"))


def _year(row: TableRow) -> int:
    return int(row.year("year"))


def _runs(rows: Sequence[TableRow]) -> list[list[TableRow]]:
    """A pair's rows by unbroken years; a year that stands there twice counts once."""
    runs: list[list[TableRow]] = []
    for row in sorted(rows, key=_year):
        if runs and _year(row) - _year(runs[-1][-1]) <= 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _disputes(rows: Sequence[TableRow]) -> Iterator[tuple[TableRow, Fields | NoFactError]]:
    number = rows[0].needed("dispnum")
    pairs: dict[tuple[str, str], list[TableRow]] = defaultdict(list)
    for row in rows:
        pairs[row.needed("ccode1"), row.needed("ccode2")].append(row)
    mourned: set[str] = set()
    for (one, other), held in pairs.items():
        for place, years in enumerate(_runs(held)):
            told = [*_deeds(years, one, other, key_in(number, place), (other, one) in pairs)]
            if one not in mourned and (dead := fatality(years[0], "fatality1", "fatalpre1")):
                mourned.add(one)
                told.append(losses(one, other if _two(years[0]) else "", dead, _spell(years), f"mid:{number}"))
            for fields in told:
                yield years[0], fields | dispute(number)
            if not told:
                acted = deed(years[0], "hostlev1", "hiact1").relation is not None
                yield years[0], NoFactError("is told with its opponent's row" if acted else NO_ACTION)


def _deeds(years: Sequence[TableRow], one: str, other: str, key: str, mirrored: bool) -> Iterator[Fields]:
    row = years[0]
    ours, theirs = deed(row, "hostlev1", "hiact1"), deed(row, "hostlev2", "hiact2")
    method = {} if _two(row) else {"method": "computed"}
    for fields in between(one, other, ours, theirs, _spell(years), key):
        # What the second state did stands in the rows of the other order, and so does a fight of both.
        if not mirrored or (fields["actor"] == f"cow:{one}" and (fields["relation"] != "fights" or one < other)):
            yield fields | method


DATASET = Dataset(
    name="gml_mid",
    title="Gibler-Miller-Little Militarized Interstate Dispute Data",
    version="2.03",
    publisher="Gibler, Miller and Little",
    licence="Free of charge, with citation",
    citation=Citation(
        "article",
        ("Gibler, Douglas M.", "Miller, Steven V.", "Little, Erin K."),
        "An Analysis of the Militarized Interstate Dispute (MID) Dataset, 1816--2001",
        2016,
        {"journal": "International Studies Quarterly", "volume": "60", "number": "4", "pages": "719--730"},
    ),
    address="http://svmiller.com/gml-mid-data/",
    downloads=(Download("http://svmiller.com/gml-mid-data/gml-mid-2.03.zip", members=("gml-ddy-disputes-2.03.csv",)),),
    published_on="2018",
    covers="1816/2010",
    built_on=("cow_mid",),
    tables=(
        Table(
            columns=("dispnum", "ccode1", "ccode2", "year", "hiact1", "hiact2", "hostlev1", "hostlev2", "midonset"),
            missing=frozenset({"-9", "NA", "."}),
            ignored=_IGNORED,
            locate=("dispnum", "ccode1", "ccode2", "year"),
            rows=10_386,
            group=("dispnum",),
            read_group=_disputes,
        ),
    ),
)
