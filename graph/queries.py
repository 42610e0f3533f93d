"""The query files under `cypher/`: found, read and completed in one place.

A file is one statement. Two marks are filled in before it runs, both from Bilat's own data and never from input:
`// include: NAME` takes the lines of `cypher/parts/NAME.cypher`, and `RELATION_TYPE` stands for one relationship type
of the vocabulary, because Neo4j plans an index only for a type that it reads in the text.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.errors import UnknownNameError

_INCLUDE = re.compile(r"^// include: (\w+)$", re.MULTILINE)
_PARAMETER = re.compile(r"\$(\w+)")
_TYPE = re.compile(r"[A-Z][A-Z0-9_]*(\|[A-Z][A-Z0-9_]*)*")


def folder() -> Traversable:
    """The `cypher` folder of the installed package."""
    return files("cypher")


@cache
def query_text(name: str, relation_type: str | None = None) -> str:
    """The text of `cypher/NAME.cypher`, completed.

    `name` is a path such as `read/facts`; `relation_type` fills RELATION_TYPE: a type, or several joined by `|`. Raises
    UnknownNameError for a file that isn't there.
    """
    file = folder().joinpath(*f"{name}.cypher".split("/"))
    if not file.is_file():
        raise UnknownNameError(f"There is no query file cypher/{name}.cypher.")
    text = _INCLUDE.sub(lambda include: query_text(f"parts/{include[1]}"), file.read_text(encoding="utf-8"))
    if relation_type is None:
        return text
    if not _TYPE.fullmatch(relation_type):
        raise UnknownNameError(f"{relation_type!r} is no relationship type of the vocabulary.")
    return text.replace("RELATION_TYPE", relation_type)


@cache
def writing_text(name: str, relation_type: str | None = None) -> str:
    """The same with all its parameters in one map, `given`: Neo4j plans a text anew for lists of another order of size.

    Planning takes longer than writing a hundred facts, and a load's lists are of every size.

    >>> next(line for line in writing_text("write/unlock").splitlines() if "$" in line)
    'SET g.version = g.version + CASE WHEN $given.changed THEN 1 ELSE 0 END'
    """
    return _PARAMETER.sub(r"$given.\1", query_text(name, relation_type))


def statements(name: str, relation_type: str | None = None) -> list[str]:
    """The statements of a file that holds several, each ended by `;` (the schema)."""
    lines = (line for line in query_text(name, relation_type).splitlines() if not line.startswith("//"))
    return [text for part in "\n".join(lines).split(";") if (text := part.strip())]
