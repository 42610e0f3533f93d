"""What a line of a carried graph may hold (`graph/carrying.py`): whoever altered a file may have made its ids and sums anew.

Only looked at, never changed: the ids are of the very values that stand in the line.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, get_type_hints

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from graph.claims import Aspect, Claim, RetractionKind, Stance
from graph.countries import countries
from graph.dates import edtf_date
from graph.errors import UnusableError
from graph.model import ActorKind
from graph.record import TEXT_LENGTH, Modality, RecordError
from graph.vocabulary import vocabulary

# An entry of an index of Neo4j has room for so many bytes, and for some of its own.
_INDEXED = 8_000
_OWN = "BILAT_VOCABULARY names the file of your own words"


def _fits(text: str) -> str:
    if len(text.encode()) > _INDEXED:
        raise ValueError(f"has more than {_INDEXED:,} bytes")
    return text


@lru_cache(maxsize=65_536)
def _date(text: str) -> str:
    try:
        edtf_date(text)
    except UnusableError as error:
        raise ValueError(error.detail) from None
    return text


_Name = Annotated[str, Field(min_length=1), AfterValidator(_fits)]
_Text = Annotated[str, Field(max_length=TEXT_LENGTH)]
_Instant = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z$")]
_Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
_Date = Annotated[str, AfterValidator(_date)]
_LOOSE = ConfigDict(strict=True, allow_inf_nan=False)
_EXACT = ConfigDict(strict=True, extra="forbid")

# What a claim's fields are beyond text and numbers.
_KINDS: Mapping[str, Any] = {
    **dict.fromkeys(("id", "source", "place"), _Name),
    **dict.fromkeys(("recorded_at", "retracted_at"), _Instant),
    **dict.fromkeys(("day", "retracted_on"), _Day),
    **dict.fromkeys(("since", "until", "said_on", "source_published_on"), _Date),
    "aspect": Aspect,
    "retraction_kind": RetractionKind,
}


def _properties() -> type[BaseModel]:
    hints = get_type_hints(Claim)
    fields: dict[str, Any] = {}
    for name in Claim._fields[2:]:
        kind = _KINDS.get(name, _Text if hints[name] in {str, str | None} else hints[name])
        needed = name not in Claim._field_defaults
        fields[name] = (kind, ...) if needed else (kind | None, None)
    return create_model("Properties", __config__=_LOOSE, **fields)


class _Actor(BaseModel):
    model_config = _LOOSE

    id: _Name
    name: _Name
    kind: ActorKind
    country: _Name | None


class _Source(BaseModel):
    model_config = _EXACT

    id: _Name
    title: _Text | None = None
    publisher: _Text | None = None
    url: _Text | None = None
    published_on: _Date | None = None


class _Noted(BaseModel):
    model_config = _LOOSE

    id: _Name
    recorded_at: _Instant | None = None


class _Event(_Noted):
    name: _Name | None
    kind: _Text | None


class _Regarding(_Actor):
    recorded_at: _Instant | None = None


class _Claim(BaseModel):
    model_config = _LOOSE

    by: _Actor
    stance: Stance
    source: _Source
    properties: _properties()  # type: ignore[valid-type]


class _Line(BaseModel):
    model_config = _LOOSE

    fact: _Name
    actor: _Actor | None
    recipient: _Actor | None
    resource: _Name | None
    relation: _Name
    modality: Modality
    key: _Name | None
    name: _Name
    dimension: _Name
    since: _Date | None
    claims: Annotated[list[_Claim], Field(min_length=1)]
    events: list[_Event]
    regarding: list[_Regarding]
    in_return_for: list[_Name | _Noted] = []


_LINE = TypeAdapter(_Line)


def check_line(line: Mapping[str, Any]) -> None:
    """Refuse a line that no export writes, or whose words this graph doesn't have. Raises RecordError."""
    try:
        _LINE.validate_python(line)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise RecordError(where, None, f"the line is none of a graph's: {where}: {problem['msg']}") from None
    _check_words(line["relation"], line["resource"], line["dimension"])
    for claim in line["claims"]:
        told = claim["properties"]
        _check_units(told.get("unit"), told.get("value_unit"))
    for actor in (line["actor"], line["recipient"], *(claim["by"] for claim in line["claims"]), *line["regarding"]):
        if actor is not None and (ident := actor["id"] if actor["kind"] == "country" else actor["country"]):
            _check_country(ident)


def _check_country(ident: str) -> None:
    if ident not in countries():
        raise RecordError("actor", ident, f"{ident!r} is the id of no country in this Bilat's register")


@lru_cache(maxsize=4_096)
def _check_words(relation: str, resource: str | None, dimension: str) -> None:
    words = vocabulary()
    known = words.relations.get(relation)
    if known is None or not known.canonical:
        raise RecordError("relation", relation, f"facts of {relation!r} are none of this vocabulary ({_OWN})")
    if resource is not None and resource not in words.resources:
        raise RecordError("resource", resource, f"{resource!r} is no resource of this vocabulary ({_OWN})")
    if dimension not in words.dimensions:
        raise RecordError("dimension", dimension, f"{dimension!r} is no dimension")


@lru_cache(maxsize=4_096)
def _check_units(*units: str | None) -> None:
    for unit in units:
        try:
            found = unit is None or vocabulary().unit(unit).id == unit
        except UnusableError:
            found = False
        if not found:
            raise RecordError("unit", unit, f"{unit!r} is the id of no unit of this vocabulary ({_OWN})")
