"""Derived edges: what facts add up to between two actors, and between an actor and a resource (DESIGN section 3).

One edge stands for each actor, relation, partner, resource, modality and unit. A pair's edge is added up from its facts;
what an actor supplies or receives of a resource from its edges with every partner, and from the facts whose other side
nobody names. Pure functions: the reading and writing is `graph/drawing.py`'s.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.assessment import STATUSES, method_rank, strongest_method
from graph.dates import edtf_date, span
from graph.ids import edge_id
from graph.vocabulary import Vocabulary

Properties = Mapping[str, Any]

# Multiples of this, as long as their sum stays below the other, add up without rounding: 53 bits are enough for all of it.
_GRAIN = 2.0**-10
_EXACT_BELOW = 2.0**43
# Neo4j's integers.
_INTEGERS_BELOW = 2**63
_PART = (
    "facts", "status", "unit", "quantity_low", "quantity_best", "quantity_high", "since", "until", "dimension", "method",
)  # fmt: skip
_NUMBERS = ("quantity_low", "quantity_best", "quantity_high")
_SUMMED = ("facts", "status", "dimension", "method", *_NUMBERS, "since", "until")


class FactEnds(NamedTuple):
    """Where a fact's edge runs: what of the fact goes into the edge's id."""

    actor: str | None
    relation: str
    recipient: str | None
    resource: str | None
    modality: str

    def edge(self, unit: str | None, vocabulary: Vocabulary) -> str | None:
        """The id of the edge that the fact is drawn as, when its numbers are in `unit`.

        A supplier or receiver whose partner nobody names is drawn to the resource; None where nothing can be drawn.
        """
        if self.actor and self.recipient:
            return edge_id(self.actor, self.relation, self.recipient, self.resource, self.modality, unit)
        if not self.is_supply(vocabulary):
            return None
        return self.given(unit) if self.actor else self.taken(unit)

    def is_supply(self, vocabulary: Vocabulary) -> bool:
        """Whether edges to a resource follow: supplies and its kinds, of a resource, actually done."""
        return (
            self.resource is not None
            and self.modality == "actual"
            and vocabulary.relations[self.relation].is_a("supplies")
        )

    def given(self, unit: str | None) -> str:
        """The id of (actor)-[:SUPPLIES]->(resource)."""
        return edge_id(self.actor, "supplies", self.resource, None, "actual", unit)

    def taken(self, unit: str | None) -> str:
        """The id of (recipient)-[:RECEIVES]->(resource)."""
        return edge_id(self.recipient, "receives", self.resource, None, "actual", unit)


class Contribution(NamedTuple):
    """What one fact adds to the edge that it is drawn as: the edge's id, where it runs, its unit, and the fact's part."""

    edge: str
    ends: FactEnds
    unit: str | None
    part: Properties


def contribution(ident: str, ends: FactEnds, fact: Properties) -> Contribution | None:
    """What the fact with these properties adds to its edge; None for one that draws none."""
    edge = fact.get("edge")
    if not fact.get("draws") or not edge:
        return None
    part: dict[str, Any] = {name: fact.get(name) for name in _PART}
    part["id"], part["facts"] = ident, 1
    return Contribution(edge, ends, part["unit"], part)


class ToResource(NamedTuple):
    """What the id of an edge to a resource stands for; `relation` is supplies or receives."""

    relation: str
    actor: str
    resource: str
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A derived edge to be written: its two ends, its type's relation and its properties."""

    id: str
    start: str
    end: str
    relation: str
    to_resource: bool
    properties: Mapping[str, Any]


def pair_edge(ident: str, facts: Sequence[Mapping[str, Any]], vocabulary: Vocabulary) -> Edge:
    """The edge between two actors, from the rows of `read/edge_facts` that draw it (at least one)."""
    row = facts[0]
    ends = FactEnds(
        actor=row["actor"],
        relation=row["relation"],
        recipient=row["recipient"],
        resource=row["resource"],
        modality=row["modality"],
    )
    return pair_sum(ident, ends, row["unit"], [_part_of_fact(fact) for fact in facts], vocabulary)


