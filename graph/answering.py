"""The rows of one answer as they come: read ahead in large pieces, or the driver's public way where that can't be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from graph.ending import Ending
from graph.errors import TooLargeError
from graph.inbox import CutError, ReadAhead
from graph.structures import value_of
from graph.values import plain

# Rows that the public way hands over at once.
_FEW = 200


class Batch(Protocol):
    """Rows that came together, to be decoded when they are wanted."""

    @property
    def size(self) -> int:
        """The bytes that they came in; 0 where that isn't known."""

    def rows(self) -> list[list[Any]]:
        """The rows, as JSON values (`graph/values.py`)."""


class Reading(Protocol):
    """One answer while it is read."""

    @property
    def columns(self) -> list[str]:
        """Their names."""

    def batches(self) -> Iterator[Batch]:
        """The rows. Raises the driver's errors."""

    def plan(self) -> dict[str, Any]:
        """The plan of an EXPLAIN, once there are no more rows."""

    def stop(self) -> None:
        """Leave: a query that isn't over is ended, and its connection is closed."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Records as they came."""

    records: list[bytearray]
    inbox: ReadAhead

    @property
    def size(self) -> int:
        """Their bytes."""
        return sum(map(len, self.records))

    def rows(self) -> list[list[Any]]:
        """Decoded."""
        return self.inbox.decode(self.records, value_of)


def too_many_bytes() -> TooLargeError:
    """What is told of an answer that was cut at its limit of bytes."""
    return TooLargeError("The answer has more bytes than one may have.")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Rows that the driver has decoded."""

    records: list[list[Any]]
    size: int = 0

    def rows(self) -> list[list[Any]]:
        """As they are."""
        return self.records


class AheadReading:
    """Reads ahead. The result is the driver's, and its insides are told what was read past it."""

    def __init__(self, result: Any, inbox: ReadAhead, ending: Ending) -> None:
        self._result, self._inbox, self._ending = result, inbox, ending
        self.columns = list(result.keys())

    def batches(self) -> Iterator[Batch]:
        """The rows of the one PULL that the driver sent; what is past it is not asked for.

        Raises TooLargeError past the inbox's limit of bytes.
        """
        while self._result._attached:
            if records := self._records():
                yield Packed(records, self._inbox)
                continue
            # The next message ends the answer, and has been read; with it the driver gives the connection back.
            self._let_go()
            self._result._connection.fetch_message()
            if self._result._has_more:
                self._result._attached = False
                self._result._on_closed()

    def _records(self) -> list[bytearray]:
        try:
            return self._inbox.records()
        except CutError as error:
            if error.reason == "bytes":
                raise too_many_bytes() from None
            raise

    def plan(self) -> dict[str, Any]:
        """The plan of an EXPLAIN."""
        return dict(self._result.consume().plan or {})

    def stop(self) -> None:
        """Close the connection where the answer isn't over: anything else would read on to its end."""
        self._let_go()
        if self._result._attached:
            self._result._connection.kill()
            self._result._attached = False

    def _let_go(self) -> None:
        self._ending.let_go()
        self._inbox.begin(None, None)


class PlainReading:
    """Reads the driver's public way."""

    def __init__(self, result: Any, ending: Ending) -> None:
        self._result, self._ending = result, ending
        self.columns = list(result.keys())

    def batches(self) -> Iterator[Batch]:
        """The rows, decoded by the driver."""
        records = iter(self._result)
        while some := [[plain(value) for value in record.values()] for record in islice(records, _FEW)]:
            yield Decoded(some)

    def plan(self) -> dict[str, Any]:
        """The plan of an EXPLAIN."""
        return dict(self._result.consume().plan or {})

    def stop(self) -> None:
        """The session's end discards what is left."""
        self._ending.let_go()
