"""Like facts folded into one row: a century of trade is one line of a ledger that opens to its years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.views.frames import Fact
from api.views.ledger import Row, by_dimension, row
from api.views.names import listed
from api.views.palette import STATUSES
from graph.vocabulary import Vocabulary

_SINGLE = 3
_MOST_DISPUTED = 20
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Series:
    """Facts alike in everything but their time, number and claimants; the newest first, undated ones last."""

    key: str
    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        """A row that stands for what all of them share."""
        return self.rows[0]

    @property
    def shown(self) -> tuple[Row, ...]:
        """Those that its table shows; all of them stand in the table of the page."""
        return self.rows[:_SHOWN]

    @property
    def when(self) -> str:
        """From the first year to the last that is known."""
        known = [year for row in self.rows if row.years for year in row.years if 0 < year < 9999]
        if not known:
            return "undated"
        return str(min(known)) if min(known) == max(known) else f"{min(known)} to {max(known)}"

    @property
    def number(self) -> str:
        """The newest number that is given."""
        return next((row.number for row in self.rows if row.number), "")

    @property
    def number_of(self) -> str:
        """When the newest number was."""
        return next((row.when for row in self.rows if row.number), "")

    @property
    def status(self) -> str:
        """The status that most of them have."""
        return Counter(row.status for row in self.rows).most_common(1)[0][0]

    @property
    def statuses(self) -> str:
        """How many have each status, in words."""
        found = Counter(row.status for row in self.rows)
        return ", ".join(f"{found[status]:,} {status}" for status in STATUSES if found[status])

    @property
    def speakers(self) -> str:
        """Who says so, those with most facts first."""
        found = Counter(name for row in self.rows for name in (*row.sure, *row.reporting))
        return listed([name for name, _ in found.most_common()], 3) if found else ""


Entry = Row | Series


def folded(rows: Sequence[Row], apart: Collection[str] = ()) -> list[Entry]:
    """The rows, with more than three alike as one series in the place of the first.

    Apart stay the ids of `apart` (parts of exchanges) and what is disputed or denied, unless that is much, too.
    """
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for each in rows:
        alike[_key(each)].append(each)
    made: list[Entry] = []
    done: set[tuple[str, ...]] = set()
    for each in rows:
        key = _key(each)
        if key in done:
            continue
        done.add(key)
        single, series = _apart(alike[key], apart)
        made += single
        if series:
            made.append(Series(f"s-{min(part.id for part in series)}", tuple(_newest_first(series))))
    return made


def _key(row: Row) -> tuple[str, ...]:
    return (row.actor, row.verb, row.thing, row.recipient, row.modality, row.about)


def _apart(rows: Sequence[Row], apart: Collection[str]) -> tuple[list[Row], list[Row]]:
    if len(rows) <= _SINGLE:
        return list(rows), []
    disputed = [row for row in rows if row.status in ("disputed", "denied")]
    single = {row.id for row in disputed} if len(disputed) <= _MOST_DISPUTED else set()
    single |= {row.id for row in rows if row.id in apart}
    series = [row for row in rows if row.id not in single]
    if len(series) <= _SINGLE:
        return list(rows), []
    return [row for row in rows if row.id in single], series


def _newest_first(rows: Sequence[Row]) -> list[Row]:
    def place(row: Row) -> tuple[bool, str, str]:
        return (row.days is not None, row.days[1] if row.days else "", row.id)

    return sorted(rows, key=place, reverse=True)


def folded_groups(rows: Iterable[Row], apart: Collection[str] = ()) -> list[tuple[str, list[Entry]]]:
    """The rows under their dimensions, like ones folded."""
    return [(dimension, folded(group, apart)) for dimension, group in by_dimension(rows)]


def ledger_rows(facts: Sequence[Fact], vocabulary: Vocabulary) -> dict[str, Row]:
    """The rows of facts by id; those that are folded for sure need no position table, and where that is most of them
    making none is what keeps a page of thousands quick."""
    alike = Counter(_fact_key(fact) for fact in facts)
    surely = _SINGLE + _MOST_DISPUTED
    apart = in_exchanges(facts)
    return {
        str(fact["id"]): row(
            fact,
            vocabulary,
            opens=alike[_fact_key(fact)] <= surely or fact["id"] in apart or fact["status"] in ("disputed", "denied"),
        )
        for fact in facts
    }


def _fact_key(fact: Fact) -> tuple[Any, ...]:
    ends = [end and end["id"] for end in (fact["actor"], fact["recipient"], fact["resource"])]
    return (*ends, fact["relation"], fact["modality"])


def series_of(entries: Sequence[Entry]) -> Mapping[str, str]:
    """The series that each folded fact is in: fact id to series key."""
    return {row.id: entry.key for entry in entries if isinstance(entry, Series) for row in entry.rows}


def in_exchanges(facts: Sequence[Fact]) -> frozenset[str]:
    """The ids of facts that are given in return for others, and of those others."""
    return frozenset(
        ident for fact in facts if fact["in_return_for"] for ident in (str(fact["id"]), *fact["in_return_for"])
    )
