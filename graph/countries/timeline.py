"""Which of several meanings holds: on a day, in a year, over an interval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from graph.countries.index import Index
from graph.countries.model import Meaning, Period, Piece
from graph.errors import UnusableError


def choose(index: Index, text: str, meanings: Sequence[Meaning], on: Period | None) -> Meaning:
    """The one meaning that holds: on the days `on`, or today where no day is given.

    Of meanings that follow each other within `on` (Russia in 1991), the one with most of its days; of meanings that
    hold at the same time, none: that is ambiguous.
    """
    if on is None:
        return _sole(index, text, undated(meanings), None)
    possible = [one for one in clipped(index, meanings) if one.period.meets(on)]
    if not possible:
        raise _no_state(index, text, meanings, on)
    longest = max(possible, key=lambda one: one.period.common(on).days())
    rivals = [one for one in possible if one.country != longest.country]
    if any(one.period.meets(longest.period) for one in rivals):
        return _sole(index, text, possible, on)
    if rivals:
        passed = " and ".join(f"{index.countries[one.country].name} ({one.country})" for one in rivals)
        return longest._replace(note=f"most of {on} is its time; the rest is that of {passed}")
    return longest


def undated(meanings: Sequence[Meaning]) -> list[Meaning]:
    """Those that count where no day is given: the usual one, else what still holds, else all."""
    usual = [one for one in meanings if one.usual]
    current = [one for one in meanings if one.period.last is None]
    return usual or current or list(meanings)


def clipped(index: Index, meanings: Sequence[Meaning]) -> list[Meaning]:
    """The meanings, each only for the days on which its country can be an actor."""
    bounded = [(one, index.countries[one.country].possible) for one in meanings]
    return [one._replace(period=one.period.common(possible)) for one, possible in bounded if one.period.meets(possible)]


def _sole(index: Index, text: str, meanings: Sequence[Meaning], on: Period | None) -> Meaning:
    ids = list(dict.fromkeys(one.country for one in meanings))
    if len(ids) == 1:
        return meanings[0]
    shown = " or ".join(f"{index.countries[code].name} ({code})" for code in ids)
    when = f" on {_days(on)}" if on else ""
    todo = (
        "Write which one."
        if on or any(one.period.last is None for one in meanings)
        else "Give the day or write which one."
    )
    raise UnusableError(
        f"{text!r} is ambiguous{when}: {shown}. {todo}", reason="ambiguous", suggestions=_suggestions(index, ids)
    )


def _no_state(index: Index, text: str, meanings: Sequence[Meaning], on: Period) -> UnusableError:
    ids = list(dict.fromkeys(one.country for one in meanings))
    times = "; ".join(
        f"{index.countries[one.country].name} ({one.country}) {one.period}" for one in clipped(index, meanings)
    )
    heirs = sorted(index.successions, key=lambda one: not one.continues)
    related = [one.country for one in heirs if one.predecessor in ids and _starts_by(one.on, on)]
    related += [one.predecessor for one in index.successions if one.country in ids and not _starts_by(one.on, on)]
    return UnusableError(
        f"{text!r} was no state on {_days(on)}: {times}. Write the state of that day.",
        reason="no_state",
        suggestions=_suggestions(index, list(dict.fromkeys([*related, *ids]))),
    )


def _starts_by(day: date, on: Period) -> bool:
    return on.last is None or day <= on.last


def _days(on: Period) -> str:
    return str(on.first) if on.first == on.last else str(on)


def _suggestions(index: Index, ids: list[str]) -> list[dict[str, str]]:
    return [{"id": code, "name": index.countries[code].name} for code in ids]


def split(index: Index, text: str, meanings: Sequence[Meaning], whole: Period) -> list[Piece]:
    """The pieces of an interval; see `Countries.split`."""
    if whole.first and whole.last and whole.first > whole.last:
        raise UnusableError(
            f"{text!r} was asked for from {whole.first} to {whole.last}, which ends before it begins.",
            reason="interval",
            suggestions=[],
        )
    if whole == Period(None, None):
        return [Piece(index.countries[choose(index, text, meanings, None).country], None, None)]
    parts = _parts(index, text, meanings, whole)
    _check_start(index, text, meanings, parts, whole)
    _continue(index, text, meanings, parts, whole)
    parts = _without_slivers(parts, whole)
    # The bounds stay as they were given: only the cuts are ours.
    parts[0] = parts[0]._replace(period=Period(whole.first, parts[0].period.last))
    if whole.last:
        parts[-1] = parts[-1]._replace(period=Period(parts[-1].period.first, whole.last))
    return [Piece(index.countries[one.country], *one.period) for one in parts]


def sole(possible: Sequence[Meaning], within: Period) -> Meaning | None:
    """The one meaning that holds on some of these days, where there is just one: most are so, and need no more thought.

    `possible` are meanings as `clipped` answers them.
    """
    met = [one for one in possible if one.period.meets(within)]
    return met[0] if len(met) == 1 else None


def _parts(index: Index, text: str, meanings: Sequence[Meaning], whole: Period) -> list[Meaning]:
    """The meanings that hold within the interval, in time, neighbours of one country joined."""
    within = [
        one._replace(period=one.period.common(whole)) for one in clipped(index, meanings) if one.period.meets(whole)
    ]
    if not within:
        raise _no_state(index, text, meanings, whole)
    within.sort(key=lambda one: one.period.first or date.min)
    joined = within[:1]
    for one in within[1:]:
        before = joined[-1]
        if one.country == before.country:
            joined[-1] = before._replace(period=Period(before.period.first, one.period.last))
        elif one.period.meets(before.period):
            _sole(index, text, [before, one], whole)
        else:
            joined.append(one)
    for before, after in pairwise(joined):
        if before.period.last and after.period.first and before.period.last + timedelta(days=1) < after.period.first:
            raise _no_state(index, text, meanings, Period(before.period.last + timedelta(days=1), after.period.first))
    return joined


def _check_start(index: Index, text: str, meanings: Sequence[Meaning], parts: list[Meaning], whole: Period) -> None:
    start = parts[0].period.first
    if whole.first and start and whole.first < start and not _vague_start(whole.first, start):
        raise _no_state(index, text, meanings, Period(whole.first, whole.first))


def _continue(index: Index, text: str, meanings: Sequence[Meaning], parts: list[Meaning], whole: Period) -> None:
    """Hand over, as often as needed, to the state that continues the last one."""
    while True:
        end = parts[-1].period.last
        full = index.countries[parts[-1].country].possible.last
        if end and (full is None or end < full):
            # Its name changed (the Federal Republic of Yugoslavia), it didn't end.
            start = parts[-1].period.first
            parts[-1] = parts[-1]._replace(period=Period(start, full).common(Period(None, whole.last)))
            end = parts[-1].period.last
        if end is None or (whole.last and end >= whole.last):
            return
        heirs = [
            one
            for one in index.successions
            if one.continues and one.predecessor == parts[-1].country and one.on == end + timedelta(days=1)
        ]
        if heirs:
            period = Period(heirs[0].on, None).common(index.countries[heirs[0].country].possible)
            parts.append(Meaning(heirs[0].country, period.common(Period(None, whole.last))))
        elif whole.last is None or _vague_end(whole.last, end):
            return
        else:
            raise _no_state(index, text, meanings, Period(whole.last, whole.last))


def _without_slivers(parts: list[Meaning], whole: Period) -> list[Meaning]:
    """Without the days that only a vague bound adds: "until 1991" doesn't mean Russia's last six days of that year."""
    kept = list(parts)
    while len(kept) > 1 and whole.last and kept[-2].period.last and _vague_end(whole.last, kept[-2].period.last):
        if kept[-1].period.days() > _days_before(kept[-2], kept[-1]):
            break
        kept.pop()
    while len(kept) > 1 and whole.first and kept[1].period.first and _vague_start(whole.first, kept[1].period.first):
        if kept[0].period.days() > _days_after(kept[1], kept[0]):
            break
        kept.pop(0)
    return kept


def _days_before(earlier: Meaning, later: Meaning) -> int:
    """How many days of the later one's last year the earlier one has."""
    last = later.period.last or date.max
    return earlier.period.common(Period(date(last.year, 1, 1), last)).days()


def _days_after(later: Meaning, earlier: Meaning) -> int:
    """How many days of the earlier one's first year the later one has."""
    first = earlier.period.first or date.min
    return later.period.common(Period(first, date(first.year, 12, 31))).days()


def _vague_start(bound: date, actual: date) -> bool:
    """Whether a first day may be a year's or month's first for want of a better one."""
    if bound.day != 1 or bound.year != actual.year:
        return False
    return bound.month in {1, actual.month}


def _vague_end(bound: date, actual: date) -> bool:
    """Whether a last day may be a year's or month's last for want of a better one."""
    if (bound + timedelta(days=1)).day != 1 or bound.year != actual.year:
        return False
    return bound.month in {12, actual.month}
