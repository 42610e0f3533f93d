"""Files that are no tables: code books, dictionaries, pages. A line is a row, and what the file is its first words tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.record import RecordError
from loaders.rows import LINE_LIMIT
from loaders.tables.layouts import Cells

COLUMN = "text"
_HEAD = 4_096


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text in a file whose beginning holds the words `opening`; those that begin with `comment` are none."""

    opening: str
    comment: str = "#"
    encoding: str = "utf-8-sig"
    endings: tuple[str, ...] = (".txt", ".html", ".htm", ".md")

    def header(self, path: Path) -> list[str] | None:
        """One column, where the file begins as it should."""
        with path.open(encoding=self.encoding, errors="replace") as file:
            return [COLUMN] if self.opening in file.read(_HEAD) else None

    def rows(self, path: Path) -> Iterator[tuple[int, Cells | RecordError]]:
        """The lines that are neither blank nor a comment."""
        with path.open(encoding=self.encoding, errors="replace") as file:
            for line, text in enumerate(iter(lambda: file.readline(LINE_LIMIT), ""), start=1):
                if text.strip() and not (self.comment and text.lstrip().startswith(self.comment)):
                    yield line, {COLUMN: text.strip()}
