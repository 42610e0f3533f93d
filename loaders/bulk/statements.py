"""Statements as lines: what a statement tells of its fact, and what it names beside, each under its own key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    fact, event = statement.fact, statement.event
    return line(
        fact_key(fact.id),
        (
            (fact.id, _plain(fact.actor), fact.relation, _plain(fact.recipient), *fact[4:]),
            tuple(statement.claim),
            tuple(statement.by),
            statement.source.id,
            event and event.id,
            _plain(statement.regarding),
            statement.in_return_for,
            statement.linked_at,
        ),
    )


def statement_of(told: Sequence[Any]) -> Statement:
    """The statement of a line, with the ids of what it names; their other properties stand in lines of their own."""
    fact, claim, by, source, event, regarding, returns, linked_at = told
    return Statement(
        fact=_fact(*fact),
        claim=Claim._make(claim),
        by=Actor(*by),
        source=Source(source),
        event=Event(event) if event else None,
        regarding=Actor(*regarding) if regarding else None,
        in_return_for=tuple(returns),
        linked_at=linked_at,
    )


def fact_of(told: Sequence[Any]) -> Fact:
    """The fact of a line."""
    return _fact(*told[0])


def _fact(
    ident: str, actor: Sequence[Any] | None, relation: str, recipient: Sequence[Any] | None, *others: Any
) -> Fact:
    return Fact(ident, Actor(*actor) if actor else None, relation, Actor(*recipient) if recipient else None, *others)


def _plain(actor: Actor | None) -> tuple[str | None, ...] | None:
    # orjson writes tuples, but none with names.
    return actor and tuple(actor)


def named_lines(statement: Statement) -> Iterator[bytes]:
    """The lines of what a statement names: organisations and persons, its source, its event."""
    fact = statement.fact
    for actor in (statement.by, fact.actor, fact.recipient, statement.regarding):
        if actor is not None and actor.kind != "country":
            yield actor_line(actor)
    yield source_line(statement.source)
    if statement.event:
        event = statement.event
        yield line(named_key("events", event.id), ["events", event.id, event.name, event.kind])


def actor_line(actor: Actor) -> bytes:
    """The line of an organisation or a person."""
    return line(named_key("actors", actor.id), ["actors", actor.id, actor.name, actor.kind, actor.country])


def source_line(source: Source) -> bytes:
    """The line of a source."""
    return line(named_key("sources", source.id), ["sources", *source])
