"""The overview that `/` shows: counted once for each state of the graph, and never waited for twice.

A large graph takes seconds to be counted. The first one is waited for (a server begins with it when it starts); later,
while a new one is counted, the one before is shown, and the page says so.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillCountingError
from typing import NamedTuple, Self

from graph.overview import Overview, graph_state, overview
from graph.store import Store

# Small graphs are counted anew within this time, so that whoever wrote sees it at once.
PATIENCE = 1.0


class Shown(NamedTuple):
    """An overview, and whether it is of the graph as it is now."""

    overview: Overview
    is_new: bool


class Overviews:
    """The newest overview of a process; `patience` is for how many seconds a reader waits for a newer one."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._kept: Overview | None = None
        self._counting: Future[Overview] | None = None
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="overview")

    def of(self, store: Store) -> Shown:
        """The overview of the graph now, or the one before where counting takes longer than a reader should wait.

        Raises what the store raises.
        """
        state = graph_state(store)
        if self._kept is not None and self._kept.state == state:
            return Shown(self._kept, is_new=True)
        counting, before = self._started(store, state), self._kept
        try:
            # With another one at hand a reader waits only a moment.
            found = counting.result(self.patience if before is not None else None)
        except StillCountingError:
            if before is None:
                raise
            return Shown(before, is_new=False)
        return Shown(found, is_new=found.state == state)

    def _started(self, store: Store, state: tuple[int, ...]) -> Future[Overview]:
        """The counting that goes on, or a new one where none does or the last one was of another state."""
        with self._lock:
            last = self._counting
            if last is None or (last.done() and (last.exception() or last.result().state != state)):
                self._counting = last = self._worker.submit(self._count, store)
            return last

    def _count(self, store: Store) -> Overview:
        self._kept = found = overview(store)
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Wait for the counting that goes on, which uses the store; to close that first ends it."""
        self._worker.shutdown(cancel_futures=True)
