"""The watch: only a query that the database still works at when it is late raises the alarm."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from typing import Any

import pytest

from graph import watching
from graph.errors import DatabaseAwayError, QueryError, TimeLimitError
from graph.watching import Watch


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "GRACE", 0.05)


class Watched:
    """A watch that is late almost at once, what it asked and what it told."""

    def __init__(self, answer: Any) -> None:
        self.asked, self.told = threading.Event(), threading.Event()
        self.answer, self.made = answer, time.time() - 0.01
        self.watch = Watch(0.05, self.running, self.alarm)

    def alarm(self, _: str, began: float) -> None:
        assert self.made <= began <= time.time()
        self.told.set()

    def running(self, marks: Collection[str]) -> Collection[str]:
        self.asked.set()
        if isinstance(self.answer, Exception):
            raise self.answer
        return marks if self.answer else []


@pytest.mark.parametrize(
    ("answer", "alarm"), [(True, True), (False, False), (TimeLimitError("x"), True), (DatabaseAwayError("x"), False)]
)
def test_a_query_that_was_given_up_is_asked_for_when_it_is_late(answer: Any, alarm: bool) -> None:
    watched = Watched(answer)
    with pytest.raises(TimeLimitError), watched.watch.over():
        raise TimeLimitError("given up")
    assert watched.asked.wait(10)
    assert watched.told.wait(10 if alarm else 0.3) is alarm


def test_what_the_database_has_answered_is_not_asked_for() -> None:
    watched = Watched(True)
    with watched.watch.over():
        pass
    with pytest.raises(QueryError), watched.watch.over():
        raise QueryError("wrong")
    assert not watched.asked.wait(0.5)


def test_a_query_that_is_waited_for_is_watched_too() -> None:
    watched = Watched(True)
    with watched.watch.over():
        assert watched.told.wait(10)
