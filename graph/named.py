"""Named queries: each a file in `cypher/queries/` whose head declares what it answers and what it takes.

The head is lines of comment, in this form (cypher/queries/README.md):

    // title: What one country supplies to another
    // description: One row for each thing that is supplied.
    // param country: country = "PRK" — whose supplies
    // pattern: (:Actor)-[:SUPPLIES]->(:Resource)

Types of parameters are text, integer, number, boolean, date, country, resource and relation; `= null` makes one optional.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson

from graph.dates import day
from graph.errors import UnknownNameError, UnusableError
from graph.naming import country_named, resource_named
from graph.queries import folder, query_text
from graph.vocabulary import vocabulary

_LINE = re.compile(r"// (title|description|pattern): (.+)")
_PARAMETER = re.compile(r"// param (\w+): (\w+)(?: = (.+?))?(?:\s+— (.+))?")
TYPES = ("text", "integer", "number", "boolean", "date", "country", "resource", "relation")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query: its type, its default (None where it has none) and what it means."""

    name: str
    type: str
    default: Any
    required: bool
    description: str

    def read(self, given: str) -> Any:
        """The value that text from an address, a form or the command line gives.

        Names of countries, resources and relations become their ids. Raises UnusableError or UnknownNameError.
        """
        try:
            return _READ[self.type](given)
        except ValueError:
            raise UnusableError(f"{self.name} is {given!r}, which is no {self.type}.") from None


def _truth(text: str) -> bool:
    if text.lower() in {"true", "yes", "1"}:
        return True
    if text.lower() in {"false", "no", "0"}:
        return False
    raise ValueError(text)


def _relation(text: str) -> str:
    try:
        return vocabulary().relation(text).id
    except UnusableError as error:
        raise UnknownNameError(error.detail, **error.extra) from None


_READ: Mapping[str, Any] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": _truth,
    "date": day,
    "country": lambda text: country_named(text).id,
    "resource": lambda text: resource_named(text).id,
    "relation": _relation,
}


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A named query: what its head declares, and its text."""

    name: str
    title: str
    description: str
    pattern: str
    parameters: tuple[Parameter, ...]
    text: str

    def bind(self, given: Mapping[str, str]) -> dict[str, Any]:
        """The parameters' values for the given texts; defaults stand for what isn't given.

        Raises UnusableError for one that is missing, UnknownNameError for one that the query doesn't take.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                takes = ", ".join(known) or "none"
                raise UnknownNameError(f"The query {self.name!r} takes no parameter {name!r}; it takes: {takes}.")
        bound = {}
        for name, parameter in known.items():
            if name in given and given[name] != "":
                bound[name] = parameter.read(given[name])
            elif parameter.required:
                raise UnusableError(
                    f"The query {self.name!r} needs {name} ({parameter.type}): {parameter.description}."
                )
            else:
                bound[name] = parameter.default
        return bound

    def as_json(self) -> dict[str, Any]:
        """The query as `/queries` lists it."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "pattern": self.pattern,
            "parameters": [
                {name: getattr(p, name) for name in ("name", "type", "default", "required", "description")}
                for p in self.parameters
            ],
            "query": self.text,
        }


@lru_cache(maxsize=1)
def named_queries() -> Mapping[str, NamedQuery]:
    """All named queries, by name. Raises UnusableError for a head that can't be read, naming file and line."""
    names = sorted(
        file.name.removesuffix(".cypher")
        for file in folder().joinpath("queries").iterdir()
        if file.name.endswith(".cypher")
    )
    return {name: read_head(name, query_text(f"queries/{name}")) for name in names}


def named_query(name: str) -> NamedQuery:
    """The named query of a name. Raises UnknownNameError, listing those that there are."""
    found = named_queries().get(name)
    if found is None:
        raise UnknownNameError(f"There is no query {name!r}; there are {', '.join(named_queries())}.")
    return found


def read_head(name: str, text: str) -> NamedQuery:
    """A named query from its file's text."""
    told: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("//"):
            break
        if found := _LINE.fullmatch(line):
            told[found[1]] = f"{told[found[1]]} {found[2]}" if found[1] in told else found[2]
        elif found := _PARAMETER.fullmatch(line):
            parameters.append(_parameter(name, number, found))
        elif line.startswith("// param"):
            raise UnusableError(f"cypher/queries/{name}.cypher, line {number}: {line!r} is no parameter's line.")
    for needed in ("title", "description"):
        if needed not in told:
            raise UnusableError(f"cypher/queries/{name}.cypher declares no {needed}: its head needs '// {needed}: …'.")
    return NamedQuery(name, told["title"], told["description"], told.get("pattern", ""), tuple(parameters), text)


def _parameter(name: str, number: int, found: re.Match[str]) -> Parameter:
    if found[2] not in TYPES:
        raise UnusableError(f"cypher/queries/{name}.cypher, line {number}: there is no type {found[2]!r}.")
    default = orjson.loads(found[3]) if found[3] else None
    return Parameter(found[1], found[2], default, found[3] is None, found[4] or "")
