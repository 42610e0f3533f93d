"""Queries from outside: admitted by the guard, run under limits, answered as they come (DESIGN section 6)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import orjson

from graph.answering import Batch, Decoded, Reading
from graph.ending import Ending
from graph.errors import TimeLimitError, TooLargeError
from graph.guard import Guard
from graph.settings import Settings
from graph.store import Bounds, Store
from graph.turns import Turns
from graph.typed import typed
from graph.watching import Watch

# A batch of more than so many bytes is one giant row; decoding one takes many times its size, so it is one at a time.
_GIANT = 4 * 1024 * 1024
_one_giant = threading.Lock()
# Bytes of memory for one that Bolt sends: a reference for each value, and a list or map of its own for each of these.
_A_VALUE, _A_CONTAINER = 9, 72
_CONTAINERS = bytes(range(0x90, 0xB0))
# How many times `bilat_query_bytes` the memory for one row may be.
_ROW_MEMORY = 16

# So long the watch waits to be told what still runs.
_LOOK_SECONDS = 10.0


class Answer:
    """The columns of an answer and its rows; `truncated` says, once they are read, why they ended early."""

    def __init__(self, reading: Reading, most_rows: int, most_bytes: int) -> None:
        self.columns = reading.columns
        self.truncated: str | None = None
        self._reading, self._most_rows, self._most_bytes = reading, most_rows, most_bytes

    @property
    def rows(self) -> Iterator[list[Any]]:
        """Row by row, as JSON values (`graph/values.py`)."""
        return (row for batch in self.batches() for row in batch)

    def batches(self) -> Iterator[list[list[Any]]]:
        """As many rows at once as came together. Raises what `Asker.ask` raises."""
        count = 0
        try:
            for rows in self._within_bytes():
                if count + len(rows) > self._most_rows:
                    self.truncated = f"there are more than {self._most_rows:,} rows"
                    rows = rows[: self._most_rows - count]  # noqa: PLW2901 - the rest is what nobody may have
                count += len(rows)
                if rows:
                    yield rows
                if self.truncated:
                    return
        except TooLargeError:
            if not count:
                raise TooLargeError(
                    f"The answer has more than {self._most_bytes:,} bytes in its first rows: ask for fewer columns."
                ) from None
            self.truncated = f"it has more than {self._most_bytes:,} bytes"

    def _within_bytes(self) -> Iterator[list[list[Any]]]:
        size = 0
        for batch in self._reading.batches():
            rows = self._rows(batch)
            size += _size(batch, rows)
            if size > self._most_bytes:
                raise TooLargeError("")
            yield rows

    def _rows(self, batch: Batch) -> list[list[Any]]:
        if batch.size <= _GIANT:
            return batch.rows()
        with _one_giant:
            if isinstance(batch, Decoded) or _memory(batch) <= _ROW_MEMORY * self._most_bytes:
                return batch.rows()
        raise TooLargeError("")


def _memory(batch: Any) -> int:
    """About how much memory the rows of a batch would take; text of other letters than Latin ones counts for more."""
    containers = sum(len(one) - len(one.translate(None, _CONTAINERS)) for one in batch.records)
    return int(batch.size) * _A_VALUE + containers * _A_CONTAINER


def _size(batch: Batch, rows: list[list[Any]]) -> int:
    """The bytes that a batch came in; where the driver decoded them itself, those that they are written in."""
    return batch.size or len(orjson.dumps(rows, default=list))


class Asker:
    """Asks guarded queries of one store. One of these serves the whole process, for it counts what runs at once.

    `restart` is told of a query that Neo4j can't end (a regular expression or a plan that runs wild), so that the
    keeper of the managed server starts it again; a server that isn't ours has none.
    """

    def __init__(self, store: Store, settings: Settings, restart: Callable[[str, float], None] | None = None) -> None:
        self._store = store
        self._guard = Guard()
        self._rows = settings.bilat_query_rows
        self.bytes = settings.bilat_query_bytes
        self._watch = Watch(settings.bilat_query_seconds, self._running, restart)
        self.seconds = settings.bilat_query_seconds
        self.turns = Turns(settings.bilat_query_concurrency)
        # Threads of their own, so that queries never take those that the rest of the API works in.
        self.threads = ThreadPoolExecutor(settings.bilat_query_concurrency, "bilat-query")

    def close(self) -> None:
        """Wait for the threads that ask; to close the store first ends what they are at."""
        self._watch.close()
        self.threads.shutdown()

    @contextmanager
    def ask(self, text: str, parameters: Mapping[str, object], limit: int | None = None) -> Iterator[Answer]:
        """Run one read query once it is its turn; leaving the block ends it.

        At most `limit` rows (by default and at most the setting's) are answered. Raises RefusedError, QueryError,
        TimeLimitError, TooLargeError or DatabaseAwayError.
        """
        ends = time.monotonic() + self.seconds
        turn = self.turns.ask()
        try:
            self._wait(turn)
            with self.ask_now(text, parameters, ends, limit=limit) as answer:
                yield answer
        finally:
            self.turns.give_back(turn)

    @contextmanager
    def ask_now(
        self,
        text: str,
        parameters: Mapping[str, object],
        ends: float,
        ending: Ending | None = None,
        limit: int | None = None,
    ) -> Iterator[Answer]:
        """The same for one whose turn it is, until `ends` (of `time.monotonic`); `ending` ends it from another thread."""
        rows = min(limit or self._rows, self._rows)
        parameters = typed(parameters)
        with self._watch.over() as mark:
            self._guard.admit(text, parameters, lambda query, given: self._plan(query, given, ends, mark, ending))
            bounds = Bounds(_left(ends), rows + 1, self.bytes, mark)
            with self._store.reading(text, parameters, bounds, ending) as reading:
                yield Answer(reading, rows, self.bytes)

    def _plan(
        self, query: str, given: Mapping[str, object], ends: float, mark: str, ending: Ending | None
    ) -> dict[str, Any]:
        return self._store.explain(query, given, _left(ends), mark, ending)

    def _wait(self, turn: Future[None]) -> None:
        try:
            turn.result(self.seconds)
        except TimeoutError:
            raise too_many(self.seconds) from None

    def _running(self, marks: Collection[str]) -> list[str]:
        return self._store.running(marks, _LOOK_SECONDS)


def too_many(seconds: float) -> TimeLimitError:
    """Nobody's turn came."""
    return TimeLimitError(f"All places for queries were taken for {seconds:g} s: ask again later.")


def _left(ends: float) -> float:
    return max(0.1, ends - time.monotonic())


def whole_answer(asker: Asker, text: str, parameters: Mapping[str, object], limit: int | None = None) -> dict[str, Any]:
    """An answer as one object: `{"columns", "rows", "truncated", "ms"}`."""
    began = time.monotonic()
    with asker.ask(text, parameters, limit) as answer:
        rows = list(answer.rows)
        return {
            "columns": answer.columns,
            "rows": rows,
            "truncated": answer.truncated is not None,
            "ms": round((time.monotonic() - began) * 1000, 3),
        }