def pair_sum(ident: str, ends: FactEnds, unit: str | None, parts: Sequence[Properties], vocabulary: Vocabulary) -> Edge:
    """The edge between two actors that parts add up to: contributions of facts, or the edge as it stood and new ones."""
    properties = _sum(ident, ends.relation, parts, vocabulary)
    if ends.is_supply(vocabulary):
        properties |= {"given": ends.given(unit), "taken": ends.taken(unit)}
    return Edge(
        id=ident,
        start=str(ends.actor),
        end=str(ends.recipient),
        relation=ends.relation,
        to_resource=False,
        properties=properties | {"modality": ends.modality, "resource": ends.resource, "unit": unit},
    )


def adds_up(stood: Properties, new: Sequence[Properties], vocabulary: Vocabulary) -> bool:
    """Whether an edge that stood and new contributions add up to just what all contributions from the beginning do.

    Counts, statuses, methods and times always do; numbers do where they are flows and their sum needs no rounding. With
    more, the edge has to be added up from its facts: of stocks the newest is shown, which the edge alone doesn't tell.
    """
    told = [part for part in new if part.get("quantity_best") is not None]
    if not told:
        return True
    if not flows(stood.get("unit"), vocabulary):
        return False
    parts = [*told, stood] if stood.get("quantity_best") is not None else told
    return all(_exactly([part[name] for part in parts]) for name in _NUMBERS)


def exchanged(stood: Properties, before: Properties, now: Properties, vocabulary: Vocabulary) -> Properties | None:
    """An edge that stood, with what one fact contributed before exchanged for what it contributes now.

    None where the edge alone doesn't tell what the others add up to without that fact.
    """
    if any(before[name] != now[name] for name in ("since", "until", "dimension")):
        return None
    status = _status_instead(stood["status"], before["status"], now["status"])
    method = _best_instead(stood["method"], before["method"], now["method"], method_rank)
    numbers = _numbers_instead(stood, before, now, vocabulary)
    if status is None or method is None or numbers is None:
        return None
    return {**stood, "status": status, "method": method, **numbers}


def _status_instead(stood: str, before: str, now: str) -> str | None:
    if before == "disputed" and now != before:
        return None  # is it still, by another fact?
    if "disputed" in (stood, now):
        return "disputed"
    return _best_instead(stood, before, now, STATUSES.index)


def _best_instead(stood: str, before: str, now: str, rank: Callable[[str], Any]) -> str | None:
    """The best of several, one of which is exchanged; None where that one may have been the only one as good."""
    if rank(now) <= rank(before) or rank(stood) < rank(before):
        return min(stood, now, key=rank)
    return None


def _numbers_instead(
    stood: Properties, before: Properties, now: Properties, vocabulary: Vocabulary
) -> Properties | None:
    told: dict[str, float] = {}
    for name in _NUMBERS:
        held, old, new = stood.get(name), before[name], now[name]
        if old == new and type(old) is type(new):
            continue
        if old is None or new is None or held is None or not flows(stood.get("unit"), vocabulary):
            return None
        if not _exchange_exactly(held, old, new):
            return None
        told[name] = total([held, -old, new])
    return told


def _exchange_exactly(held: float, old: float, new: float) -> bool:
    """Whether `held - old + new` is what the others and the new number add up to."""
    numbers = (held, old, new)
    if all(isinstance(number, int) for number in numbers):
        return held + new < _INTEGERS_BELOW
    # A sum that is no whole number was rounded once, and less of it would show that; without the only number of a type
    # the sum may be of another.
    other_type = isinstance(new, int) and not isinstance(old, int)
    return new >= old and not other_type and _exactly(numbers)


def _exactly(numbers: Sequence[float]) -> bool:
    """Whether the sum is exact, however the numbers are grouped; see `total`."""
    if all(isinstance(number, int) for number in numbers):
        return sum(numbers) < _INTEGERS_BELOW
    return sum(numbers) < _EXACT_BELOW and all((number / _GRAIN).is_integer() for number in map(float, numbers))


def total(numbers: Iterable[float]) -> float:
    """The sum, rounded once and therefore the same in any order; whole where all numbers are.

    >>> total([0.1] * 10), total([1, 2]), total([0.5, 2])
    (1.0, 3, 2.5)
    """
    listed = list(numbers)
    whole = all(isinstance(number, int) for number in listed)
    if whole and (found := sum(listed)) < _INTEGERS_BELOW:
        return found
    return math.fsum(listed)


