"""Closing what other threads may still use: nobody new is let in, reads are ended, and the last one out is waited for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.ending import Ending
from graph.errors import DatabaseAwayError


class Door:
    """Who is inside now; `close` returns when nobody is."""

    def __init__(self) -> None:
        self._closed = False
        self._inside: dict[object, Ending | None] = {}
        self._changed = threading.Condition()

    @contextmanager
    def inside(self, ending: Ending | None = None) -> Iterator[None]:
        """Be inside during the block. With an `ending` it is ended when the door is closed; without, it is waited for.

        Raises DatabaseAwayError where the door is closed.
        """
        who = object()
        with self._changed:
            self.check()
            self._inside[who] = ending
        try:
            yield
        finally:
            with self._changed:
                del self._inside[who]
                self._changed.notify_all()

    def check(self) -> None:
        """Raises DatabaseAwayError where the door is closed: whoever is inside begins nothing new."""
        if self._closed:
            raise DatabaseAwayError("The store is closed: whoever served it has stopped.")

    def close(self, patience: float) -> bool:
        """Let nobody in, end what can be ended, and wait until nobody is inside; False where that took too long."""
        with self._changed:
            self._closed = True
            endings = [ending for ending in self._inside.values() if ending is not None]
        for ending in endings:
            ending.end()
        with self._changed:
            return self._changed.wait_for(lambda: not self._inside, patience)
