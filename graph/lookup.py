"""Facts that the graph holds, as the model has them: what `about` and `in_return_for` name by id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.model import Actor, Fact
from graph.reading import kind_of
from graph.store import Store


def known_facts(store: Store, ids: Sequence[str]) -> dict[str, Fact]:
    """The facts of these ids, by id; those that the graph doesn't hold are left out."""
    return {row["id"]: _fact(row) for row in store.read("read/fact_cores", ids=list(ids))}


def _fact(row: Mapping[str, Any]) -> Fact:
    held = row["properties"]
    return Fact.of(
        actor=_actor(row["actor"]),
        relation=held["relation"],
        recipient=_actor(row["recipient"]),
        resource=row["resource"],
        modality=held["modality"],
        # With a key, since belongs to the claims and is no part of the fact's identity.
        since=None if held.get("key") else held.get("since"),
        key=held.get("key"),
        name=held["name"],
        dimension=held["dimension"],
    )


def _actor(row: Mapping[str, Any] | None) -> Actor | None:
    if row is None:
        return None
    kind = kind_of(row["labels"])
    return Actor(row["id"], row["name"], "organisation" if kind == "organisation" else "country", row["country"])
