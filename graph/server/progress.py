"""What people see while Neo4j is fetched and started: on stderr, a bar on a terminal, a line a step elsewhere."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

STEPS = 10
"""Lines that a fetch prints where there is no terminal."""


def say(text: str) -> None:
    """One line for people."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


class Fetching:
    """The progress of fetching `jars` files of `size` bytes together; silent unless `shown`."""

    def __init__(self, jars: int, size: int, shown: bool) -> None:
        self.jars, self.size, self.shown = jars, size, shown
        self.arrived = self.taken = 0
        self._lock = threading.Lock()
        self._bar: Progress | None = None

    def __enter__(self) -> Fetching:
        if self.shown and sys.stderr.isatty():
            columns = (
                TextColumn("fetching Neo4j"),
                BarColumn(),
                DownloadColumn(),
                TransferSpeedColumn(),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("fetch", total=self.size)
            self._bar.start()
        elif self.shown:
            say(f"fetching Neo4j: {self.jars} jars, {self.size / 1e6:.0f} MB")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def add_bytes(self, count: int) -> None:
        """Counts bytes that arrived; called by several threads."""
        with self._lock:
            self.arrived += count
            if self._bar is not None:
                self._bar.update(self._task, completed=self.arrived)

    def add_jar(self) -> None:
        """Counts a jar that is in place; called by several threads."""
        with self._lock:
            before, self.taken = self.taken, self.taken + 1
            if self.shown and self._bar is None and before * STEPS // self.jars < self.taken * STEPS // self.jars:
                say(f"fetched {self.taken} of {self.jars} jars ({self.arrived / 1e6:.0f} of {self.size / 1e6:.0f} MB)")

    @contextmanager
    def one(self, _filename: str, _size: int) -> Iterator[Callable[[int], None]]:
        """What jgo calls for each file: a context manager of a function that takes counts of bytes."""
        yield self.add_bytes
