"""The flat fact record: one claim as people write it down (DESIGN section 4).

`FactRecord` checks what one record can tell alone: names of fields, kinds of values, dates, numbers. What the words mean
(countries, relations, facts) is found in `graph/resolution.py`.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from graph.claims import Aspect, Stance
from graph.dates import edtf_date, plain_date
from graph.errors import UnusableError

Modality = Literal["actual", "promised", "contracted", "planned", "hypothetical"]

# Indexed texts must fit into an index entry (Neo4j: 8 kB); texts to read may be as long as a page of a book.
NAME_LENGTH = 1_000
TEXT_LENGTH = 100_000

_METHOD = re.compile(r"manual|dataset|computed|machine|model:\S.*")
# Line ends and tabs stand in quotes; other control characters and half characters are damage.
_DAMAGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class NoFactError(Exception):
    """A row that is in order but tells no fact between states; `reason` is counted under `rows_without_fact`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RecordError(Exception):
    """Why a record can't be taken: the field, what was found in it, the reason, and the nearest names where it is one."""

    def __init__(self, field: str | None, value: object, reason: str, suggestions: object = ()) -> None:
        super().__init__(reason)
        self.field = field
        self.value = value
        self.reason = reason
        self.suggestions = suggestions


def _text(value: object) -> object:
    if isinstance(value, str):
        if _DAMAGE.search(value):
            raise ValueError("holds a control character or half of a character: the text is damaged")
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)  # YAML and CSV readers take a code such as 731 for a number
    return value


def _date_text(value: object) -> object:
    # YAML reads 2024-10-12 as a date and 2024 as a number.
    return value.isoformat() if isinstance(value, dt.date) else _text(value)


def _checked(read: Any) -> AfterValidator:
    def check(value: str) -> str:
        try:
            return str(read(value).text)
        except UnusableError as error:
            raise ValueError(error.detail) from None

    return AfterValidator(check)


def _since(text: str) -> str:
    if text.endswith("/.."):
        raise ValueError(f"{text!r} has no end: since takes a date, or ../DATE for 'by then at the latest'")
    return text


def _until(text: str) -> str:
    if text.startswith("../"):
        raise ValueError(f"{text!r} has no beginning: until takes a date, or DATE/.. for 'at least until then'")
    return text


