"""A sheet of an xlsx workbook, or several that are alike."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from graph.errors import UnusableError
from graph.record import RecordError
from loaders.tables.layouts import Cells, named, unique

# Publishers' largest workbooks unpack to some tens of megabytes; a sheet is read whole.
UNPACKED_LIMIT = 256 << 20
# Which sheet a row is from, where there are several.
SHEET = "(sheet)"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A sheet of an xlsx workbook, by its name or place (from 0), below `skip` title rows.

    Several names mean sheets with the same columns: each row then has its sheet's name in the column `(sheet)`.
    """

    sheet: str | int | tuple[str, ...] = 0
    skip: int = 0
    endings: tuple[str, ...] = (".xlsx",)

    def header(self, path: Path) -> list[str] | None:
        """The columns, where the workbook has such sheets."""
        for _, rows in self._sheets(path):
            return unique(rows[0][1]) if rows else None
        return None

    def rows(self, path: Path) -> Iterator[tuple[int, Cells | RecordError]]:
        """The rows below the header; empty ones are none."""
        for sheet, rows in self._sheets(path):
            names = unique(rows[0][1]) if rows else []
            for line, cells in rows[1:]:
                if any(cell.strip() for cell in cells):
                    found = named(names, cells)
                    if isinstance(self.sheet, tuple) and not isinstance(found, RecordError):
                        found = {SHEET: sheet, **found}
                    yield line, found

    def _sheets(self, path: Path) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
        """The wanted sheets with their rows from the header on; none where one of them is absent."""
        _check_size(path)
        try:
            book = load_workbook(path, read_only=True, data_only=True)
        except Exception as error:  # a damaged zip or XML raises whatever its parser does
            raise UnusableError(f"{path} can't be read as a workbook: {error}.") from None
        try:
            wanted = self._wanted(book.sheetnames)
            for name in wanted if set(wanted) <= set(book.sheetnames) else ():
                # What openpyxl doesn't know (drop-down lists of a cell's values) doesn't change the values.
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", UserWarning)
                    table = _table(path, book[name])
                yield (
                    name,
                    [(line, ["" if cell is None else _plain(cell) for cell in cells]) for line, cells in table][
                        self.skip :
                    ],
                )
        finally:
            book.close()

    def _wanted(self, names: list[str]) -> tuple[str, ...]:
        if isinstance(self.sheet, tuple):
            return self.sheet
        if isinstance(self.sheet, str):
            return (self.sheet,)
        return tuple(names[self.sheet : self.sheet + 1])


def _table(path: Path, sheet: Any) -> list[tuple[int, tuple[object, ...]]]:
    """All rows of a sheet, numbered from 1. Raises UnusableError where it is damaged: only now its XML is read."""
    try:
        return list(enumerate(sheet.iter_rows(values_only=True), start=1))
    except Exception as error:  # whatever its parser raises
        raise UnusableError(f"{path}: the sheet {sheet.title!r} can't be read: {error}.") from None


def _check_size(path: Path) -> None:
    """Refuse a workbook that unpacks to more than a table can; nothing of it is unpacked for that.

    Raises UnusableError. What lies about its size is cut off there by `zipfile` itself.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(info.file_size for info in packed.infolist())
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
        raise UnusableError(f"{path} can't be read as a workbook: {error}.") from None
    if size > UNPACKED_LIMIT:
        raise UnusableError(
            f"{path} unpacks to {size:,} bytes, and a workbook may have {UNPACKED_LIMIT:,}: save its sheet as CSV."
        )


def _plain(cell: object) -> str:
    """A workbook's cell as text: whole numbers without `.0`, dates as ISO days."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)
    return text.removesuffix(" 00:00:00")
