"""Facts of which one plain claim tells, added up a column at a time: what `graph/summing.py` makes of them one by one.

Nothing has to be weighed against anything: a status follows from the claim's stance, aspect and method (asked of
`graph/assessment.py` once for each), numbers are those of the claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from graph.assessment import Standing, alone
from graph.columns import Column, Table
from graph.dates import span
from graph.edges import Contribution, FactEnds
from graph.ids import dyad_id, edge_id
from graph.quantities import amounts_count, numbers_of


class Alone(NamedTuple):
    """The properties of facts and of their claims as columns, and what each fact adds to its edge; None where it draws none."""

    facts: dict[str, Column]
    claims: dict[str, Column]
    contributions: list[Contribution | None]


def sum_up_alone(table: Table, at: str) -> Alone:
    """What the facts of a table are, each with its one claim, recorded at the instant `at`."""
    fact, claim, size = table.fact, table.claim, len(table)
    nothing: Column = [None] * size

    def told(name: str) -> Column:
        return claim.get(name, nothing)

    actors, recipients = fact["actor"], fact["recipient"]
    standings = list(_standings(table))
    counts = [amounts_count(aspect, stance) for aspect, stance in zip(claim["aspect"], claim["stance"], strict=True)]
    numbers = _numbers(counts, told("quantity_low"), told("quantity"), told("quantity_high"))
    lows, middles, highs = (list(column) for column in zip(*numbers, strict=True))
    has = [middle is not None for middle in middles]
    values = [value if count else None for value, count in zip(told("value"), counts, strict=True)]
    units = [unit if there else None for unit, there in zip(told("unit"), has, strict=True)]
    since = [one or other for one, other in zip(told("since"), fact["since"], strict=True)]
    until = told("until")
    spans = [span(*dates) if any(dates) else (None, None) for dates in zip(since, until, strict=True)]
    edges = [edge_id(*ends) for ends in zip(*(fact[name] for name in _ENDS), units, strict=True)]
    summed: dict[str, Column] = {
        **{name: fact[name] for name in ("name", "relation", "modality", "key", "dimension")},
        **{name: [getattr(one, name) for one in standings] for name in _OF_STANDING},
        "disputed_aspects": [list(one.disputed_aspects) or None for one in standings],
        "dyad": list(map(dyad_id, actors, recipients)),
        "claims": [1] * size,
        "undated": [first is None for first, _ in spans],
        "since": since,
        "until": until,
        "since_first": [first for first, _ in spans],
        "until_last": [last for _, last in spans],
        "level": told("level"),
        "quantity_low": lows,
        "quantity_best": middles,
        "quantity_high": highs,
        "unit": units,
        "approximate": [bool(one) if there else None for one, there in zip(told("approximate"), has, strict=True)],
        "quantities_disagree": [False] * size,
        "value_low": values,
        "value_best": values,
        "value_high": values,
        "value_unit": [u if value is not None else None for u, value in zip(told("value_unit"), values, strict=True)],
        "edge": edges,
    }
    days = [day or at[:10] for day in told("day")]
    claims = {**claim, "day": days, "recorded_at": [at] * size}
    return Alone(summed, claims, list(_contributions(table, summed)))


_ENDS = ("actor", "relation", "recipient", "resource", "modality")
_OF_STANDING = ("status", "origins", "acknowledged", "denied_by_party", "draws", "method")
_PART = ("status", "unit", "quantity_low", "quantity_best", "quantity_high", "since", "until", "dimension", "method")


def _standings(table: Table) -> Iterator[Standing]:
    claim = table.claim
    parties = claim.get("party", [None] * len(table))
    told = zip(
        claim["stance"], claim["aspect"], claim["method"], claim["by"], parties, table.fact["actor"], table.fact["recipient"],
        strict=True,
    )  # fmt: skip
    known: dict[tuple[str, str, str, bool], Standing] = {}
    for stance, aspect, method, by, party, one, other in told:
        asked = (stance, aspect, method, by in (one, other) or party in (one, other))
        if (found := known.get(asked)) is None:
            found = known[asked] = alone(*asked)
        yield found


def _numbers(counts: Column, lows: Column, middles: Column, highs: Column) -> Iterator[tuple[Any, Any, Any]]:
    """The least, the middle and the greatest number of each claim that counts."""
    for count, low, middle, high in zip(counts, lows, middles, highs, strict=True):
        found = numbers_of(low, middle, high) if count else None
        yield (None, None, None) if found is None else found


def _contributions(table: Table, summed: dict[str, Column]) -> Iterator[Contribution | None]:
    ends = zip(*(table.fact[name] for name in _ENDS), strict=True)
    parts = zip(*(summed[name] for name in _PART), strict=True)
    for ident, edge, draws, end, part in zip(
        table.fact["id"], summed["edge"], summed["draws"], ends, parts, strict=True
    ):
        if draws:
            told: dict[str, Any] = {**dict(zip(_PART, part, strict=True)), "id": ident, "facts": 1}
            yield Contribution(edge, FactEnds(*end), part[1], told)
        else:
            yield None
