"""Derived edges: what facts add up to between two actors, and between an actor and a resource (DESIGN section 3).

One edge stands for each actor, relation, partner, resource, modality and unit. A pair's edge is added up from its facts;
what an actor supplies or receives of a resource from its edges with every partner, and from the facts whose other side
nobody names. Pure functions: the reading and writing is `graph/writing.py`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.assessment import STATUSES, strongest_method
from graph.dates import edtf_date, span
from graph.ids import edge_id
from graph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEnds:
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
    properties = _sum(ident, row["relation"], [_part_of_fact(fact) for fact in facts], vocabulary)
    if ends.is_supply(vocabulary):
        properties |= {"given": ends.given(row["unit"]), "taken": ends.taken(row["unit"])}
    return Edge(
        id=ident,
        start=row["actor"],
        end=row["recipient"],
        relation=row["relation"],
        to_resource=False,
        properties=properties | {"modality": row["modality"], "resource": row["resource"], "unit": row["unit"]},
    )


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
    relation, actor, resource, unit = stands_for
    properties = _sum(ident, relation, [*parts, *(_part_of_fact(fact) for fact in facts)], vocabulary)
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


def _sum(ident: str, relation: str, parts: Sequence[Mapping[str, Any]], vocabulary: Vocabulary) -> dict[str, Any]:
    unit = parts[0].get("unit")
    return {
        "id": ident,
        "facts": sum(part["facts"] for part in parts),
        "status": _status([part["status"] for part in parts]),
        "dimension": min(part["dimension"] for part in parts),
        "valence": vocabulary.relations[relation].valence,
        "method": strongest_method(part["method"] for part in parts),
        **_numbers(parts, flows=unit is None or vocabulary.unit(unit).measure == "flow"),
        **_time(parts),
    }


def _status(statuses: Sequence[str]) -> str:
    return "disputed" if "disputed" in statuses else min(statuses, key=STATUSES.index)


def _numbers(parts: Sequence[Mapping[str, Any]], *, flows: bool) -> dict[str, float | None]:
    """Flows are summed; of stocks, shares and indices the newest is shown."""
    names = ("quantity_low", "quantity_best", "quantity_high")
    told = [part for part in parts if part.get("quantity_best") is not None]
    if not told:
        return dict.fromkeys(names)
    if not flows:
        newest = max(told, key=lambda part: (*reversed(span(part.get("since"), part.get("until"))), part["id"]))
        return {name: newest[name] for name in names}
    return {name: sum(part[name] for part in told) for name in names}


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
