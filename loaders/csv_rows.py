"""CSV: with commas, semicolons or tabs; one damaged row costs no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from graph.errors import UnusableError
from graph.record import FIELDS, RecordError
from loaders.rows import HALF, LINE_LIMIT, SHOWN, Row, not_utf8


class _CsvLines:
    """The lines of a CSV file for `csv.reader`; those of a row that can't be read can be given back, but its first."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._back: list[str] = []
        self.taken: list[str] = []

    def __iter__(self) -> _CsvLines:
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else self._text.readline(LINE_LIMIT + 1)
        if not line:
            raise StopIteration
        self.taken.append(line)
        if len(line) > LINE_LIMIT:
            while not line.endswith(("\n", "\r")) and (line := self._text.readline(LINE_LIMIT)):
                pass
            raise csv.Error(f"a line has more than {LINE_LIMIT:,} characters")
        return line

    def give_back(self) -> None:
        """What came after the first line of the row is read again, as rows of its own."""
        self._back.extend(reversed(self.taken[1:]))
        del self.taken[1:]


def read_csv(file: BinaryIO) -> Iterator[Row]:
    """CSV with a header of field names, separated by commas, semicolons or tabs. An empty cell is absent.

    A quote that is never closed costs its own line and no other: the lines that it swallowed are read again.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        yield from _rows(text)
    finally:
        text.detach()  # who opened the file closes it


def _rows(text: io.TextIOWrapper) -> Iterator[Row]:
    header = text.readline(LINE_LIMIT)
    if not header.strip() and not text.readline(1):
        return
    delimiter = max(",;\t", key=header.count)
    names = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
    _check_header(names)
    csv.field_size_limit(LINE_LIMIT)
    lines = _CsvLines(text)
    rows, begins = csv.reader(lines, delimiter=delimiter, strict=True), 2
    while True:
        lines.taken.clear()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            lines.give_back()
            yield Row(begins, error=_no_csv(lines.taken[0], str(error)))
        else:
            if any(cell.strip() for cell in cells):
                yield _csv_row(begins, names, cells)
        begins += len(lines.taken)


def _no_csv(line: str, why: str) -> RecordError:
    if "unexpected end" in why or "field limit" in why:
        why = "a quote is opened and never closed"
    elif "expected after" in why:
        why = "a quote is closed in the middle of a cell; inside a quoted cell a quote is written twice"
    return RecordError(None, line[:SHOWN], f"the row can't be read as CSV: {why}")


def _check_header(names: list[str]) -> None:
    if not any(name in FIELDS for name in names):
        found = ", ".join(repr(name[:40]) for name in names[:5])
        raise UnusableError(
            f"The first line of the CSV file names no field of a record, but {found or 'nothing'}: "
            "it has to be a header such as 'actor,relation,partner,resource,claimant,source_title'."
        )
    for name in names:
        if half := HALF.search(name):
            reason = not_utf8(name[: half.start()], ord(half[0]) - 0xDC00).reason
            raise UnusableError(f"The header of the CSV file can't be read: {reason}.")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise UnusableError(f"The header of the CSV file names {', '.join(twice)} twice: keep one of them.")


def _csv_row(line: int, names: list[str], cells: list[str]) -> Row:
    for cell in cells:
        if found := HALF.search(cell):
            return Row(line, error=not_utf8(cell[: found.start()], ord(found[0]) - 0xDC00))
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        reason = f"the row has {len(cells)} cells, and the header has {len(names)}: is a cell with a comma unquoted?"
        return Row(line, error=RecordError(None, cells, reason))
    return Row(line, {name: cell for name, cell in zip(names, cells, strict=False) if cell.strip()})
