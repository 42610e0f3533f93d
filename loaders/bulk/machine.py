"""All cores of this machine: pieces and buckets are worked on in processes of their own."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from types import TracebackType
from typing import Self, TypeVar

from loaders.bulk.taking import Reject, take_rows
from loaders.bulk.work import Work
from loaders.collecting import look_seldom
from loaders.progress import Advance
from loaders.rows import Row
from loaders.summary import Summary

In = TypeVar("In")
Out = TypeVar("Out")


class Machine:
    """Maps over items on all cores, in order, with few items ahead so that memory stays flat; use it in a `with`.

    Starting the processes takes a second or two: a single item is done at once, in this process.
    """

    def __init__(self, cores: int | None = None) -> None:
        self._cores = cores or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def take(
        self,
        work: Work,
        files: Mapping[str, Callable[[], Iterable[Row]]],
        asked: str | None,
        summary: Summary,
        on_reject: Reject,
        advance: Advance,
    ) -> None:
        """Put down the statements of files."""
        take_rows(work, files, summary, on_reject, advance, self, asked=asked)

    def __call__(self, work: Callable[[In], Out], items: Iterable[In], /) -> Iterator[Out]:
        """The result of `work` for each item."""
        left = iter(items)
        first = list(islice(left, 2))
        if self._cores < 2 or len(first) < 2:
            yield from map(work, chain(first, left))
            return
        if self._pool is None:
            # Not forked: threads of the driver may hold locks, which a forked process would wait for without end.
            self._pool = ProcessPoolExecutor(self._cores, get_context("spawn"), look_seldom)
        under_way: deque[Future[Out]] = deque()
        for item in chain(first, left):
            under_way.append(self._pool.submit(work, item))
            if len(under_way) > self._cores:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
