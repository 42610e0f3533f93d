"""A matrix of dyads: one side down the first column, the other along the header, a value where they meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.record import RecordError
from loaders.tables.layouts import Cells
from loaders.tables.separated import Csv


@dataclass(frozen=True, slots=True)
class Matrix:
    """Separated text in which each cell of the square is a row of its own, with the columns `down`, `along` and `value`.

    The first cell of the header is `down`; the others have to look like `sides` (a pattern).
    """

    down: str
    along: str
    value: str
    sides: str
    layout: Csv = field(default_factory=Csv)
    endings: tuple[str, ...] = (".csv", ".tsv", ".txt")

    def header(self, path: Path) -> list[str] | None:
        """The three columns, where the file is such a matrix."""
        names = self.layout.header(path)
        if not names or names[0] != self.down or len(names) < 3:
            return None
        fits = all(re.fullmatch(self.sides, name) for name in names[1:])
        return [self.down, self.along, self.value] if fits else None

    def rows(self, path: Path) -> Iterator[tuple[int, Cells | RecordError]]:
        """Each cell of the square."""
        for line, cells in self.layout.rows(path):
            if isinstance(cells, RecordError):
                yield line, cells
                continue
            for name, value in cells.items():
                if name != self.down:
                    yield line, {self.down: cells[self.down], self.along: name, self.value: value}
