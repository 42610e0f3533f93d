"""Named queries: each a file in `cypher/queries/` whose head declares what it answers and what it takes.

The head is lines of comment, in this form (cypher/queries/README.md):

    // title: What one country supplies to another
    // description: One row for each thing that is supplied.
    // param country: country = "PRK" — whose supplies
    // example: country=PRK
    // pattern: (:Actor)-[:SUPPLIES]->(:Resource)

Types of parameters are text, integer, number, boolean, date, country, resource and relation; `= null` makes one optional.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson

from graph.dates import day
from graph.errors import SettingError, UnknownNameError, UnusableError
from graph.naming import country_named, resource_named
from graph.own_files import own_text
from graph.parameters import read_as, unknown_parameter
from graph.queries import folder, query_text
from graph.settings import settings
from graph.vocabulary import vocabulary

_LINE = re.compile(r"// (title|description|pattern|example): (.+)")
_PARAMETER = re.compile(r"// param (\w+): (\w+)(?: = (.+?))?(?:\s+— (.+))?")
_ENDING = ".cypher"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
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
            return read_as(self.name, _READ[self.type], given)
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
    """A named query: what its head declares, and its text. `example` are parameters worth trying, as texts."""

    name: str
    title: str
    description: str
    pattern: str
    parameters: tuple[Parameter, ...]
    text: str
    example: Mapping[str, str] = field(default_factory=dict)

    def bind(self, given: Mapping[str, str]) -> dict[str, Any]:
        """The parameters' values for the given texts; defaults stand for what isn't given.

        Raises UnusableError for one that is missing, and for one that the query doesn't take.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise unknown_parameter(f"The query {self.name!r}", name, known)
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
            "example": f"/queries/{self.name}?{urlencode(self.example)}".rstrip("?"),
            "query": self.text,
        }


def named_queries() -> Mapping[str, NamedQuery]:
    """All named queries, by name: Bilat's own and those of BILAT_QUERIES, which are read anew once a file changes.

    Raises UnusableError for a head that can't be read, naming file and line, and for a name that Bilat's own have.
    """
    users = settings().bilat_queries
    return _own() if users is None else {**_own(), **_of_folder(users, _state(users))}


@lru_cache(maxsize=1)
def _own() -> Mapping[str, NamedQuery]:
    names = sorted(
        file.name.removesuffix(_ENDING)
        for file in folder().joinpath("queries").iterdir()
        if file.name.endswith(_ENDING)
    )
    return {name: read_head(name, query_text(f"queries/{name}")) for name in names}


def _state(users: Path) -> tuple[tuple[str, int], ...]:
    """What tells that a folder's queries changed."""
    if not users.is_dir():
        raise SettingError(f"BILAT_QUERIES is {str(users)!r}, which is no folder.")
    try:
        return tuple(sorted((file.name, file.stat().st_mtime_ns) for file in users.glob(f"*{_ENDING}")))
    except OSError as error:
        raise SettingError(f"BILAT_QUERIES has {error.filename}, which can't be read: {error.strerror}.") from None


@lru_cache(maxsize=8)
def _of_folder(users: Path, state: tuple[tuple[str, int], ...]) -> Mapping[str, NamedQuery]:
    found = {}
    for file_name, _ in state:
        name, file = file_name.removesuffix(_ENDING), users / file_name
        if not _NAME.fullmatch(name):
            raise UnusableError(f"{file} can't be a query's name: lower-case words joined by hyphens are.")
        if name in _own():
            raise UnusableError(f"{file} has the name of a query of Bilat's own: give it another.")
        try:
            text = own_text(file)
        except UnusableError as error:
            raise UnusableError(f"{file} can't be read as UTF-8 text: {error.detail}.") from None
        found[name] = read_head(name, text, str(file))
    return found


def named_query(name: str) -> NamedQuery:
    """The named query of a name. Raises UnknownNameError, listing those that there are."""
    found = named_queries().get(name)
    if found is None:
        raise UnknownNameError(f"There is no query {name!r}; there are {', '.join(named_queries())}.")
    return found


def read_head(name: str, text: str, file: str | None = None) -> NamedQuery:
    """A named query from its file's text; `file` is what an error calls it."""
    file = file or f"cypher/queries/{name}{_ENDING}"
    told: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("//"):
            break
        if found := _LINE.fullmatch(line):
            told[found[1]] = f"{told[found[1]]} {found[2]}" if found[1] in told else found[2]
        elif found := _PARAMETER.fullmatch(line):
            parameters.append(_parameter(file, number, found))
        elif line.startswith("// param"):
            raise UnusableError(f"{file}, line {number}: {line!r} is no parameter's line.")
    for needed in ("title", "description"):
        if needed not in told:
            raise UnusableError(f"{file} declares no {needed}: its head needs '// {needed}: …'.")
    try:
        example = dict(part.split("=", 1) for part in shlex.split(told.get("example", "")))
    except ValueError:
        raise UnusableError(f"{file} has the example {told['example']!r}, which is no list of name=value.") from None
    if len(names := [parameter.name for parameter in parameters]) > len(set(names)):
        raise UnusableError(f"{file} declares a parameter twice: {', '.join(names)}.")
    return NamedQuery(
        name, told["title"], told["description"], told.get("pattern", ""), tuple(parameters), text, example
    )


def _parameter(file: str, number: int, found: re.Match[str]) -> Parameter:
    if found[2] not in TYPES:
        raise UnusableError(f"{file}, line {number}: there is no type {found[2]!r}.")
    try:
        default = orjson.loads(found[3]) if found[3] else None
    except orjson.JSONDecodeError:
        raise UnusableError(
            f"{file}, line {number}: the default {found[3]!r} is no JSON; text stands in quotes."
        ) from None
    return Parameter(found[1], found[2], default, found[3] is None, found[4] or "")
