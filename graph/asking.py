"""Queries from outside: admitted by the guard, run under limits, answered row by row (DESIGN section 6)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson

from graph.errors import TimeLimitError, TooLargeError
from graph.guard import Guard
from graph.settings import Settings
from graph.store import Store
from graph.values import plain

# Rows that one round trip brings: enough to be quick, few enough that a limit stops soon after it is reached.
_FETCH = 500

# So long past its limit, a query is one that Neo4j can not end.
_GRACE_SECONDS = 15.0


@dataclass(slots=True)
class Answer:
    """The columns of an answer and its rows, each already JSON; `truncated` says, once they are read, why they ended early."""

    columns: list[str]
    rows: Iterator[bytes]
    truncated: str | None = None


class Asker:
    """Asks guarded queries of one store. One of these serves the whole process, for it counts what runs at once.

    `restart` is told of a query that Neo4j can't end (a regular expression or a plan that runs wild), so that the
    keeper of the managed server starts it again; a server that isn't ours has none.
    """

    def __init__(self, store: Store, settings: Settings, restart: Callable[[str], None] | None = None) -> None:
        self._store = store
        self._restart = restart
        self._guard = Guard()
        self._seconds = settings.bilat_query_seconds
        self._rows = settings.bilat_query_rows
        self._bytes = settings.bilat_query_bytes
        self._turns = threading.BoundedSemaphore(settings.bilat_query_concurrency)

    @contextmanager
    def ask(self, text: str, parameters: Mapping[str, object], limit: int | None = None) -> Iterator[Answer]:
        """Run one read query; leaving the block ends it.

        At most `limit` rows (by default and at most the setting's) are answered. Raises RefusedError, QueryError,
        TimeLimitError, TooLargeError or DatabaseAwayError.
        """
        ends = time.monotonic() + self._seconds
        with self._turn(), self._watched():
            left = max(0.1, ends - time.monotonic())
            self._guard.admit(text, parameters, lambda query, given: self._store.explain(query, given, left))
            left = max(0.1, ends - time.monotonic())
            with self._store.answer(text, parameters, left, _FETCH) as result:
                answer = Answer(list(result.keys()), iter(()))
                answer.rows = self._encoded(result, answer, min(limit or self._rows, self._rows))
                yield answer

    def _encoded(self, result: Any, answer: Answer, limit: int) -> Iterator[bytes]:
        size = 0
        for count, record in enumerate(result):
            if count == limit:
                answer.truncated = f"there are more than {limit:,} rows"
                return
            row = orjson.dumps([plain(value) for value in record.values()])
            size += len(row)
            if size > self._bytes:
                raise TooLargeError(
                    f"The answer has more than {self._bytes:,} bytes after {count:,} rows: ask for fewer rows or columns."
                )
            yield row

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Planning and running are both watched: a planner doesn't look at the transaction's time limit either."""
        if self._restart is None:
            yield
            return
        late = self._seconds + _GRACE_SECONDS
        alarm = threading.Timer(late, self._restart, [f"a query still ran {late:g} s after it began"])
        alarm.daemon = True
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=self._seconds):
            raise TimeLimitError(f"All places for queries were taken for {self._seconds:g} s: ask again later.")
        try:
            yield
        finally:
            self._turns.release()


def whole_answer(asker: Asker, text: str, parameters: Mapping[str, object], limit: int | None = None) -> dict[str, Any]:
    """An answer as one object: `{"columns", "rows", "truncated", "ms"}`; `rows` are JSON fragments."""
    began = time.monotonic()
    with asker.ask(text, parameters, limit) as answer:
        rows = [orjson.Fragment(row) for row in answer.rows]
        return {
            "columns": answer.columns,
            "rows": rows,
            "truncated": answer.truncated is not None,
            "ms": round((time.monotonic() - began) * 1000, 3),
        }
