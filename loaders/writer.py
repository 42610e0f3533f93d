"""Writing batches one after the other while the next one is being made ready.

The database works in a process of its own: while it writes a batch, this one reads, checks, resolves and drafts the next,
and asks what the graph holds of it. One batch is under way at a time, in order, so memory holds two of them and a load
that ends early leaves whole batches.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, NamedTuple, Self

from graph.ahead import Ahead, Kept, Written, look_ahead
from graph.drafting import Draft
from graph.fact_table import NO_FACTS, Table
from graph.journal import Author, settle
from graph.lookup import known_facts
from graph.model import Fact, Statement
from graph.settings import settings
from graph.store import Store
from graph.vocabulary import vocabulary
from graph.writing import write_draft
from loaders.summary import Summary

# The thread that makes the next batch ready gives way this soon when the database has answered the other one: with
# Python's usual 5 ms, thirty answers a batch would wait for longer than the whole batch takes to be read.
_SWITCH_SECONDS = 0.0005


class _UnderWay(NamedTuple):
    """A batch that is being written: how many statements it has; `locked` is the graph's version once it has the lock."""

    written: Future[Written]
    locked: Future[int]
    size: int


class Writer:
    """Writes batches of statements to a store, and counts in `summary` what was new; use it in a `with`.

    What went wrong with a batch is raised by the next call. `by` is who is noted as their author in the journal, by default
    whoever runs this process.
    """

    def __init__(self, store: Store, summary: Summary, by: str | None = None) -> None:
        self._store = store
        self._summary = summary
        self._by = by or settings().writer
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bilat-writer")
        self._interval = sys.getswitchinterval()
        self._under_way: _UnderWay | None = None
        self._last: Written | None = None
        self._kept = Kept()

    def __enter__(self) -> Self:
        self._interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_SECONDS)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.wait()
                if self._last is not None:
                    settle(self._store, self._last.after)
        finally:
            # A batch that is under way is written whole, also where the next one failed.
            self._thread.shutdown(wait=True, cancel_futures=True)
            sys.setswitchinterval(self._interval)

    def write(self, statements: Sequence[Statement], what: str, table: Table = NO_FACTS) -> None:
        """Draft a batch, wait for the one before it, and let it be written."""
        draft = Draft(statements, table)
        ahead = self._look_ahead(draft)
        before = self.wait()
        seen = ahead.after(before) if ahead and before else None
        locked: Future[int] = Future()

        def has_lock(version: int) -> None:
            if not locked.done():  # it is written once more where a passing fault came between
                locked.set_result(version)

        author = Author(self._by, what)
        written = self._thread.submit(write_draft, self._store, draft, author, seen, has_lock)
        self._under_way = _UnderWay(written, locked, len(statements) + len(table))
        if before is not None:
            self._kept.take(before)
            settle(self._store, before.after)

    def _look_ahead(self, draft: Draft) -> Ahead | None:
        """What the graph holds of a batch, read while the one before is being written; None where none is."""
        if self._under_way is None:
            return None
        written, locked, _ = self._under_way
        either: tuple[Future[Any], Future[Any]] = (written, locked)
        wait(either, return_when=FIRST_COMPLETED)
        # One that failed before it had the lock is told of by the next `wait`.
        return look_ahead(self._store, draft, vocabulary(), locked.result(), self._kept) if locked.done() else None

    def known(self, ids: Sequence[str], *, last: bool) -> Mapping[str, Fact]:  # noqa: ARG002 - a graph knows all at any time
        """The facts of these ids that the graph holds, once all batches are written."""
        self.wait()
        return known_facts(self._store, ids)

    def wait(self) -> Written | None:
        """Until everything is written and counted; answers what the batch wrote that was under way."""
        if self._under_way is None:
            return None
        written, _, size = self._under_way
        self._under_way = None
        self._last = written.result()
        claims, facts, _ = self._last.decision.counts
        self._summary.count(size, claims=claims, facts=facts)
        return self._last
