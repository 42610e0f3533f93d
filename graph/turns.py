"""Turns: so many at once, the others in the order in which they came."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future


class Turns:
    """Places for `most` at once. Threads and event loops wait for the same places."""

    def __init__(self, most: int) -> None:
        self._free = most
        self._waiting: deque[Future[None]] = deque()
        self._lock = threading.Lock()

    def ask(self) -> Future[None]:
        """A future that is done once it is one's turn. Whoever stops waiting gives it back, cancelled or done."""
        turn: Future[None] = Future()
        with self._lock:
            if self._free:
                self._free -= 1
                turn.set_result(None)
            else:
                self._waiting.append(turn)
        return turn

    def give_back(self, turn: Future[None]) -> None:
        """The turn is over, or nobody waits for it any more."""
        if turn.cancel():
            return
        with self._lock:
            while self._waiting:
                following = self._waiting.popleft()
                if following.set_running_or_notify_cancel():
                    following.set_result(None)
                    return
            self._free += 1
