"""Models of facts and claims as they are answered (DESIGN section 6)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from graph.claims import Aspect, Stance


class Named(BaseModel):
    """Something by its id and name."""

    id: str
    name: str


class Amount(BaseModel):
    """Numbers in one unit: `best` the middle, `low` and `high` the least and the greatest."""

    best: float | None
    low: float
    high: float
    unit: str | None
    approximate: bool


class Worth(BaseModel):
    """What a claim says that the thing counted is worth."""

    best: float
    unit: str | None


class Speaker(BaseModel):
    """Who makes a claim; `country` is the one whose word it is."""

    id: str
    name: str
    kind: Literal["country", "organisation", "person", "actor"]
    country: str | None


class Document(BaseModel):
    """A source in a claim."""

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published_on: str | None


class Claim(BaseModel):
    """One actor's stance on the fact in one source. `counts`: it is of those that make the status."""

    id: str
    stance: Stance
    aspect: Aspect
    by: Speaker
    detail: str | None
    origin: str
    said_on: str | None
    day: str
    confidence: float | None
    quote: str | None
    locator: str | None
    note: str | None
    place: str | None
    since: str | None
    until: str | None
    level: str | None
    quantity: Amount | None
    value: Worth | None
    method: str
    recorded_at: str
    retracted_at: str | None
    retracted_on: str | None
    retraction_kind: str | None
    retraction_reason: str | None
    source: Document
    counts: bool


class Event(BaseModel):
    """What several facts are part of."""

    id: str
    name: str | None
    kind: str | None


class Fact(BaseModel):
    """One thing that one actor is said to do to, for or with another, and what its claims add up to."""

    id: str
    name: str
    actor: Named | None
    relation: str
    recipient: Named | None
    resource: Named | None
    regarding: list[Named]
    place: str | None
    modality: Literal["actual", "promised", "contracted", "planned", "hypothetical"]
    level: str | None
    since: str | None
    until: str | None
    quantity: Amount | None
    value: Amount | None
    status: Literal["corroborated", "asserted", "reported", "disputed", "denied", "retracted"]
    disputed_aspects: list[str]
    acknowledged: bool
    denied_by_party: bool
    quantities_disagree: bool
    origins: int
    method: str
    undated: bool
    event: Event | None
    in_return_for: list[str]
    key: str | None
    dyad: str | None
    edge: str | None
    dimension: str
    valence: float
    symmetric: bool
    claims: list[Claim]


class FactPage(BaseModel):
    """A page of facts; `next` is the address of the next one, or null."""

    facts: list[Fact]
    next: str | None


class Side(BaseModel):
    """One side of a dyad."""

    id: str
    name: str
    kind: str
    flag: str | None


class Counts(BaseModel):
    """How much a dyad holds."""

    facts: int
    claims: int
    disputed: int


class Moment(BaseModel):
    """A fact in a timeline."""

    id: str
    name: str
    since: str | None
    until: str | None
    status: str
    dimension: str
    valence: float
    undated: bool


class Dyad(BaseModel):
    """Two sides, what each does for, with or to the other, and when."""

    dyad: str
    countries: list[Side]
    ledger: dict[str, list[Fact]]
    counts: Counts
    timeline: list[Moment]


class Change(BaseModel):
    """A fact of which something was said or retracted: its status before and after, null where it wasn't known."""

    fact: Fact
    before: str | None
    after: str | None
    claims: list[Claim]


class Changes(BaseModel):
    """What became known, disputed or retracted between two days."""

    dyad: str
    # `from` is a word of Python's own.
    model_config = {"json_schema_extra": {"required": ["dyad", "from", "to", "changes"]}}
    to: str
    changes: list[Change]
