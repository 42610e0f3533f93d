"""What an entry of the vocabulary's YAML files may hold, field by field, before entries are checked against each other."""

from __future__ import annotations

import string
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from graph.vocabulary.models import Measure, OrganisationKind, Phrases, QuadClass, Text

_PLACES = {
    "full": {"actor", "recipient", "resource"},
    "bare": {"actor", "recipient"},
    "thing": {"actor", "resource"},
    "alone": {"actor"},
    "received": {"recipient", "resource"},
    "received_bare": {"recipient"},
}

Cameo = Annotated[str, StringConstraints(pattern=r"^\d{2,4}$")]
Hs = Annotated[str, StringConstraints(pattern=r"^(\d{2}|\d{4}|\d{6})$")]
Level = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]


class Form(BaseModel):
    """An entry as it stands in a file, before it is checked against the others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aliases: tuple[Text, ...] = ()


class PhrasesForm(Phrases):
    """Phrases whose blanks are those that the sentence can fill."""

    @field_validator("*")
    @classmethod
    def _blanks(cls, value: str | None, info: ValidationInfo) -> str | None:
        allowed = _PLACES[str(info.field_name)]
        for _, blank, layout, conversion in string.Formatter().parse(value or ""):
            if blank is not None and (blank not in allowed or layout or conversion):
                raise ValueError(f"{{{blank}}} is no blank of it; there are {', '.join(sorted(allowed))}")
        return value


class RelationForm(Form):
    """See the head of relations.yaml."""

    label: Text
    definition: Text
    plover: str | None = None
    parent: str | None = None
    inverse_of: str | None = None
    symmetric: bool = False
    valence: float | None = Field(default=None, ge=-1, le=1)
    quad_class: QuadClass | None = None
    dimension: str | None = None
    cameo: tuple[Cameo, ...] = ()
    levels: tuple[Level, ...] = ()
    resource: Literal["expected", "optional", "none"] = "none"
    partner: Literal["required", "optional", "none"] = "required"
    phrases: PhrasesForm = PhrasesForm()


class ResourceForm(Form):
    """See the head of resources.yaml."""

    name: Text
    parent: str | None = None
    unit: str | None = None
    dimension: str | None = None
    hs: tuple[Hs, ...] = ()
    sipri: Text | None = None


class UnitForm(Form):
    """See the head of units.yaml."""

    label: Text
    measure: Measure
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None


class OrganisationForm(Form):
    """See the head of organisations.yaml."""

    name: Text
    kind: OrganisationKind


class PloverType(BaseModel):
    """One of PLOVER's sixteen event types."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quad_class: QuadClass
    definition: Text


class Valuation(BaseModel):
    """What a currency may carry: the terms of a price, or that it is a stock."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Text
    measure: Measure


class Core(BaseModel):
    """core.yaml: what all other files are checked against."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plover: dict[str, PloverType]
    dimensions: dict[str, Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]]
    valuations: dict[str, Valuation]
    structural: frozenset[str]
