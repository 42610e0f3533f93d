"""Separated text with its quirks: comma, tab or semicolon, any encoding, with or without header and quotes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.record import RecordError
from loaders.rows import LINE_LIMIT
from loaders.tables.layouts import Cells, named, unique


@dataclass(frozen=True, slots=True)
class Csv:
    """Separated text. A header cell that is empty or there twice is named by its place: `column 5`, `name (2)`.

    `names` are the columns of a file without a header, and `first` a pattern that its first line begins with, where the
    number of cells alone doesn't tell it from other files; `quoted` is False where quote characters are only text; `skip`
    title lines stand before the header. `mend` repairs lines before they are read (records broken over two lines).
    """

    delimiter: str = ","
    encoding: str = "utf-8-sig"
    names: tuple[str, ...] = ()
    first: str = ""
    quoted: bool = True
    skip: int = 0
    mend: Callable[[Iterable[str]], Iterator[str]] | None = None
    endings: tuple[str, ...] = (".csv", ".tsv", ".txt", ".tab")

    def header(self, path: Path) -> list[str] | None:
        """The columns; for a file without header those of `names`, where its first row has as many cells."""
        if _has_no_lines(path):
            return None
        try:
            with self._open(path) as file:
                first = next(self._reader(file), None)
        except (UnicodeDecodeError, csv.Error):
            return None
        if first is None:
            return None
        if not self.names:
            return unique(first)
        fits = len(first) == len(self.names) and re.match(self.first, self.delimiter.join(first))
        return list(self.names) if fits else None

    def rows(self, path: Path) -> Iterator[tuple[int, Cells | RecordError]]:
        """The rows below the header; empty ones are none."""
        with self._open(path) as file:
            reader = self._reader(file)
            names = list(self.names) or unique(next(reader, []))
            before = self.skip + (0 if self.names else 1)
            while True:
                line = before + 1 if self.mend else self.skip + reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    before += 1
                    yield line, RecordError(None, None, f"the row can't be read as separated text: {error}")
                    continue
                before += 1
                if any(cell.strip() for cell in cells):
                    yield line, named(names, cells)

    def _open(self, path: Path) -> io.TextIOWrapper:
        # newline=None: some files end their lines with CR alone, some mix CRLF and LF.
        return path.open(encoding=self.encoding, errors="surrogateescape", newline=None)

    def _reader(self, file: io.TextIOWrapper) -> Any:
        csv.field_size_limit(LINE_LIMIT)
        for _ in range(self.skip):
            file.readline(LINE_LIMIT)
        lines: Iterable[str] = self.mend(file) if self.mend else file
        if self.quoted:
            return csv.reader(lines, delimiter=self.delimiter)
        return csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE)


def _has_no_lines(path: Path) -> bool:
    """Whether the first line is longer than any may be: every dataset looks at the file, and none has to read all of it."""
    with path.open("rb") as file:
        begins = file.read(LINE_LIMIT + 1)
    return len(begins) > LINE_LIMIT and b"\n" not in begins and b"\r" not in begins
