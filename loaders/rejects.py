"""Rejected records: kept with their place and reason, so that they can be mended and loaded again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import orjson

from graph.errors import UnusableError
from graph.record import RecordError

# So long a value says enough; the whole record stands beside it.
_VALUE_LENGTH = 1_000
_KEYS = {"file", "line", "field", "value", "reason", "suggestions", "record"}


def reject(file: str, line: int, record: object, error: RecordError) -> dict[str, Any]:
    """One line of the rejects file: `file, line, field, value, reason, suggestions, record`."""
    value = error.value
    if isinstance(value, str) and len(value) > _VALUE_LENGTH:
        value = f"{value[:_VALUE_LENGTH]}…"
    suggestions = error.suggestions
    told = {
        "file": file,
        "line": line,
        "field": error.field,
        "value": value,
        "reason": error.reason,
        "suggestions": list(suggestions) if isinstance(suggestions, Iterable) else [],
        "record": record,
    }
    return {name: _plain(one) for name, one in told.items()}


def mended(row: object) -> object:
    """The record that a line of a rejects file holds, so that such a file is loaded as it is once its records are mended.

    Anything else is answered as it is.
    """
    if isinstance(row, dict) and row.keys() == _KEYS and isinstance(row["record"], dict):
        return row["record"]
    return row


def _plain(value: object) -> object:
    """A value that JSON can tell: damaged text and numbers past JSON as text."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {str(_plain(str(name))): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value if abs(value) < 2**63 else str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


class RejectsFile:
    """Writes rejects as JSON Lines; the file is made with the first of them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    def __call__(self, row: dict[str, Any]) -> None:
        """Write one reject. Raises UnusableError where the file can't be written."""
        try:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self.path.open("wb")
            self._file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
        except OSError as error:
            raise self._unwritable(error) from None

    @property
    def written(self) -> bool:
        """Whether there was a reject."""
        return self._file is not None

    def close(self) -> None:
        """Close the file, if there is one. Raises UnusableError where what is left can't be written."""
        if self._file is None:
            return
        try:
            self._file.close()
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> UnusableError:
        return UnusableError(
            f"The rejects file {self.path} can't be written ({error.strerror or error}): name another with --rejects."
        )
