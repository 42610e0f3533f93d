"""Facts of which one plain claim tells, added up a column at a time: what `graph/summing.py` makes of them one by one.

Nothing has to be weighed against anything: a status follows from the claim's stance, aspect and method (asked of
`graph/assessment.py` once for each), numbers are those of the claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from graph.assessment import alone
from graph.columns import Column, is_told, json_rows, same, together
from graph.dates import span
from graph.fact_table import Table, name_of
from graph.ids import dyad_id, hashed_each
from graph.quantities import amounts_count, numbers_of


class Alone(NamedTuple):
    """The properties of facts and of their claims as columns."""

    facts: Mapping[str, Column]
    claims: Mapping[str, Column]


def sum_up_alone(table: Table, at: str) -> Alone:
    """What the facts of a table are, each with its one claim, recorded at the instant `at`."""
    fact, claim, size = table.fact, table.claim, len(table)
    nothing = Column.alike(None, size)

    def told(name: str) -> Column:
        return claim.get(name, nothing)

    counts = together(claim["aspect"], claim["stance"]).star(amounts_count)
    numbers = together(counts, told("quantity_low"), told("quantity"), told("quantity_high")).star(_numbers)
    has = numbers.map(lambda found: found[1] is not None).distinct()
    since = together(told("since"), fact["since"]).star(lambda one, other: one or other).distinct()
    dates = together(since, told("until"))
    spans = dates.star(lambda since, until: span(since, until) if since or until else (None, None))
    value = together(counts, told("value")).star(lambda counts, value: value if counts else None)
    unit = together(told("unit"), has).star(lambda unit, has: unit if has else None).distinct()
    standings = _standings(table)
    ends = together(*(fact[name] for name in _ENDS), unit)
    facts = {
        "name": ends.star(lambda *end: name_of(*end[:4])),
        **{name: fact[name] for name in ("relation", "modality", "key", "dimension")},
        **{name: standings.map(attrgetter(name)) for name in _OF_STANDING},
        "disputed_aspects": standings.map(lambda one: list(one.disputed_aspects) or None),
        "dyad": ends.map(lambda end: dyad_id(end[0], end[2])),
        "claims": Column.alike(1, size),
        "undated": spans.map(lambda days: days[0] is None),
        "since": since,
        "until": told("until"),
        "since_first": spans.map(itemgetter(0)).distinct(),
        "until_last": spans.map(itemgetter(1)).distinct(),
        "level": told("level"),
        "quantity_low": numbers.map(itemgetter(0)),
        "quantity_best": numbers.map(itemgetter(1)),
        "quantity_high": numbers.map(itemgetter(2)),
        "unit": unit,
        "approximate": together(told("approximate"), has).star(lambda about, has: bool(about) if has else None),
        "quantities_disagree": Column.alike(False, size),
        **dict.fromkeys(("value_low", "value_best", "value_high"), value),
        "value_unit": together(told("value_unit"), value.map(is_told)).star(lambda unit, has: unit if has else None),
        "edge": Column(
            hashed_each("e", json_rows([Column.of(part) for part in zip(*ends.values, strict=True)])), ends.places
        ),
    }
    days = told("day").map(lambda day: day or at[:10])
    return Alone(facts, {**claim, "day": days, "recorded_at": Column.alike(at, size)})


_ENDS = ("actor", "relation", "recipient", "resource", "modality")
_OF_STANDING = ("status", "origins", "acknowledged", "denied_by_party", "draws", "method")


def _standings(table: Table) -> Column:
    """What each claim by itself adds up to."""
    fact, claim = table.fact, table.claim
    party = same(claim["by"], fact["actor"]) | same(claim["by"], fact["recipient"])
    if "party" in claim:
        party |= same(claim["party"], fact["actor"]) | same(claim["party"], fact["recipient"])
    asked = together(claim["stance"], claim["aspect"], claim["method"], Column.of_mask(party))
    found: Column = asked.star(alone)
    return found


def _numbers(counts: bool, *told: float | None) -> tuple[Any, Any, Any]:
    """The least, the middle and the greatest number of a claim, where it counts."""
    return (counts and numbers_of(*told)) or (None, None, None)
