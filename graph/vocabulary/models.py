"""The words of the vocabulary: what a relation, a resource, a unit and an organisation are.

Plain frozen models; `graph/vocabulary/reading.py` makes them of the YAML files and checks them against each other.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

QuadClass = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
Measure = Literal["flow", "stock", "share", "index"]
OrganisationKind = Literal["igo", "alliance", "bloc", "agency", "court", "ngo", "media", "research", "company"]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]

_NOBODY = "somebody"
_DEFAULTS = {
    "full": "{actor} {label} {recipient} ({resource})",
    "bare": "{actor} {label} {recipient}",
    "thing": "{actor} {label} somebody ({resource})",
    "alone": "{actor} {label} somebody",
}


class Word(BaseModel):
    """What all words of the vocabulary share: frozen, and no field that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: str
    aliases: tuple[Text, ...] = ()


class Phrases(BaseModel):
    """How a relation is told as a sentence; what is absent is told with its label.

    `full` is with recipient and resource, `bare` without resource, `thing` without recipient, `alone` without both;
    `received` and `received_bare` are for when nobody knows the actor.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    full: Text | None = None
    bare: Text | None = None
    thing: Text | None = None
    alone: Text | None = None
    received: Text | None = None
    received_bare: Text | None = None


class Relation(Word):
    """A kind of fact (DESIGN section 3).

    `parent` is the relation that this one is a kind of, None for the sixteen that stand for PLOVER's event types, and
    `above` all of them from itself up to one of those. `valence` runs from −1 (hostile) to +1 (cooperative), which is
    Goldstein's scale divided by ten. Of two relations that are each other's `inverse`, one is `canonical`: facts are
    kept in its words. `levels` are ordered from weakest to strongest.
    """

    label: Text
    definition: Text
    parent: str | None
    above: tuple[str, ...]
    plover: str
    inverse: str | None
    canonical: bool
    symmetric: bool
    valence: float = Field(ge=-1, le=1)
    quad_class: QuadClass
    dimension: str
    cameo: tuple[str, ...]
    levels: tuple[str, ...]
    resource: Literal["expected", "optional", "none"]
    partner: Literal["required", "optional", "none"]
    phrases: Phrases

    @property
    def type(self) -> str:
        """The relationship type in the graph."""
        return self.id.upper()

    def is_a(self, other: str) -> bool:
        """Whether this relation is `other` (an id) or one of its kinds."""
        return other in self.above

    def sentence(self, actor: str | None, recipient: str | None = None, resource: str | None = None) -> str:
        """A fact of this relation in words, from the names of what is known of it."""
        name = ("thing" if resource else "alone") if recipient is None else ("full" if resource else "bare")
        template = getattr(self.phrases, name) or _DEFAULTS[name]
        if actor is None:
            told = self.phrases.received if resource else self.phrases.received_bare
            template = (recipient and told) or template
        text = template.format(
            actor=actor or _NOBODY, recipient=recipient or _NOBODY, resource=resource, label=self.label
        )
        return text[:1].upper() + text[1:]


class Resource(Word):
    """What passes between actors: goods, people, money, services.

    `above` are the ids from itself to the top of the taxonomy; `unit` is that of a quantity that comes without one;
    `hs` are codes of the Harmonised System, `sipri` is the category of SIPRI's Arms Transfers Database.
    """

    name: Text
    parent: str | None
    above: tuple[str, ...]
    unit: str
    dimension: str
    hs: tuple[str, ...]
    sipri: str | None


class Unit(Word):
    """What a quantity is measured in; for money with currency (ISO 4217), year of prices and valuation (cif, fob)."""

    label: Text
    measure: Measure
    currency: str | None = None
    year: int | None = None
    valuation: str | None = None


class Organisation(Word):
    """An organisation that acts or speaks, such as `org:EU`."""

    name: Text
    kind: OrganisationKind
