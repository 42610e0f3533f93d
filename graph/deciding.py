"""What the graph holds of the facts that a batch is about, and what of the batch is new to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.claims import Claim
from graph.edges import FactEnds
from graph.model import Fact, Statement


@dataclass(slots=True)
class Held:
    """A fact as the graph holds it: where its edge runs, its properties, its claims, and what it is linked with."""

    ends: FactEnds
    properties: Mapping[str, Any]
    claims: dict[str, Claim]
    links: set[tuple[str, str]]

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Held:
        """From a row of `read/facts_to_assess`."""
        properties = row["properties"]
        claims = (Claim.of(claim["by"], claim["stance"], claim["properties"]) for claim in row["claims"])
        return cls(
            ends=FactEnds(
                actor=row["actor"],
                relation=properties["relation"],
                recipient=row["recipient"],
                resource=row["resource"],
                modality=properties["modality"],
            ),
            properties=properties,
            claims={claim.id: claim for claim in claims},
            links={(kind, other) for kind in ("events", "regarding", "returns") for other in row[kind]},
        )

    @classmethod
    def of_fact(cls, fact: Fact) -> Held:
        """A fact that the graph doesn't hold yet."""
        actor, recipient = fact.parties
        ends = FactEnds(
            actor=actor, relation=fact.relation, recipient=recipient, resource=fact.resource, modality=fact.modality
        )
        properties = {
            "name": fact.name,
            "relation": fact.relation,
            "modality": fact.modality,
            "since": fact.since,
            "key": fact.key,
            "dyad": fact.dyad,
            "dimension": fact.dimension,
        }
        return cls(ends=ends, properties=properties, claims={}, links=set())

    def copy(self) -> Held:
        """One that claims and links can be added to."""
        return Held(self.ends, self.properties, dict(self.claims), set(self.links))


@dataclass(slots=True)
class Decision:
    """What a batch adds to the graph; `alone` are so many new facts of which one plain claim each tells, beside the others."""

    facts: dict[str, Fact] = field(default_factory=dict)
    claims: list[tuple[str, Claim, Statement]] = field(default_factory=list)
    links: dict[tuple[str, str, str], Statement] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    alone: int = 0

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many claims, facts and links are new."""
        return len(self.claims) + self.alone, len(self.facts) + self.alone, len(self.links)

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return any(self.counts)

    @property
    def statements(self) -> list[Statement]:
        """Those of which a claim or a link is new."""
        return [statement for _, _, statement in self.claims] + list(self.links.values())

    def add(self, other: Decision) -> None:
        """Take in what is decided on other facts."""
        self.facts |= other.facts
        self.claims += other.claims
        self.links |= other.links
        self.touched |= other.touched
        self.alone += other.alone


def held_facts(rows: Iterable[Mapping[str, Any]]) -> dict[str, Held]:
    """The facts of `read/facts_to_assess`, by id."""
    return {row["id"]: Held.of_row(row) for row in rows}


def decide(held: dict[str, Held], statements: Sequence[Statement], at: str) -> Decision:
    """Which facts, claims and links of `statements` are new; adds them to `held`, as recorded at the instant `at`."""
    decision = Decision()
    for statement in statements:
        ident = statement.fact.id
        fact = held.get(ident)
        if fact is None:
            fact = held[ident] = Held.of_fact(statement.fact)
            decision.facts[ident] = statement.fact
        if statement.claim.id not in fact.claims:
            claim = statement.claim.recorded(at)
            fact.claims[claim.id] = claim
            decision.claims.append((ident, claim, statement))
            decision.touched.add(ident)
        for kind, other in links(statement):
            if (kind, other) not in fact.links:
                fact.links.add((kind, other))
                decision.links[ident, kind, other] = statement
    return decision


def links(statement: Statement) -> Iterable[tuple[str, str]]:
    """What the statement's fact is linked with: (`events`, `regarding` or `returns`, the id at the other end)."""
    if statement.event:
        yield ("events", statement.event.id)
    if statement.regarding:
        yield ("regarding", statement.regarding.id)
    for other in statement.in_return_for:
        yield ("returns", other)