def resource_edge(
    ident: str,
    stands_for: ToResource,
    parts: Sequence[Mapping[str, Any]],
    facts: Sequence[Mapping[str, Any]],
    vocabulary: Vocabulary,
) -> Edge:
    """The edge between an actor and a resource.

    `parts` are the properties of its edges with each partner, `facts` the rows of facts whose other side nobody names;
    at least one of either.
    """
    return resource_sum(ident, stands_for, [*parts, *(_part_of_fact(fact) for fact in facts)], vocabulary)


def resource_sum(ident: str, stands_for: ToResource, parts: Sequence[Properties], vocabulary: Vocabulary) -> Edge:
    """The edge between an actor and a resource that parts add up to, as `pair_sum`."""
    relation, actor, resource, unit = stands_for
    properties = _sum(ident, relation, parts, vocabulary)
    return Edge(
        id=ident,
        start=actor,
        end=resource,
        relation=relation,
        to_resource=True,
        properties=properties | {"modality": "actual", "resource": resource, "unit": unit},
    )


def _part_of_fact(fact: Mapping[str, Any]) -> dict[str, Any]:
    """A fact's row in the form of an edge's properties, so that both add up alike."""
    return {
        "id": fact["id"],
        "facts": 1,
        "status": fact["status"],
        "unit": fact["unit"],
        "quantity_low": fact["low"],
        "quantity_best": fact["best"],
        "quantity_high": fact["high"],
        "since": fact["since"],
        "until": fact["until"],
        "dimension": fact["dimension"],
        "method": fact["method"],
    }


def flows(unit: str | None, vocabulary: Vocabulary) -> bool:
    """Whether numbers in a unit add up over time; without one they count something that does."""
    return unit is None or vocabulary.unit(unit).measure == "flow"


def _sum(ident: str, relation: str, parts: Sequence[Properties], vocabulary: Vocabulary) -> dict[str, Any]:
    unit = parts[0].get("unit")
    if len(parts) == 1:  # every other edge is drawn by one fact
        return {
            "id": ident,
            "valence": vocabulary.relations[relation].valence,
            **{name: parts[0].get(name) for name in _SUMMED},
        }
    return {
        "id": ident,
        "facts": sum(part["facts"] for part in parts),
        "status": _status([part["status"] for part in parts]),
        "dimension": min(part["dimension"] for part in parts),
        "valence": vocabulary.relations[relation].valence,
        "method": strongest_method(part["method"] for part in parts),
        **_numbers(parts, flows=flows(unit, vocabulary)),
        **_time(parts),
    }


def _status(statuses: Sequence[str]) -> str:
    return "disputed" if "disputed" in statuses else min(statuses, key=STATUSES.index)


def _numbers(parts: Sequence[Mapping[str, Any]], *, flows: bool) -> dict[str, float | None]:
    """Flows are summed; of stocks, shares and indices the newest is shown."""
    told = [part for part in parts if part.get("quantity_best") is not None]
    if not told:
        return dict.fromkeys(_NUMBERS)
    if not flows:
        newest = max(told, key=lambda part: newness(part.get("since"), part.get("until"), part["id"]))
        return {name: newest[name] for name in _NUMBERS}
    return {name: total(part[name] for part in told) for name in _NUMBERS}


def newness(since: str | None, until: str | None, ident: str) -> tuple[str, str, str]:
    """By which parts are ordered, the newest last: when they end, when they begin, what they stand for."""
    first, last = span(since, until)
    return last, first, ident


def _time(parts: Sequence[Mapping[str, Any]]) -> dict[str, str | None]:
    """From the earliest beginning to the latest end; no end where one of the dated parts goes on."""
    dated = [part for part in parts if part.get("since") or part.get("until")]
    begins = [part["since"] for part in dated if part.get("since")]
    ends = [part.get("until") for part in dated]
    return {
        "since": min(begins, key=lambda date: (edtf_date(date).first, date), default=None),
        "until": None
        if None in ends
        else max((end for end in ends if end), key=lambda date: (edtf_date(date).last, date), default=None),
    }
