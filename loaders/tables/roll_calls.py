"""Votes on roll calls: each state's vote on an event, and the share of roll calls on which two states vote alike."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from graph.record import NoFactError
from loaders.tables.declaration import Fields
from loaders.tables.names import country_id
from loaders.tables.row import TableRow

_VOTES: Mapping[str, str] = {"1": "votes_for", "2": "abstains_on", "3": "votes_against"}
_NO_VOTES: Mapping[str, str] = {"8": "absent", "9": "not a member"}
_ISSUES: Mapping[str, str] = {
    "me": "Palestinian conflict",
    "nu": "nuclear weapons",
    "di": "disarmament",
    "hr": "human rights",
    "co": "colonialism",
    "ec": "economic development",
}
_DAYS_OF_A_WEEK = 7

Told = Iterator[tuple[TableRow, Fields | NoFactError]]


def votes(rows: Sequence[TableRow]) -> Told:
    """Each row's vote; the rows are those of one session."""
    weekdays = all(_date(row).day <= _DAYS_OF_A_WEEK for row in rows)
    for row in rows:
        vote = row.choice("vote", {**_VOTES, **_NO_VOTES})
        if vote not in _VOTES.values():
            yield row, NoFactError(vote)
            continue
        event = f"unga:{row.needed('rcid')}"
        day = _day(row, weekdays)
        yield (
            row,
            {
                "actor": f"cow:{row.needed('ccode')}",
                "relation": vote,
                "key": event,
                "event": event,
                "event_name": _name(row),
                "event_kind": "vote",
                "since": day,
                "until": day,
                "note": "an important vote, as the US Department of State has it"
                if row.text("importantvote") == "1"
                else None,
            },
        )


def agreements(rows: Sequence[TableRow]) -> Told:
    """For each pair of states the share of a session's roll calls in which both took part and voted alike.

    A state's votes before and after a succession are those of two states. Each is counted for the row of the pair's last
    roll call, which the vote itself is told of.
    """
    weekdays = all(_date(row).day <= _DAYS_OF_A_WEEK for row in rows)
    cast: dict[str, dict[str, TableRow]] = {}
    for row in rows:
        if row.text("vote") in _VOTES and row.text("member") != "0":
            state = _state(row)
            if state is not None:
                cast.setdefault(state, {})[row.needed("rcid")] = row
    for one, other in combinations(sorted(cast), 2):
        both = [(row, cast[other][call]) for call, row in cast[one].items() if call in cast[other]]
        if not both:
            continue
        alike = Counter(mine.text("vote") == theirs.text("vote") for mine, theirs in both)[True]
        days = sorted(_day(row, weekdays) for row, _ in both)
        session = both[0][0].needed("session")
        yield (
            both[-1][0],
            {
                "actor": one,
                "relation": "votes_with",
                "partner": other,
                "key": f"unga_session:{session}",
                "since": days[0],
                "until": days[-1],
                "quantity": alike / len(both) if alike < len(both) else 1,
                "unit": "share",
                "method": "computed",
                "locator": f"session {session}",
                "note": f"alike in {alike} of {len(both)} roll calls of session {session}",
            },
        )


def _state(row: TableRow) -> str | None:
    return country_id(f"cow:{row.needed('ccode')}", _date(row).isoformat())


def _day(row: TableRow, weekdays: bool) -> str:
    day = _date(row)
    return f"{day:%Y-%m}" if weekdays else day.isoformat()


def _date(row: TableRow) -> dt.date:
    """The day, written 12/31/2005 or 2005-12-31."""
    text = row.needed("date")
    for form in ("%m/%d/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - days of the UN's calendar have no zone
        except ValueError:
            continue
    raise row.error("date", f"is {text!r}, which is no day")


def _name(row: TableRow) -> str:
    issues = [name for column, name in _ISSUES.items() if row.text(column) == "1"]
    about = row.text("short") or ", ".join(issues)
    what = ": ".join(filter(None, (row.text("unres"), about)))
    return f"UN General Assembly, roll call {row.needed('rcid')}" + (f" ({what})" if what else "")
