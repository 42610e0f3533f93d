"""What one resolved record is made of: actors, a fact, a claim on it, a source, an event (DESIGN section 3).

Plain tuples between the resolution (`graph/resolution.py`), which makes them, and the writer
(`graph/writing.py`), which puts them into Neo4j.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from graph.claims import Claim
from graph.ids import dyad_id, fact_id

ActorKind = Literal["country", "organisation", "person"]


class Actor(NamedTuple):
    """Whoever can do or say something. `country` is the country that an organisation or a person belongs to."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None

    @property
    def party(self) -> str | None:
        """The country whose word this actor's is: itself, or the one it belongs to."""
        return self.id if self.kind == "country" else self.country


class Fact(NamedTuple):
    """One thing that one actor is said to do to, for or with another: the identity that claims are about.

    `relation` is canonical (`receives` has become `supplies` with the sides exchanged) and `since` is None where the
    fact has a `key`, because then its claimants may differ on it. `Fact.of` finds the `id` (`graph.ids.fact_id`).
    """

    id: str
    actor: Actor | None
    relation: str
    recipient: Actor | None
    resource: str | None
    modality: str
    since: str | None
    key: str | None
    name: str
    dimension: str

    @classmethod
    def of(
        cls,
        actor: Actor | None,
        relation: str,
        recipient: Actor | None,
        resource: str | None,
        modality: str,
        *,
        since: str | None,
        key: str | None,
        name: str,
        dimension: str,
    ) -> Fact:
        """The fact of these parts."""
        ends = (actor and actor.id, relation, recipient and recipient.id, resource, modality)
        ident = fact_id(*ends, key=key, since=since)
        return cls(ident, actor, relation, recipient, resource, modality, since, key, name, dimension)

    @property
    def parties(self) -> tuple[str | None, str | None]:
        """The ids of actor and recipient."""
        return (self.actor.id if self.actor else None, self.recipient.id if self.recipient else None)

    @property
    def dyad(self) -> str | None:
        """The unordered pair, where both sides are named."""
        return dyad_id(self.actor.id, self.recipient.id) if self.actor and self.recipient else None


class Source(NamedTuple):
    """A document: an article, a dataset's release, a statement's transcript."""

    id: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_on: str | None = None

    def properties(self) -> dict[str, Any]:
        """What the node keeps, without its id."""
        told = {"title": self.title, "publisher": self.publisher, "url": self.url, "published_on": self.published_on}
        return {name: value for name, value in told.items() if value is not None}


class Event(NamedTuple):
    """What several facts are part of: an alliance, a dispute, a war, a treaty, a sanctions case, a vote."""

    id: str
    name: str | None = None
    kind: str | None = None


class Statement(NamedTuple):
    """One claim ready to be written, with the fact it is about and all that its record names.

    `linked_at` is when another graph noted the links (event, third party, exchange), where they come from one.
    """

    fact: Fact
    claim: Claim
    by: Actor
    source: Source
    event: Event | None = None
    regarding: Actor | None = None
    in_return_for: tuple[str, ...] = ()
    linked_at: str | None = None
