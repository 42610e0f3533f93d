"""The actors and sources that statements name, as rows for the queries that write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple, Self

from graph.model import Actor, Source, Statement
from graph.resolution import kinds


class Mentioned(NamedTuple):
    """Rows of actors and of sources, each once."""

    actors: list[dict[str, object]]
    sources: list[dict[str, Any]]

    @classmethod
    def of(cls, statements: Collection[Statement]) -> Self:
        """What statements mention: organisations and persons, and sources."""
        return cls(named_actors(statements), named_sources({statement.source for statement in statements}))


def first_text(texts: Iterable[str | None]) -> str | None:
    """What is shown of something that is told in several ways: the alphabetically first text, whatever came first.

    >>> first_text(["Reuters", None, "AP"])
    'AP'
    """
    return min((text for text in texts if text is not None), default=None)


def named_sources(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """A row for each id: within one query Neo4j compares every row with what stood before the first."""
    told: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        told[source.id].append(source)
    return [
        {"id": ident} | Source(ident, *map(first_text, list(zip(*told[ident], strict=True))[1:])).properties()
        for ident in sorted(told)
    ]


def named_actors(statements: Iterable[Statement]) -> list[dict[str, object]]:
    """The organisations and persons that statements name; countries stand in the graph already."""
    labels = kinds()
    named: set[Actor] = set()
    for statement in statements:
        actors = (statement.by, statement.fact.actor, statement.fact.recipient, statement.regarding)
        named.update(actor for actor in actors if actor is not None and actor.kind != "country")
    listed = sorted(named, key=lambda actor: (actor.id, actor.name, actor.country or ""))
    names: dict[str, str] = {}
    return [
        {
            "id": actor.id,
            "name": names.setdefault(actor.id, actor.name),
            "label": labels[actor.kind],
            "country": actor.country,
        }
        for actor in listed
    ]
