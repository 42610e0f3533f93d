"""The formats of answers to queries: a new one is a new file here, with a class `Writer`.

A writer gives the bytes of one answer piece by piece: `begin(columns)`, `rows(rows)` for each batch, `end(ending)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, ClassVar, Protocol

import orjson

from graph.errors import BilatError


@dataclass(frozen=True, slots=True)
class Ending:
    """How an answer ended: `truncated` says why it is cut, `error` what went wrong after its first bytes were sent."""

    ms: float
    truncated: str | None = None
    error: BilatError | None = None

    def told(self) -> dict[str, object]:
        """The last line of formats that end with one."""
        if self.error is not None:
            return {"error": self.error.detail, "status": self.error.status}
        return {"truncated": self.truncated} if self.truncated else {"complete": True}


class Writer(Protocol):
    """Writes one answer in one format."""

    media_type: ClassVar[str]
    name: ClassVar[str]
    """What the command line calls it."""
    holds_back: ClassVar[bool]
    """Whether an error that comes soon after the first rows is told by the status instead of them."""
    tells_errors: ClassVar[bool]
    """Whether a reader sees by the last line that something went wrong; otherwise the transfer has to break off."""

    def begin(self, columns: list[str]) -> bytes:
        """What stands before the rows."""

    def rows(self, rows: list[list[Any]]) -> bytes:
        """Some rows, which are JSON values (`graph/values.py`)."""

    def end(self, ending: Ending) -> bytes:
        """What stands after them."""


@cache
def formats() -> Mapping[str, type[Writer]]:
    """The writers by media type, JSON first."""
    found = [import_module(f"{__name__}.{module.name}").Writer for module in iter_modules(__path__)]
    return {made.media_type: made for made in sorted(found, key=lambda made: made.name != "json")}


def accepted(accept: str) -> type[Writer]:
    """The format that an Accept header wants most; JSON where it names none of ours.

    >>> accepted("application/x-ndjson").name, accepted("text/html, */*").name, accepted("text/csv;q=0.5, application/json").name
    ('ndjson', 'json', 'json')
    """
    known = formats()
    best, weight = known["application/json"], 0.0
    for part in accept.lower().split(","):
        media, *options = (piece.strip() for piece in part.split(";"))
        if media in known and (given := _weight(options)) > weight:
            best, weight = known[media], given
    return best


def _weight(options: list[str]) -> float:
    for option in options:
        if option.startswith("q="):
            try:
                return float(option[2:])
            except ValueError:
                return 0.0
    return 1.0


def text_of(value: object) -> str:
    """A value as text, for formats that have no other: text as it is, nothing for null, otherwise JSON.

    >>> [text_of(value) for value in ("a", None, True, 1.5, [1, "b"], b"ab", float("nan"))]
    ['a', '', 'true', '1.5', '[1,"b"]', '[97,98]', '']
    """
    if isinstance(value, str):
        return value
    text = orjson.dumps(value, default=list).decode()
    return "" if text == "null" else text
