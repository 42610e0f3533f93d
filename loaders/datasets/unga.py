"""United Nations General Assembly: roll-call votes, and how alike two states vote.

A row of the votes is one state's vote on one roll call: yes, abstain, no, absent, or not a member. No row means that the state
was none of the UN's. Changed: a vote is a fact of one state on an event, the roll call; absences and non-members are none. From
the votes of each session follows, for each pair, the share of roll calls in which both took part and voted alike, as a computed
fact. Rows of a session have to stand together, as the publisher orders them. Where no roll call of a session has a day above the
seventh, the day is that of the week, not of the month, so that only the month is known. Roll calls, issues and ideal points are
of no dyad. The publisher's own agreement scores can be loaded beside the votes.

>>> from loaders.tables.showing import show
>>> show(DATASET, "rcid,session,vote,ccode,member,date,unres,co", "900,60,1,2,1,12/8/2005,R/60/1,1",
...     "900,60,1,710,1,12/8/2005,R/60/1,1", "900,60,8,731,1,12/8/2005,R/60/1,1")
actor: cow:2, relation: votes_for, key: unga:900, event: unga:900, event_name: UN General Assembly, roll call 900 (R/60/1: \
colonialism), event_kind: vote, since: 2005-12-08, until: 2005-12-08
actor: cow:710, relation: votes_for, key: unga:900, event: unga:900, event_name: UN General Assembly, roll call 900 (R/60/1: \
colonialism), event_kind: vote, since: 2005-12-08, until: 2005-12-08
without fact: absent
method: computed, actor: CHN, relation: votes_with, partner: USA, key: unga_session:60, since: 2005-12-08, until: 2005-12-08, \
quantity: 1, unit: share, note: alike in 1 of 1 roll calls of session 60
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.roll_calls import Told, agreements, votes
from loaders.tables.row import TableRow
from loaders.tables.separated import Csv

_ONE_STATE = "estimates the position of one state; of no dyad"


def _read_session(rows: Sequence[TableRow]) -> Told:
    yield from votes(rows)
    yield from agreements(rows)


def _read_agreement(row: TableRow) -> Iterator[Fields]:
    session = row.text("session.x") or row.text("session")
    year, share = row.needed("year"), row.number("agree")
    if share is None or not 0 <= share <= 1:
        raise row.error("agree", "is no share from 0 to 1")
    yield {
        "actor": f"cow:{row.needed('ccode1')}",
        "relation": "votes_with",
        "partner": f"cow:{row.needed('ccode2')}",
        "key": f"unga_session:{session}" if session else None,
        "since": year,
        "until": year,
        "quantity": share,
        "unit": "share",
        "method": "computed",
    }


_LATIN = Csv(encoding="latin-1")
_REPEATS = "the roll call's own, told in the file of roll calls"

DATASET = Dataset(
    name="unga",
    title="United Nations General Assembly Voting Data",
    version="2020",
    publisher="Erik Voeten",
    licence="CC0 1.0 as Harvard Dataverse states it, with citation; MIT (R package unvotes)",
    citation=Citation(
        "article",
        ("Bailey, Michael A.", "Strezhnev, Anton", "Voeten, Erik"),
        "Estimating Dynamic State Preferences from United Nations Voting Data",
        2017,
        {
            "journal": "Journal of Conflict Resolution",
            "volume": "61",
            "number": "2",
            "pages": "430--456",
            "doi": "10.1177/0022002715595700",
        },
    ),
    address="https://doi.org/10.7910/DVN/LEJUQZ",
    downloads=(
        Download(
            "https://raw.githubusercontent.com/evoeten/United-Nations-General-Assembly-Votes-and-Ideal-Points/master/"
            "Output/IdealpointestimatesAll_Apr2020.csv"
        ),
    ),
    published_on="2020-04",
    covers="1946/2019",
    tables=(
        Table(
            columns=("rcid", "session", "vote", "ccode", "date"),
            ignored={
                "year": "of the date",
                "resid": "the roll call again",
                **dict.fromkeys(("Country", "Countryname"), "the number's name"),
                **dict.fromkeys(("yes", "no", "abstain", "amend", "para", "descr"), _REPEATS),
            },
            locate=("rcid", "ccode"),
            read_group=_read_session,
            group=("session",),
            adjacent=True,
        ),
        Table(
            columns=("ccode1", "ccode2", "agree", "year"),
            ignored={
                **dict.fromkeys(("column 1", "Row"), "the row's number"),
                **dict.fromkeys(
                    ("IdealPointAll.x", "IdealPointAll.y", "IdealPointFP.x", "IdealPointFP.y", "IdealPointDistance"),
                    "positions of single states, and how far apart they are on a scale of no unit",
                ),
            },
            read=_read_agreement,
        ),
        Table(
            columns=("rcid", "session", "date", "unres", "descr"),
            nothing="describes a roll call; who voted how stands in the file of votes",
        ),
        Table(
            columns=("rcid", "short_name", "issue"), nothing="says what a roll call is about; its votes tell it, too"
        ),
        Table(columns=("ccode", "session", "IdealPoint"), layout=_LATIN, nothing=_ONE_STATE),
        Table(columns=("ccode", "session", "IdealPointAll"), layout=_LATIN, nothing=_ONE_STATE),
    ),
)
