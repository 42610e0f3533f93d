"""Writing claims: lock, read what is there, decide, write, add up, draw, in one transaction a batch.

A reader sees a fact with its claims, its status and its edges, or none of it; a killed load leaves whole batches; a batch
that is written twice changes nothing. The lock (`cypher/write/lock.cypher`) lets one writer at a time through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.assessment import Assessment, assess
from graph.claims import Claim
from graph.dates import now, span
from graph.drawing import Drawn, redraw
from graph.edges import FactEnds
from graph.ids import place_id
from graph.model import Actor, Event, Fact, Statement
from graph.naming import place_country
from graph.resolution import kinds
from graph.store import Store, Transaction
from graph.vocabulary import Vocabulary, vocabulary


@dataclass(slots=True)
class Held:
    """A fact as the graph holds it: where its edge runs, its edge, its claims, and what it is linked with."""

    ends: FactEnds
    key: str | None
    since: str | None
    edge: str | None
    unit: str | None
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
            key=properties.get("key"),
            since=properties.get("since"),
            edge=properties.get("edge"),
            unit=properties.get("unit"),
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
        return cls(ends=ends, key=fact.key, since=fact.since, edge=None, unit=None, claims={}, links=set())


@dataclass(slots=True)
class Decision:
    """What a batch adds to the graph."""

    facts: dict[str, Fact] = field(default_factory=dict)
    claims: list[tuple[str, Claim, Statement]] = field(default_factory=list)
    links: dict[tuple[str, str, str], Statement] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.facts or self.claims or self.links)


def held_facts(rows: Iterable[Mapping[str, Any]]) -> dict[str, Held]:
    """The facts of `read/facts_to_assess`, by id."""
    return {row["id"]: Held.of_row(row) for row in rows}


def decide(held: dict[str, Held], statements: Sequence[Statement], at: str) -> Decision:
    """Which facts, claims and links of `statements` are new; adds them to `held`, as recorded at the instant `at`."""
    decision = Decision()
    for statement in statements:
        ident = statement.fact.id
        if ident not in held:
            held[ident] = Held.of_fact(statement.fact)
            decision.facts[ident] = statement.fact
        fact = held[ident]
        if statement.claim.id not in fact.claims:
            claim = statement.claim.recorded(at)
            fact.claims[claim.id] = claim
            decision.claims.append((ident, claim, statement))
            decision.touched.add(ident)
        for kind, other in _links(statement):
            if (kind, other) not in fact.links:
                fact.links.add((kind, other))
                decision.links[ident, kind, other] = statement
    return decision


def _links(statement: Statement) -> Iterable[tuple[str, str]]:
    if statement.event:
        yield ("events", statement.event.id)
    if statement.regarding:
        yield ("regarding", statement.regarding.id)
    for other in statement.in_return_for:
        yield ("returns", other)


def write_statements(store: Store, statements: Sequence[Statement]) -> Decision:
    """Write statements in one transaction; answers what was new. Statements that the graph holds already change nothing."""
    words = vocabulary()
    ids = sorted({statement.fact.id for statement in statements})

    def work(transaction: Transaction) -> Decision:
        transaction.run("write/lock")
        held = held_facts(transaction.run("read/facts_to_assess", ids=ids))
        decision = decide(held, statements, now())
        if decision.changes:
            _add(transaction, decision)
            summarise(transaction, {ident: held[ident] for ident in sorted(decision.touched)}, words)
        transaction.run("write/unlock", changed=decision.changes)
        return decision

    return store.write(work)


def _add(transaction: Transaction, decision: Decision) -> None:
    statements = [statement for _, _, statement in decision.claims] + list(decision.links.values())
    transaction.run("write/actors", actors=_actors(statements))
    sources = {(s.source.id, *sorted(s.source.properties().items())): s.source for s in statements}
    transaction.run("write/sources", sources=[{"id": s.id} | s.properties() for s in sources.values()])
    transaction.run("write/facts", facts=[_new_fact(ident, fact) for ident, fact in sorted(decision.facts.items())])
    transaction.run(
        "write/claims",
        claims=[
            {
                "fact": ident,
                "by": claim.by,
                "type": claim.stance.upper(),
                "source": claim.source,
                "properties": claim.properties(),
            }
            for ident, claim, _ in decision.claims
        ],
    )
    _add_links(transaction, decision)


def _add_links(transaction: Transaction, decision: Decision) -> None:
    links: dict[str, list[dict[str, object]]] = defaultdict(list)
    for (ident, kind, other), statement in decision.links.items():
        if kind == "events":
            event = statement.event or Event(other)
            links[kind].append({"fact": ident, "id": other, "name": event.name, "kind": event.kind})
        elif kind == "regarding":
            links[kind].append({"fact": ident, "actor": other})
        else:
            links[kind].append({"fact": ident, "for": other})
    for kind, rows in links.items():
        transaction.run(f"write/{kind}", rows=rows)


def _actors(statements: Iterable[Statement]) -> list[dict[str, object]]:
    """The organisations and persons that statements name; countries stand in the graph already."""
    labels = kinds()
    named: set[Actor] = set()
    for statement in statements:
        actors = (statement.by, statement.fact.actor, statement.fact.recipient, statement.regarding)
        named.update(actor for actor in actors if actor is not None and actor.kind != "country")
    return [
        {"id": actor.id, "name": actor.name, "label": labels[actor.kind], "country": actor.country}
        for actor in sorted(named, key=lambda actor: (actor.id, actor.name, actor.country or ""))
    ]


def _new_fact(ident: str, fact: Fact) -> dict[str, object]:
    actor, recipient = fact.parties
    return {
        "id": ident,
        "actor": actor,
        "recipient": recipient,
        "resource": fact.resource,
        "properties": {
            "name": fact.name,
            "relation": fact.relation,
            "modality": fact.modality,
            "since": fact.since,
            "key": fact.key,
            "dyad": fact.dyad,
            "dimension": fact.dimension,
        },
    }


def summarise(transaction: Transaction, facts: Mapping[str, Held], words: Vocabulary) -> set[str]:
    """Assess the facts anew by their claims, and draw anew the edges that they are or were drawn as.

    Answers the ids of the edges that stand now.
    """
    rows: list[dict[str, Any]] = []
    places: list[dict[str, Any]] = []
    edges: dict[str, Drawn] = {}
    for ident, fact in facts.items():
        found = assess(fact.claims.values(), (fact.ends.actor, fact.ends.recipient))
        if found is None:
            continue
        properties = summary(fact, found, words)
        rows.append({"id": ident, "properties": properties})
        if fact.edge:
            edges[fact.edge] = Drawn(fact.ends, fact.unit)
        if properties["edge"]:
            edges[properties["edge"]] = Drawn(fact.ends, properties["unit"])
        if any(claim.place for claim in fact.claims.values()):
            named = [{"id": place_id(p), "name": p, "country": place_country(p)} for p in found.places]
            places.append({"id": ident, "places": named})
    transaction.run("write/summaries", facts=rows)
    if places:
        transaction.run("write/places", facts=places)
    return redraw(transaction, edges, words)


def summary(fact: Held, found: Assessment, words: Vocabulary) -> dict[str, Any]:
    """The properties that a fact carries of what its claims add up to; None removes one."""
    quantity, value = found.quantity, found.value
    since = found.since if fact.key else fact.since
    first, last = span(since, found.until)
    dated = bool(since or found.until)
    return {
        "status": found.status,
        "claims": found.claims,
        "origins": found.origins,
        "acknowledged": found.acknowledged,
        "denied_by_party": found.denied_by_party,
        "disputed_aspects": list(found.disputed_aspects),
        "draws": found.draws,
        "method": found.method,
        "undated": not dated,
        "since": since,
        "until": found.until,
        "since_first": first if dated else None,
        "until_last": last if dated else None,
        "place": found.place,
        "level": found.level,
        "quantity_low": quantity and quantity.low,
        "quantity_best": quantity and quantity.best,
        "quantity_high": quantity and quantity.high,
        "unit": quantity and quantity.unit,
        "approximate": quantity and quantity.approximate,
        "quantities_disagree": bool(quantity and quantity.disagree),
        "value_low": value and value.low,
        "value_best": value and value.best,
        "value_high": value and value.high,
        "value_unit": value and value.unit,
        "edge": fact.ends.edge(quantity.unit if quantity else None, words),
    }
