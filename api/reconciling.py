"""Queries of the Reconciliation API 0.2: from their JSON to answers in the shapes that its schemas have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from graph.entities import KINDS, PROPERTIES, Entity, Kind, description, kinds_of, values_of
from graph.errors import TooLargeError, UnusableError
from graph.reconciling import Question, reconcile

# OpenRefine sends ten at a time and asks how many it may; each takes some hundredths of a second.
BATCH = 50
# The property that is no property of a country: the day that a query is about.
DAY = "on"

T = TypeVar("T")


class _Property(BaseModel):
    pid: str
    v: Any


class _Query(BaseModel):
    """One reconciliation query; what the API doesn't define is refused."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(min_length=1)] | None = None
    type: str | list[str] | None = None
    limit: Annotated[float, Field(ge=1)] = 5
    properties: list[_Property] = []
    type_strict: Literal["any", "all", "should"] = "any"


class _Wanted(BaseModel):
    id: str


class _Extension(BaseModel):
    ids: list[str]
    properties: list[_Wanted]


_QUERIES = TypeAdapter(dict[str, _Query])
_EXTENSION = TypeAdapter(_Extension)


def asked(queries: str | None, extend: str | None) -> dict[str, Any]:
    """The answer to a batch of queries, or else to a data extension query, both as JSON.

    Raises UnusableError where the JSON isn't what the API defines, TooLargeError for a batch over BATCH.
    """
    if queries is None:
        return _extended(_read("extend", _EXTENSION, extend or ""))
    batch = _read("queries", _QUERIES, queries)
    if len(batch) > BATCH:
        raise TooLargeError(f"The batch has {len(batch):,} queries; send at most {BATCH} at a time.")
    return {key: {"result": _results(key, one)} for key, one in batch.items()}


def _read(name: str, form: TypeAdapter[T], text: str) -> T:
    try:
        return form.validate_json(text)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise UnusableError(f"{name!r} is no such JSON{f', at {where}' if where else ''}: {problem['msg']}.") from None


def _results(key: str, asked: _Query) -> list[dict[str, Any]]:
    told = [(one.pid, value) for one in asked.properties for value in _values(one.v)]
    question = Question(
        text=asked.query,
        types=tuple([asked.type] if isinstance(asked.type, str) else asked.type or []),
        strictness=asked.type_strict,
        on=tuple(value for pid, value in told if pid == DAY),
        codes=tuple((pid, value) for pid, value in told if pid in PROPERTIES and PROPERTIES[pid].system),
    )
    if question.text is None and not question.codes:
        raise UnusableError(f"The query {key!r} has neither a query nor a code among its properties; give one of them.")
    return [
        brief(one.entity) | {"type": types_of(one.entity), "score": one.score, "match": one.match}
        for one in reconcile(question, int(min(asked.limit, 100)))
    ]


def _values(given: Any) -> list[str]:
    """A property's values as text; of an entity its id. Blank cells are none."""
    if isinstance(given, list):
        return [value for one in given for value in _values(one)]
    if isinstance(given, Mapping):
        given = given.get("id")
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    return [] if given is None or not str(given).strip() else [str(given).strip()]


def _extended(asked: _Extension) -> dict[str, Any]:
    unknown = [one.id for one in asked.properties if one.id not in PROPERTIES]
    if unknown:
        raise UnusableError(f"There is no property {unknown[0]!r}; properties are {', '.join(PROPERTIES)}.")
    wanted = [PROPERTIES[one.id] for one in asked.properties]
    return {
        "meta": [{"id": one.id, "name": one.name} for one in wanted],
        "rows": {ident: {one.id: values_of(ident, one) for one in wanted} for ident in asked.ids},
    }


def brief(one: Entity) -> dict[str, Any]:
    """Id, name and description of an entity."""
    return {"id": one.id, "name": one.name, "description": description(one)}


def types_of(one: Entity) -> list[dict[str, Any]]:
    """An entity's types, the narrowest first."""
    return [{"id": kind.id, "name": kind.name} for kind in kinds_of(one)]


def type_answer(kind: Kind) -> dict[str, Any]:
    """A type with the one that it is a part of."""
    broader = [{"id": kind.broader, "name": KINDS[kind.broader].name}] if kind.broader else []
    return {"id": kind.id, "name": kind.name} | ({"broader": broader} if broader else {})
