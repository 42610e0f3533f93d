"""A watch over queries that Neo4j can't end: a regular expression or a plan that runs wild.

Neo4j ends a query that ran too long by asking it to; a planner or a regular expression never looks up. A query that is
still there `GRACE` seconds past its limit is told to `alarm`, whether anybody waits for it or not.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

from graph.errors import BilatError, QueryError, RefusedError, TimeLimitError, UnusableError

GRACE = 15.0
# Those that are late within a second are asked for together.
TOGETHER = 1.0


class Watch:
    """Watches queries by their marks. `running(marks)` says which of them the database still works at; an answer that
    doesn't come in time (TimeLimitError) counts as all of them. `alarm(reason, began)` is told when the last of them began
    (`time.time`): a server that was started after that has none of them, however slow it is."""

    def __init__(
        self,
        seconds: float,
        running: Callable[[Collection[str]], Collection[str]],
        alarm: Callable[[str, float], None] | None,
    ) -> None:
        self._late = seconds + GRACE
        self._running, self._alarm = running, alarm
        self._due: dict[str, float] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._idle = self._closed = False

    def close(self) -> None:
        """Watch no more, and wait for a look that is being taken."""
        with self._changed:
            self._closed, thread = True, self._thread
            self._changed.notify()
        if thread is not None:
            thread.join()

    @contextmanager
    def over(self) -> Iterator[str]:
        """Watch over one query, from now on, and give it its mark. Where the block is left by an error that isn't the
        database's answer, it is unknown whether it has stopped, too: the query stays watched until it is late."""
        mark = uuid4().hex
        if self._alarm is None:
            yield mark
            return
        with self._changed:
            self._due[mark] = time.monotonic() + self._late
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._watch, name="bilat-watch", daemon=True)
                self._thread.start()
            elif self._idle:
                # Only then: while it waits for one, those that come later are late later, too, and to wake a thread for
                # each query takes as long as the rest of a short one's way.
                self._changed.notify()
        try:
            yield mark
        except (QueryError, RefusedError, UnusableError):
            self._forget(mark)
            raise
        self._forget(mark)

    def _forget(self, mark: str) -> None:
        with self._changed:
            self._due.pop(mark, None)

    def _watch(self) -> None:
        while True:
            with self._changed:
                while not self._closed and (wait := self._wait()) != 0:
                    self._idle = wait is None
                    self._changed.wait(wait)
                if self._closed:
                    return
                self._idle = False
                now = time.monotonic() + TOGETHER
                late = {mark: due for mark, due in self._due.items() if due <= now}
                for mark in late:
                    del self._due[mark]
            self._look(late)

    def _wait(self) -> float | None:
        """Seconds until the next is late; None where nothing is watched."""
        return max(0.0, min(self._due.values()) - time.monotonic()) if self._due else None

    def _look(self, late: Mapping[str, float]) -> None:
        try:
            still = self._running(late)
        except TimeLimitError:
            still = late
        except BilatError:
            return  # the database is away, and what it was at with it
        if still and self._alarm is not None:
            ago = time.monotonic() - max(late[mark] for mark in still) + self._late
            self._alarm(f"a query still ran {self._late:g} s after it began", time.time() - ago)
