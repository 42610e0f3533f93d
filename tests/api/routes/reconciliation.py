"""The shapes of the Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group), told in our own words.

Each stands for the published JSON schema of the same name: the same needed and optional members, the same kinds of values,
the same patterns. Members that a schema doesn't name are allowed where it allows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

Number = int | float
WithId = Annotated[str, StringConstraints(pattern=r"\{\{id\}\}")]


class Shape(BaseModel):
    """An object that may have more members than these; a text is no number, and a number no text."""

    model_config = ConfigDict(strict=True, extra="allow")


class Exact(BaseModel):
    """An object that may have no other members."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Identified(Shape):
    id: str
    name: str = ""


class Named(Shape):
    id: str
    name: str
    description: str = ""


class Type(Named):
    broader: list[Type] = []


class Address(Shape):
    url: WithId


class Preview(Address):
    width: int
    height: int


class Service(Shape):
    service_url: str = ""
    service_path: str = ""
    flyout_service_url: str = ""
    flyout_service_path: Annotated[str, StringConstraints(pattern=r"\$\{id\}")] = "${id}"


class Suggest(Shape):
    entity: Service | None = None
    property: Service | None = None
    type: Service | None = None


class Extend(Shape):
    propose_properties: Service | None = None
    property_settings: list[dict[str, Any]] = []


def _speaks_0_2(versions: list[str]) -> list[str]:
    if "0.2" not in versions:
        raise ValueError("the service doesn't speak 0.2")
    return versions


class Manifest(Shape):
    versions: Annotated[list[str], AfterValidator(_speaks_0_2)]
    name: str
    identifierSpace: str  # noqa: N815 - the API's own names
    schemaSpace: str  # noqa: N815
    documentation: str = ""
    serviceVersion: str = ""  # noqa: N815
    logo: str = ""
    view: Address | None = None
    feature_view: Address | None = None
    defaultTypes: list[Type] = []  # noqa: N815
    suggest: Suggest | None = None
    preview: Preview | None = None
    extend: Extend | None = None


PropertyValue = str | bool | Number | Identified


class AskedProperty(Shape):
    pid: str
    v: PropertyValue | list[PropertyValue]


class Query(Exact):
    query: str | None = None
    type: str | list[str] = []
    limit: Number = 1
    properties: list[AskedProperty] = []
    type_strict: Literal["any", "should", "all"] = "any"

    @model_validator(mode="after")
    def _asks_something(self) -> Query:
        if self.query is None and not self.properties:
            raise ValueError("neither a query nor properties")
        return self


class Feature(Shape):
    id: str = ""
    value: bool | Number = 0


class Candidate(Named):
    score: Number
    features: list[Feature] = []
    match: bool = False
    type: list[Identified | str] = []


class Candidates(Shape):
    result: list[Candidate]


class Entity(Named):
    notable: list[Identified | str] = []


class Entities(Shape):
    result: list[Entity]


class Properties(Shape):
    result: list[Named]


class Types(Shape):
    result: list[Type]


class Proposal(Shape):
    properties: list[Named]
    type: str = ""
    limit: Number = 0


class AskedExtension(Shape):
    ids: list[str]
    properties: list[Identified]


class Nothing(Exact):
    pass


class EntityCell(Exact):
    id: str
    name: str
    description: str = ""


class TextCell(Exact):
    str: str


class FloatCell(Exact):
    float: Number


class IntCell(Exact):
    int: int


class DateCell(Exact):
    date: Annotated[
        str, StringConstraints(pattern=r"^-?\d{4,}-(1[0-2]|0[1-9])-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$")
    ]


class Column(Named):
    type: Identified | None = None
    service: Annotated[str, StringConstraints(pattern="^https?://")] = Field(default="http://none")


Cell = Nothing | EntityCell | TextCell | FloatCell | IntCell | DateCell


class Extension(Shape):
    meta: list[Column]
    rows: dict[str, dict[str, list[Cell]]]


SHAPES: Mapping[str, TypeAdapter[Any]] = {
    "manifest": TypeAdapter(Manifest),
    "reconciliation-query-batch": TypeAdapter(dict[str, Query]),
    "reconciliation-result-batch": TypeAdapter(dict[str, Candidates]),
    "suggest-entities-response": TypeAdapter(Entities),
    "suggest-properties-response": TypeAdapter(Properties),
    "suggest-types-response": TypeAdapter(Types),
    "data-extension-property-proposal": TypeAdapter(Proposal),
    "data-extension-query": TypeAdapter(AskedExtension),
    "data-extension-response": TypeAdapter(Extension),
}


def check(name: str, answer: Any) -> Any:
    """The answer, once it has the shape of the published schema `name`. Raises pydantic's ValidationError."""
    SHAPES[name].validate_python(answer)
    return answer
