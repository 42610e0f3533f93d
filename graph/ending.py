"""A switch that ends a query from another thread: its client went away, or it took too long."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Ending:
    """What ends the work that goes on. A query runs over one connection at a time, and closing that ends it."""

    def __init__(self) -> None:
        self.ended = False
        self._close: Callable[[], None] | None = None
        self._lock = threading.Lock()

    def over(self, close: Callable[[], None]) -> None:
        """From now on the work goes over a connection that `close` closes; at once, where the end has come already."""
        with self._lock:
            self._close = close
            if self.ended:
                close()

    def let_go(self) -> None:
        """The connection is about to be somebody else's: it may not be closed any more."""
        with self._lock:
            self._close = None

    def end(self) -> None:
        """End the work."""
        with self._lock:
            self.ended = True
            if self._close is not None:
                self._close()
