"""Numbers that claimants give for one fact, added up within one unit (DESIGN section 3, "Numbers add up only…")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from statistics import median
from typing import NamedTuple

from graph.claims import SUPPORTING, Claim, origin_key


class Range(NamedTuple):
    """One claim's or one origin's numbers: the least, the middle and the greatest, in one unit."""

    low: float
    middle: float
    high: float
    approximate: bool = False


class Amount(NamedTuple):
    """What a fact's claims add up to: `low` the least, `high` the greatest, `best` the median of the origins' middles.

    `unit` is None where nobody gave one. `approximate` where one of the numbers is; `disagree` where the ranges of two
    origins don't touch.
    """

    low: float
    best: float
    high: float
    unit: str | None
    approximate: bool
    disagree: bool


def quantity_of(claim: Claim) -> Range | None:
    """The numbers of a claim's `quantity…` fields; a single number is both low and high.

    The middle is `quantity` where given, otherwise halfway between low and high.
    """
    numbers = numbers_of(claim.quantity_low, claim.quantity, claim.quantity_high)
    return None if numbers is None else Range(*numbers, bool(claim.approximate))


def numbers_of(low: float | None, middle: float | None, high: float | None) -> tuple[float, float, float] | None:
    """The least, the middle and the greatest of what is given; None where nothing is.

    >>> numbers_of(None, 5, None), numbers_of(2, None, 6)
    ((5, 5, 5), (2, 4.0, 6))
    """
    given = [n for n in (low, middle, high) if n is not None]
    if not given:
        return None
    return given[0], middle if middle is not None else (given[0] + given[-1]) / 2, given[-1]


def amounts_count(aspect: str, stance: str) -> bool:
    """Whether the numbers of a claim of this aspect and stance count for its fact."""
    return aspect in {"existence", "quantity"} and stance in SUPPORTING


def value_of(claim: Claim) -> Range | None:
    """The numbers of a claim's `value` field: what the thing counted is worth."""
    return None if claim.value is None else Range(claim.value, claim.value, claim.value)


def add_up(claims: Iterable[Claim], *, of_value: bool = False) -> Amount | None:
    """Add up the numbers of live claims on one fact; None where nobody who supports it gives any.

    Counted are claims of aspect existence or quantity that assert, confirm or report; of each origin its newest day
    that gives numbers; and of all units the one that most origins use (a tie: the alphabetically first). `of_value`
    adds up `value, value_unit` in place of `quantity, unit`.
    """
    told: dict[str, list[tuple[str, str | None, Range]]] = defaultdict(list)
    for claim in claims:
        numbers = value_of(claim) if of_value else quantity_of(claim)
        if numbers and amounts_count(claim.aspect, claim.stance):
            unit = claim.value_unit if of_value else claim.unit
            told[origin_key(claim.origin)].append((claim.day, unit, numbers))
    if not told:
        return None
    if len(told) == 1 and len(only := next(iter(told.values()))) == 1:
        # One number of one origin, as of most facts.
        _, unit, (low, middle, high, approximate) = only[0]
        return Amount(low, middle, high, unit, approximate, disagree=False)
    newest = {origin: _newest_day(rows) for origin, rows in told.items()}
    unit = _commonest_unit(newest)
    ranges = [_one_range(rows) for by_unit in newest.values() if (rows := by_unit.get(unit))]
    return Amount(
        low=min(r.low for r in ranges),
        best=median(r.middle for r in ranges),
        high=max(r.high for r in ranges),
        unit=unit,
        approximate=any(r.approximate for r in ranges),
        disagree=max(r.low for r in ranges) > min(r.high for r in ranges),
    )


def _newest_day(rows: list[tuple[str, str | None, Range]]) -> dict[str | None, list[Range]]:
    last = max(day for day, _, _ in rows)
    by_unit: dict[str | None, list[Range]] = defaultdict(list)
    for day, unit, numbers in rows:
        if day == last:
            by_unit[unit].append(numbers)
    return by_unit


def _commonest_unit(newest: Mapping[str, Mapping[str | None, object]]) -> str | None:
    uses: dict[str | None, int] = defaultdict(int)
    for by_unit in newest.values():
        for unit in by_unit:
            uses[unit] += 1
    return min(uses, key=lambda unit: (-uses[unit], unit or ""))


def _one_range(rows: list[Range]) -> Range:
    return Range(
        min(r.low for r in rows),
        median(r.middle for r in rows),
        max(r.high for r in rows),
        any(r.approximate for r in rows),
    )
