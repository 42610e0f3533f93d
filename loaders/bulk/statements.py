"""Statements as lines: what a statement tells of its fact, and what it names beside, each under its own key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.claims import Claim
from graph.ids import hashed
from graph.model import Actor, Event, Fact, Source, Statement
from loaders.bulk.spreading import line


def fact_key(ident: str) -> str:
    """The key of a fact or an edge: its id without the letter."""
    return ident[1:]


def named_key(kind: str, ident: str) -> str:
    """The key of something named: ids of people's making don't spread evenly, so it is hashed."""
    return hashed("", [kind, ident])


def fact_line(statement: Statement) -> bytes:
    """The line of a statement among those of its fact."""
    fact = statement.fact
    return line(
        fact_key(fact.id),
        {
            "fact": [
                _actor(fact.actor), fact.relation, _actor(fact.recipient), fact.resource, fact.modality, fact.since, fact.key,
                fact.name, fact.dimension,
            ],
            "by": statement.claim.by,
            "stance": statement.claim.stance,
            "claim": statement.claim.properties(),
            "source": statement.source.id,
            "claimant": _actor(statement.by),
            "event": statement.event.id if statement.event else None,
            "regarding": _actor(statement.regarding),
            "returns": statement.in_return_for,
            "linked_at": statement.linked_at,
        },
    )  # fmt: skip


def statement_of(told: Mapping[str, Any]) -> Statement:
    """The statement of a line, with the ids of what it names; their other properties stand in lines of their own."""
    return Statement(
        fact=fact_of(told),
        claim=Claim.of(told["by"], told["stance"], told["claim"]),
        by=Actor(*told["claimant"]),
        source=Source(told["source"]),
        event=Event(told["event"]) if told["event"] else None,
        regarding=Actor(*told["regarding"]) if told["regarding"] else None,
        in_return_for=tuple(told["returns"]),
        linked_at=told["linked_at"],
    )


def fact_of(told: Mapping[str, Any]) -> Fact:
    """The fact of a line."""
    actor, relation, recipient, resource, modality, since, key, name, dimension = told["fact"]
    return Fact(
        actor=Actor(*actor) if actor else None,
        relation=relation,
        recipient=Actor(*recipient) if recipient else None,
        resource=resource,
        modality=modality,
        since=since,
        key=key,
        name=name,
        dimension=dimension,
    )


def _actor(actor: Actor | None) -> list[str | None] | None:
    return None if actor is None else [actor.id, actor.name, actor.kind, actor.country]


def named_lines(statement: Statement) -> Iterator[bytes]:
    """The lines of what a statement names: organisations and persons, its source, its event."""
    fact = statement.fact
    for actor in (statement.by, fact.actor, fact.recipient, statement.regarding):
        if actor is not None and actor.kind != "country":
            yield line(named_key("actors", actor.id), ["actors", actor.id, actor.name, actor.kind, actor.country])
    source = statement.source
    told = [source.title, source.publisher, source.url, source.published_on]
    yield line(named_key("sources", source.id), ["sources", source.id, *told])
    if statement.event:
        event = statement.event
        yield line(named_key("events", event.id), ["events", event.id, event.name, event.kind])