def _no_bool(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("is true or false, not a number")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("is not a finite number")
    return value


def _at_most(length: int) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > length:
            raise ValueError(f"has {len(value):,} characters; at most {length:,} are taken")
        return value

    return AfterValidator(check)


def _whole(value: float) -> float:
    # 11000 and 11000.0 are one number, so they must be one claim; past 2**53 a float is no longer exact anyway.
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable or re.search(r"\s", text):
        raise ValueError("is no http or https address")
    return text


def _listed(value: object) -> object:
    return [part.strip() for part in value.split("|") if part.strip()] if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _upper(value: object) -> object:
    return value.strip().upper() if isinstance(value, str) else value


def _known_method(text: str) -> str:
    if not _METHOD.fullmatch(text):
        raise ValueError("is no method; it is manual, dataset, computed, machine or model:NAME")
    return text


def _is_given(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and (not value or value.isspace()))


Name = Annotated[str, BeforeValidator(_text), _at_most(NAME_LENGTH)]
Text = Annotated[str, BeforeValidator(_text), _at_most(TEXT_LENGTH)]
When = Annotated[str, BeforeValidator(_date_text), _at_most(100), _checked(plain_date)]
Since = Annotated[str, BeforeValidator(_date_text), _at_most(100), _checked(edtf_date), AfterValidator(_since)]
Until = Annotated[str, BeforeValidator(_date_text), _at_most(100), _checked(edtf_date), AfterValidator(_until)]
Number = Annotated[float, BeforeValidator(_no_bool), Field(ge=0, allow_inf_nan=False), AfterValidator(_whole)]
Sector = Annotated[str, BeforeValidator(_upper), Field(pattern=r"^[A-Z]{3}$")]
Refs = Annotated[tuple[Name, ...], BeforeValidator(_listed)]


class FactRecord(BaseModel):
    """One record: who does what to whom, who says so and where. Field names are those of files and `POST /facts`.

    `actor, relation, partner` are as the claimant puts them ("North Korea receives oil from Russia"); names and codes
    are any that people write. Dates are EDTF. `in_return_for` in a CSV cell separates several with `|`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    actor: Name | None = None
    actor_kind: Annotated[Literal["country", "organisation"], BeforeValidator(_lower)] | None = None
    actor_detail: Text | None = None
    actor_role: Sector | None = None
    relation: Name | None = None
    partner: Name | None = None
    partner_kind: Annotated[Literal["country", "organisation"], BeforeValidator(_lower)] | None = None
    partner_detail: Text | None = None
    partner_role: Sector | None = None
    resource: Name | None = None
    regarding: Name | None = None
    place: Name | None = None
    modality: Annotated[Modality, BeforeValidator(_lower)] = "actual"
    level: Name | None = None
    quantity: Number | None = None
    quantity_low: Number | None = None
    quantity_high: Number | None = None
    unit: Name | None = None
    approximate: bool | None = None
    value: Number | None = None
    value_unit: Name | None = None
    since: Since | None = None
    until: Until | None = None
    key: Name | None = None
    about: Name | None = None
    ref: Name | None = None
    in_return_for: Refs = ()
    event: Name | None = None
    event_name: Text | None = None
    event_kind: Name | None = None
    claimant: Name | None = None
    claimant_kind: Annotated[Literal["country", "organisation", "person"], BeforeValidator(_lower)] | None = None
    claimant_of: Name | None = None
    claimant_detail: Text | None = None
    origin: Name | None = None
    stance: Annotated[Stance, BeforeValidator(_lower)] | None = None
    aspect: Annotated[Aspect, BeforeValidator(_lower)] = "existence"
    said_on: When | None = None
    confidence: Annotated[float, BeforeValidator(_no_bool), Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    quote: Text | None = None
    locator: Name | None = None
    method: Annotated[Name, AfterValidator(_known_method)] = "manual"
    source_id: Name | None = None
    source_title: Text | None = None
    source_publisher: Name | None = None
    source_url: Annotated[Name, AfterValidator(_web_address)] | None = None
    source_published_on: When | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _absent(cls, data: Any) -> Any:
        """Null and empty text are absent, in every format alike."""
        return {key: value for key, value in data.items() if _is_given(value)} if isinstance(data, dict) else data

    @model_validator(mode="after")
    def _complete(self) -> Self:
        self.check_whole()
        return self

    def check_whole(self) -> None:
        """Raises ValueError (`field|reason`) for what is missing, and for fields that contradict each other."""
        if self.about is None and self.actor is None:
            raise ValueError("actor|has to be given, or about (the fact that the claim is on)")
        if self.about is None and self.relation is None:
            raise ValueError("relation|has to be given")
        if self.claimant is None and self.source_publisher is None:
            raise ValueError("claimant|one of claimant and source_publisher has to say whose word it is")
        if self.source_id is None and self.source_title is None and self.source_url is None:
            raise ValueError("source_id|one of source_id, source_title and source_url has to name the source")
        if self.claimant is None and (self.claimant_kind or self.claimant_of):
            raise ValueError("claimant|claimant_kind and claimant_of are given without a claimant")
        self._numbers_in_order()

    def _numbers_in_order(self) -> None:
        given = [
            (name, number)
            for name in ("quantity_low", "quantity", "quantity_high")
            if (number := getattr(self, name)) is not None
        ]
        for (low_name, low), (high_name, high) in pairwise(given):
            if low > high:
                raise ValueError(f"{low_name}|is {low}, above {high_name}, which is {high}")
        if self.since and self.until and edtf_date(self.since).first > edtf_date(self.until).last:
            raise ValueError(f"until|is {self.until}, before since, which is {self.since}")


FIELDS: tuple[str, ...] = tuple(FactRecord.model_fields)

Check = Callable[[Any], Any]
# What a dataset says over and over is checked once: so many values of a field are remembered.
_REMEMBERED = 4_096
# Hardly ever said twice, or long.
_OWN = frozenset((
    "in_return_for", "locator", "ref", "quote", "note", "source_title", "event_name", "claimant_detail", "actor_detail",
    "partner_detail",
))  # fmt: skip


def _check_of(name: str) -> Check:
    """What pydantic checks of one field; None is what is absent."""
    read = TypeAdapter(FactRecord.model_fields[name].rebuild_annotation()).validator.validate_python

    def check(value: object) -> object:
        return read(value) if _is_given(value) else None

    return check if name in _OWN else lru_cache(_REMEMBERED, typed=True)(check)


FIELD_CHECKS: Mapping[str, Check] = {name: _check_of(name) for name in FIELDS}
"""What is checked of each field by itself: answers what a record has of it, None where it is absent. Raises ValueError."""
_NOTHING_TOLD = FactRecord.model_construct()


def _checked_by_field(raw: Mapping[Any, Any]) -> FactRecord | None:
    """The record where all is in order, in a third of the time; None where it isn't: what is wrong, pydantic says."""
    try:
        told = {name: found for name, value in raw.items() if (found := FIELD_CHECKS[name](value)) is not None}
        record = _NOTHING_TOLD.model_copy(update=told)
        record.check_whole()
    except (KeyError, TypeError, ValueError):
        return None
    return record


def check_record(raw: object) -> FactRecord:
    """The record that `raw` (a mapping of field names to values) holds.

    Raises RecordError with the first field that is wrong.
    """
    if not isinstance(raw, dict):
        raise RecordError(None, raw, f"a record is an object with named fields; this is {type(raw).__name__}")
    if (quick := _checked_by_field(raw)) is not None:
        return quick
    for name in raw:
        if not isinstance(name, str) or _DAMAGE.search(name):
            raise RecordError(
                None, str(name).encode("utf-8", "backslashreplace").decode(), "a field's name is damaged text"
            )
    try:
        return FactRecord.model_validate(raw)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
    if problem["type"] == "value_error" and not problem["loc"]:
        field, _, reason = str(problem["ctx"]["error"]).partition("|")
        raise RecordError(field, raw.get(field), f"{field} {reason}")
    field = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        raise _unknown_field(field, raw[field])
    reason = problem["msg"].removeprefix("Value error, ")
    raise RecordError(field, raw.get(field), f"{field}: {reason[:1].lower()}{reason[1:]}")


def _unknown_field(field: str, value: object) -> RecordError:
    from rapidfuzz import process  # noqa: PLC0415 - only needed for a bad record

    near = [name for name, _, _ in process.extract(field, FIELDS, limit=3, score_cutoff=60)]
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return RecordError(field, value, f"{field!r} is no field of a record{hint}", near)
