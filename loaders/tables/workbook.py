"""A sheet of an xlsx workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from graph.errors import UnusableError
from graph.record import RecordError
from loaders.tables.layouts import Cells, named, unique


@dataclass(frozen=True, slots=True)
class Workbook:
    """A sheet of an xlsx workbook, by its name or place (from 0), below `skip` title rows."""

    sheet: str | int = 0
    skip: int = 0
    endings: tuple[str, ...] = (".xlsx",)

    def header(self, path: Path) -> list[str] | None:
        """The columns, where the workbook has such a sheet."""
        for _, cells in self._table(path):
            return unique(cells)
        return None

    def rows(self, path: Path) -> Iterator[tuple[int, Cells | RecordError]]:
        """The rows below the header; empty ones are none."""
        names: list[str] | None = None
        for line, cells in self._table(path):
            if names is None:
                names = unique(cells)
            elif any(cell.strip() for cell in cells):
                yield line, named(names, cells)

    def _table(self, path: Path) -> Iterator[tuple[int, list[str]]]:
        try:
            book = load_workbook(path, read_only=True, data_only=True)
        except Exception as error:  # a damaged zip or XML raises whatever its parser does
            raise UnusableError(f"{path} can't be read as a workbook: {error}.") from None
        try:
            names = book.sheetnames
            wanted = names[self.sheet] if isinstance(self.sheet, int) and self.sheet < len(names) else self.sheet
            if wanted not in names:
                return
            for line, cells in enumerate(book[str(wanted)].iter_rows(values_only=True), start=1):
                if line > self.skip:
                    yield line, ["" if cell is None else _plain(cell) for cell in cells]
        finally:
            book.close()


def _plain(cell: object) -> str:
    """A workbook's cell as text: whole numbers without `.0`, dates as ISO days."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)
    return text.removesuffix(" 00:00:00")
