"""The actors and sources that statements name, as rows for the queries that write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple, Self

from graph.fact_table import NO_FACTS, Table
from graph.model import Actor, Source, Statement
from graph.resolution import kinds


class Mentioned(NamedTuple):
    """Rows of actors and of sources, each once."""

    actors: list[dict[str, object]]
    sources: list[dict[str, Any]]

    @classmethod
    def of(cls, statements: Iterable[Statement], table: Table = NO_FACTS) -> Self:
        """What statements and the claims of a table mention: organisations and persons, and sources."""
        actors: set[Actor | None] = set(table.named["by"].values if table.named else ())
        sources: set[Source] = set(table.named["source"].values if table.named else ())
        for one in statements:
            actors.update((one.by, one.fact.actor, one.fact.recipient, one.regarding))
            sources.add(one.source)
        return cls(named_actors(actors), named_sources(sources))


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


def named_actors(actors: Iterable[Actor | None]) -> list[dict[str, object]]:
    """The organisations and persons among actors; countries stand in the graph already."""
    labels = kinds()
    named = {actor for actor in actors if actor is not None and actor.kind != "country"}
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
