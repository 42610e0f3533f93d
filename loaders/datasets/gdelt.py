"""GDELT Event Database, 1.0 and 2.0.

A row is one event that a machine read out of news: who (CAMEO actor codes) did what (CAMEO event code) to whom on which day.
No row means that no article which GDELT read told it, not that nothing happened. A meeting stands there from either side, as
two events. Changed: only deeds between two states or known organisations are facts; a side's first type code says whose deed
it is; codes of organisations (EEC is the EU) go before the region that stands beside them. How many articles told an event is
a note. A day exactly 30, 365 or 3,650 days before the report is how GDELT writes "last month", "last year", "a decade ago":
such dates are approximate.

>>> from loaders.tables.showing import show
>>> rows = ["GLOBALEVENTID,SQLDATE,Actor1CountryCode,Actor1Type1Code,Actor2CountryCode,EventCode,NumArticles,DATEADDED",
...     "7,20161231,USA,GOV,RUS,163,10,20170101073000", "8,20161231,JPN,BUS,USA,057,2,20170101073000",
...     "9,20161231,USA,GOV,AFR,042,1,20170101073000"]
>>> show(DATASET, *rows)
method: machine, actor: USA, actor_role: GOV, partner: RUS, relation: sanctions, key: gdelt:7, since: 2016-12-31, \
until: 2016-12-31, said_on: 2017-01-01, note: in 10 articles
method: machine, actor: JPN, actor_role: BUS, partner: USA, relation: has_treaty_with, key: gdelt:8, since: 2016-12-31, \
until: 2016-12-31, said_on: 2017-01-01, note: in 2 articles
without fact: a side is a region, no single state
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from graph.record import NoFactError
from loaders.tables.cameo import relation_of
from loaders.tables.cameo_actors import COUNTRIES, ORGANISATIONS, REGIONS
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.events import REGION, Side, between, deed
from loaders.tables.row import TableRow
from loaders.tables.separated import Csv

_RELATIVE = frozenset({30, 365, 3_650})
_FIRST_DAILY = dt.date(2013, 4, 1)


def _read(row: TableRow) -> Iterator[Fields]:
    sides = between(_side(row, 1), _side(row, 2))
    event, code = row.needed("GLOBALEVENTID"), row.needed("EventCode")
    try:
        relation = relation_of(code)
    except KeyError:
        raise row.error("EventCode", f"has {code!r}, which is no code of CAMEO 1.1") from None
    day, added = _day(row, "SQLDATE"), _day(row, "DATEADDED")
    # Before its daily updates GDELT read the past, so that the distance to the day of reading says nothing.
    relative = added >= _FIRST_DAILY and (added - day).days in _RELATIVE
    yield {
        **sides,
        **deed(relation, f"gdelt:{event}", f"{day}~" if relative else str(day), str(added)),
        "place": row.text("ActionGeo_FullName"),
        "note": _note(row),
    }


def _side(row: TableRow, number: int) -> Side | None:
    """A side of the event; None where it is no state and no organisation that the vocabulary knows."""
    actor = f"Actor{number}"
    country, group = row.text(f"{actor}CountryCode"), row.text(f"{actor}KnownGroupCode")
    roles = [row.text(f"{actor}Type{place}Code") for place in (1, 2, 3)]
    peoples = [row.text(f"{actor}{kind}Code") for kind in ("Ethnic", "Religion1", "Religion2")]
    name = row.text(f"{actor}Name")
    if group is not None and group in ORGANISATIONS:
        return Side(ORGANISATIONS[group], organisation=True, detail=name)
    if country is None:
        return None
    if country in REGIONS:
        raise NoFactError(REGION)
    if country not in COUNTRIES:
        raise row.error(f"{actor}CountryCode", f"has {country!r}, which is no country or region of CAMEO")
    # A people, a creed or a party of a country is not its state.
    role = roles[0] or ("CVL" if group or any(peoples) else None)
    return Side(COUNTRIES[country], role=role, detail=name)


def _day(row: TableRow, column: str) -> dt.date:
    text = row.needed(column)[:8]
    try:
        return dt.datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - GDELT's days have no zone
    except ValueError:
        raise row.error(column, f"is {text!r}, which is no day (YYYYMMDD)") from None


def _note(row: TableRow) -> str:
    articles, url = row.whole("NumArticles"), row.text("SOURCEURL")
    told = "in 1 article" if articles == 1 else f"in {articles or 'an unknown number of'} articles"
    return f"{told}; first: {url}" if url else told


_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_SIDE = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_NAMES_2 = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{number}{name}" for number in (1, 2) for name in _SIDE),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{what}Geo_{name}" for what in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
_NAMES_1 = tuple(name for name in _NAMES_2 if not name.endswith("ADM2Code"))
_FIRST = r"\d+\t\d{8}\t\d{6}\t\d{4}\t\d{4}\.\d+\t"

_IGNORED = {
    **dict.fromkeys(("MonthYear", "Year", "FractionDate"), "the day again"),
    **dict.fromkeys(("Actor1Code", "Actor2Code"), "the codes that stand apart in the next columns"),
    **dict.fromkeys(("EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"), "follow from the event's code"),
    **dict.fromkeys(("NumMentions", "NumSources"), "count the same articles' sentences and sites"),
    "IsRootEvent": "whether a lead paragraph told it",
    "AvgTone": "the tone of the articles, not of the event",
    **{
        f"{what}Geo_{name}": "where in detail; the place's full name is read"
        for what in ("Actor1", "Actor2", "Action")
        for name in _GEO
    },
}


def _events(layout: Csv) -> Table:
    return Table(
        columns=("GLOBALEVENTID", "SQLDATE", "EventCode", "Actor1CountryCode", "Actor2CountryCode", "DATEADDED"),
        layout=layout,
        ignored=_IGNORED,
        locate=("GLOBALEVENTID",),
        read=_read,
    )


def _raw(names: tuple[str, ...]) -> Csv:
    return Csv(delimiter="\t", quoted=False, names=names, first=_FIRST)


DATASET = Dataset(
    name="gdelt",
    title="GDELT Event Database",
    version="1.0-2.0",
    publisher="The GDELT Project",
    licence="Free for any use, with attribution to the GDELT Project (gdeltproject.org)",
    citation=Citation(
        "inproceedings",
        ("Leetaru, Kalev", "Schrodt, Philip A."),
        "GDELT: Global Data on Events, Location, and Tone, 1979-2012",
        2013,
        {"booktitle": "International Studies Association Annual Convention", "address": "San Francisco"},
    ),
    address="https://www.gdeltproject.org/data.html",
    downloads=(Download("http://data.gdeltproject.org/gdeltv2/20170101073000.export.CSV.zip"),),
    published_on="2015-02-19",
    covers="1979/..",
    tables=(
        _events(Csv()),
        _events(Csv(delimiter="\t", quoted=False)),
        _events(_raw(_NAMES_2)),
        _events(_raw(_NAMES_1)),
        _events(_raw(_NAMES_1[:-1])),
        Table(columns=("tableId", "dataType", "Empty", "Description"), nothing="describes a column of the event files"),
        Table(columns=("tableId",), layout=Csv(delimiter="\t"), nothing="names a column of the event files"),
    ),
)
