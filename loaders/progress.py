"""How far a long work is: a bar with rate and time left on a terminal, a line a step where there is none."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

_STEP_SECONDS = 5.0

Advance = Callable[[int], None]


def silent(_: int) -> None:
    """Progress that nobody watches."""


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Advance]:
    """Yields a function that is told how many more are done; writes to stderr."""
    console = Console(stderr=True)
    if not console.is_terminal:
        with _steps(what) as advance:
            yield advance
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)


def step(what: str) -> None:
    """Tell that the next step of a long work begins, on stderr."""
    Console(stderr=True).print(f"bilat: {what} …", highlight=False)


class _Rate(TextColumn):
    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: object) -> object:  # type: ignore[override]
        from rich.text import Text  # noqa: PLC0415 - the column's own type

        speed = getattr(task, "speed", None)
        return Text(f"{speed:,.0f}/s" if speed else "")


@contextmanager
def _steps(what: str) -> Iterator[Advance]:
    began = told = time.monotonic()
    count = 0

    def advance(done: int) -> None:
        nonlocal count, told
        count += done
        now = time.monotonic()
        if now - told >= _STEP_SECONDS:
            told = now
            print(f"{what}: {count:,} done, {count / (now - began):,.0f}/s", file=sys.stderr, flush=True)  # noqa: T201

    yield advance
