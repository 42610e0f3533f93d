"""What every way to write a dataset's file has in common: a header by which it is recognised, and rows of named cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from graph.record import RecordError
from loaders.rows import HALF, not_utf8

Cells = Mapping[str, str]


class Layout(Protocol):
    """A way to write rows into a file."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings of file names, in lower case."""

    def header(self, path: Path) -> list[str] | None:
        """The columns of a file, or None where the file isn't written like this."""

    def rows(self, path: Path) -> Iterator[tuple[int, Cells | RecordError]]:
        """The line and the cells of each row; a row that can't be read is its error."""


def unique(header: list[str]) -> list[str]:
    """Names for all columns, each one time.

    >>> unique(["year", "", "value", "value"])
    ['year', 'column 2', 'value', 'value (2)']
    """
    names: list[str] = []
    for place, cell in enumerate(header, start=1):
        name = cell.strip() or f"column {place}"
        count = sum(1 for earlier in header[: place - 1] if earlier.strip() == name)
        names.append(f"{name} ({count + 1})" if count else name)
    return names


def named(names: list[str], cells: list[str]) -> Cells | RecordError:
    extra = [cell for cell in cells[len(names) :] if cell.strip()]
    if extra:
        return RecordError(None, cells, f"the row has {len(cells)} cells, and the header has {len(names)}")
    for cell in cells:
        if found := HALF.search(cell):
            return not_utf8(cell[: found.start()], ord(found[0]) - 0xDC00)
    return dict(zip(names, cells, strict=False))
