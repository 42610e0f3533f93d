"""`{"columns", "rows", "truncated", "ms"}`: rows are lists, in the order of the columns."""

from __future__ import annotations

from typing import Any, ClassVar

import orjson

from api.formats import Ending


class Writer:
    """JSON, written while the rows come."""

    media_type: ClassVar = "application/json"
    name: ClassVar = "json"
    holds_back: ClassVar = True
    tells_errors: ClassVar = True

    def __init__(self) -> None:
        self._comma = b""

    def begin(self, columns: list[str]) -> bytes:
        """The columns."""
        return b'{"columns":' + orjson.dumps(columns) + b',"rows":['

    def rows(self, rows: list[list[Any]]) -> bytes:
        """Rows without the brackets around them."""
        piece = self._comma + orjson.dumps(rows, default=list)[1:-1]
        self._comma = b","
        return piece

    def end(self, ending: Ending) -> bytes:
        """Whether that was all. `reason` says why not, `error` what went wrong on the way."""
        last: dict[str, object] = {"truncated": bool(ending.truncated or ending.error), "ms": ending.ms}
        if ending.truncated:
            last["reason"] = ending.truncated
        if ending.error:
            last["error"] = ending.error.detail
        return b"]," + orjson.dumps(last)[1:]
