"""CSV with a line of column names. Lists, maps, nodes and the like are JSON in a cell; null is an empty cell.

A cut answer can't be told from a whole one by its rows, so its last line says so: `# truncated: …` or `# error: …`.
"""

from __future__ import annotations

import csv
import io
from itertools import chain
from typing import Any, ClassVar

from api.formats import Ending, text_of

# What the csv module writes as it should be.
_AS_THEY_ARE = {str, int, type(None)}


class Writer:
    """Comma-separated values in UTF-8."""

    media_type: ClassVar = "text/csv"
    name: ClassVar = "csv"
    holds_back: ClassVar = True
    tells_errors: ClassVar = True

    def begin(self, columns: list[str]) -> bytes:
        """The line of names."""
        return _lines([columns])

    def rows(self, rows: list[list[Any]]) -> bytes:
        """A record each."""
        if set(map(type, chain.from_iterable(rows))) <= _AS_THEY_ARE:
            return _lines(rows)
        return _lines([[text_of(value) for value in row] for row in rows])

    def end(self, ending: Ending) -> bytes:
        """Nothing, where that was all."""
        if ending.error:
            return f"# error: {ending.error.detail}\n".encode()
        return f"# truncated: {ending.truncated}\n".encode() if ending.truncated else b""


def _lines(rows: list[list[Any]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
