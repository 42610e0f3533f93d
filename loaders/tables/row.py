"""One row of a dataset, as its mapping sees it: typed cells, missing codes as missing, what was taken remembered."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from graph.record import RecordError

T = TypeVar("T")

_YES = frozenset({"1", "true", "t", "yes", "y"})
_NO = frozenset({"0", "false", "f", "no", "n"})
# Digits may be grouped by commas ("1,250.5"); a comma anywhere else is no number.
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")


class CellError(RecordError):
    """A row that can't be taken because of one of its cells; `line` is the row's."""

    def __init__(self, line: int, column: str, value: object, reason: str, suggestions: object = ()) -> None:
        super().__init__(column, value, reason, suggestions)
        self.line = line


class TableRow:
    """A row's cells by column. `line` is where it begins in the file, from 1.

    Every accessor answers None for an empty cell and for the table's missing codes, and raises CellError for a value that
    it can't take; the row is then rejected and the others go on. A mapping that finds more raises `row.error(…)`.
    """

    __slots__ = ("_cells", "_missing", "_taken", "line")

    def __init__(self, line: int, cells: Mapping[str, str], missing: frozenset[str], taken: set[str]) -> None:
        self.line = line
        self._cells = cells
        self._missing = missing
        self._taken = taken

    @property
    def cells(self) -> Mapping[str, str]:
        """All cells as they stand in the file."""
        return self._cells

    def __contains__(self, column: str) -> bool:
        return column in self._cells

    def error(self, column: str, reason: str, suggestions: object = ()) -> CellError:
        """The error that rejects this row because of one of its cells."""
        return CellError(self.line, column, self._cells.get(column), f"{column} {reason}", suggestions)

    def text(self, column: str) -> str | None:
        """A cell's text without blanks around it."""
        self._taken.add(column)
        value = self._cells.get(column, "").strip()
        return None if not value or value in self._missing else value

    def needed(self, column: str) -> str:
        """A cell's text, which has to be there."""
        value = self.text(column)
        if value is None:
            found = self._cells.get(column, "").strip()
            raise self.error(column, "is empty" if not found else f"is the missing code {found!r}")
        return value

    def number(self, column: str) -> float | None:
        """A number; whole ones are ints, so that 5 and 5.0 are one claim.

        >>> row = TableRow(2, {"flow": "1,250.0", "day": "-9"}, frozenset({"-9"}), set())
        >>> row.number("flow"), row.number("day")
        (1250, None)
        """
        value = self.text(column)
        if value is None:
            return None
        try:
            number = float(value.replace(",", "") if _GROUPED.fullmatch(value) else value)
        except ValueError:
            raise self.error(column, f"is {value!r}, which is no number") from None
        if not math.isfinite(number):
            raise self.error(column, f"is {value!r}, which is no finite number")
        return int(number) if number.is_integer() else number

    def scaled(self, column: str, by: int) -> float | None:
        """A number that the file gives in thousands, millions …, multiplied in decimals, so that no digits are made up.

        >>> row = TableRow(2, {"million": "37979.71"}, frozenset(), set())
        >>> row.scaled("million", 1_000_000)
        37979710000
        """
        number = self.number(column)
        if number is None:
            return None
        scaled = float(Decimal(str(number)) * by)
        return int(scaled) if scaled.is_integer() else scaled

    def whole(self, column: str) -> int | None:
        """A whole number."""
        number = self.number(column)
        if isinstance(number, float):
            raise self.error(column, f"is {number}, which is no whole number")
        return number

    def flag(self, column: str) -> bool | None:
        """Yes (1, true, yes) or no (0, false, no)."""
        value = self.text(column)
        if value is None:
            return None
        folded = value.lower().removesuffix(".0")
        if folded not in _YES | _NO:
            raise self.error(column, f"is {value!r}, which is neither 0 nor 1")
        return folded in _YES

    def choice(self, column: str, known: Mapping[str, T]) -> T:
        """What the mapping makes of a coded value; a code that it doesn't know rejects the row, it is never guessed."""
        value = self.needed(column)
        if value not in known:
            reason = f"has the code {value!r}, which this mapping doesn't know; it knows {', '.join(known)}"
            raise self.error(column, reason, list(known))
        return known[value]

    def year(self, column: str) -> str:
        """A year, which has to be there, as EDTF.

        >>> TableRow(2, {"year": "1962.0"}, frozenset(), set()).year("year")
        '1962'
        """
        return self.date(column) or self.needed(column)

    def date(self, year: str, month: str | None = None, day: str | None = None) -> str | None:
        """An EDTF date from columns for year, month and day, as precise as they are: a missing or zero day gives the month.

        >>> row = TableRow(2, {"y": "1962", "m": "10", "d": "-9"}, frozenset({"-9"}), set())
        >>> row.date("y", "m", "d"), row.date("y")
        ('1962-10', '1962')
        """
        self._taken.update(column for column in (month, day) if column)
        told = self.whole(year)
        if told is None:
            return None
        if not 1 <= told <= 9998:
            raise self.error(year, f"is {told}, which is no year")
        parts = [f"{told:04}"]
        for column in (month, day):
            number = self.whole(column) if column else None
            if not number:
                break
            if not 1 <= number <= (12 if column == month else monthrange(told, int(parts[1]))[1]):
                raise self.error(column or year, f"is {number}, and there is no such date ({'-'.join(parts)}-…)")
            parts.append(f"{number:02}")
        return "-".join(parts)
