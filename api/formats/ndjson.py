"""A line a row, an object by column; the last line is `{"complete": true}`, `{"truncated": …}` or `{"error": …}`."""

from __future__ import annotations

from itertools import repeat
from typing import Any, ClassVar

import orjson

from api.formats import Ending

_LINE = orjson.Fragment(b"\n")


class Writer:
    """Newline-delimited JSON."""

    media_type: ClassVar = "application/x-ndjson"
    name: ClassVar = "ndjson"
    holds_back: ClassVar = False
    tells_errors: ClassVar = True

    def __init__(self) -> None:
        self._columns: list[str] = []

    def begin(self, columns: list[str]) -> bytes:
        """Nothing yet: each line has the columns."""
        self._columns = columns
        return b""

    def rows(self, rows: list[list[Any]]) -> bytes:
        """A line each."""
        # All in one call, with a line's end between two rows. JSON has none inside texts, so ",\n," is nothing else.
        told: list[Any] = [_LINE] * (2 * len(rows))
        told[::2] = map(dict, map(zip, repeat(self._columns), rows))
        return orjson.dumps(told, default=list)[1:-1].replace(b",\n,", b"\n")[:-2] + b"\n"

    def end(self, ending: Ending) -> bytes:
        """The last line."""
        return orjson.dumps(ending.told(), option=orjson.OPT_APPEND_NEWLINE)
