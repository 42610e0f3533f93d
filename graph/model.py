"""What one resolved record is made of: actors, a fact, a claim on it, a source, an event (DESIGN section 3).

Plain frozen objects between the resolution (`graph/resolution.py`), which makes them, and the writer
(`graph/writing.py`), which puts them into Neo4j.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from graph.claims import Claim
from graph.ids import dyad_id, fact_id

ActorKind = Literal["country", "organisation", "person"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever can do or say something. `country` is the country that an organisation or a person belongs to."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None

    @property
    def party(self) -> str | None:
        """The country whose word this actor's is: itself, or the one it belongs to."""
        return self.id if self.kind == "country" else self.country


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that one actor is said to do to, for or with another: the identity that claims are about.

    `relation` is canonical (`receives` has become `supplies` with the sides exchanged) and `since` is None where the
    fact has a `key`, because then its claimants may differ on it.
    """

    actor: Actor | None
    relation: str
    recipient: Actor | None
    resource: str | None
    modality: str
    since: str | None
    key: str | None
    name: str
    dimension: str

    @property
    def id(self) -> str:
        """The fact's id (`graph.ids.fact_id`)."""
        actor, recipient = self.parties
        return fact_id(actor, self.relation, recipient, self.resource, self.modality, key=self.key, since=self.since)

    @property
    def parties(self) -> tuple[str | None, str | None]:
        """The ids of actor and recipient."""
        return (self.actor.id if self.actor else None, self.recipient.id if self.recipient else None)

    @property
    def dyad(self) -> str | None:
        """The unordered pair, where both sides are named."""
        return dyad_id(self.actor.id, self.recipient.id) if self.actor and self.recipient else None


@dataclass(frozen=True, slots=True)
class Source:
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


@dataclass(frozen=True, slots=True)
class Event:
    """What several facts are part of: an alliance, a dispute, a war, a treaty, a sanctions case, a vote."""

    id: str
    name: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
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
