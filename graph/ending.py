"""A switch that ends a query from another thread: its client went away, it took too long, or the store is closed.

A connection belongs to one thread at a time. Another one may only shut its socket down, which wakes whoever waits for it;
its owner then finds it at its end, and closes it. Closed by somebody else, its number could be another socket's at once.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress


class Ending:
    """What ends the work that goes on. A query runs over one connection at a time, and shutting that down ends it."""

    def __init__(self) -> None:
        self.ended = False
        self._shut: Callable[[], None] | None = None
        self._lock = threading.Lock()

    def over(self, shut: Callable[[], None]) -> None:
        """From now on the work goes over a connection that `shut` shuts down; at once, where the end has come already."""
        with self._lock:
            self._shut = shut
            if self.ended:
                shut()

    def let_go(self) -> None:
        """The connection is about to be somebody else's: it may not be shut down any more."""
        with self._lock:
            self._shut = None

    def end(self) -> None:
        """End the work."""
        with self._lock:
            self.ended = True
            if self._shut is not None:
                self._shut()


def shut_down(line: socket.socket) -> None:
    """Shut a socket down from another thread than its owner's."""
    with suppress(OSError):
        # An SSL socket's own method would forget what its reader is decrypting with.
        socket.socket.shutdown(line, socket.SHUT_RDWR)
