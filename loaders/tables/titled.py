"""Separated text whose title, above the header, says what holds for every row (who the supplier of a whole file is)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.record import RecordError
from loaders.tables.layouts import Cells
from loaders.tables.separated import Csv


@dataclass(frozen=True, slots=True)
class Titled(Csv):
    """Separated text below `skip` title lines; each named group of `title` in the first of them is a column of all rows."""

    title: re.Pattern[str] = field(default_factory=lambda: re.compile(""))

    def header(self, path: Path) -> list[str] | None:
        """The columns of the title and those of the table; None where the file has no such title."""
        told = self._title(path)
        columns = Csv.header(self, path) if told is not None else None
        return None if told is None or columns is None else [*told, *columns]

    def rows(self, path: Path) -> Iterator[tuple[int, Cells | RecordError]]:
        """Each row with what the title says."""
        told = self._title(path) or {}
        for line, cells in Csv.rows(self, path):
            yield line, cells if isinstance(cells, RecordError) else {**told, **cells}

    def _title(self, path: Path) -> dict[str, str] | None:
        with path.open(encoding=self.encoding, errors="replace") as file:
            found = self.title.search(file.readline(10_000))
        return found.groupdict() if found else None
