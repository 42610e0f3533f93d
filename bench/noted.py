"""What is noted of a soak, and the verdict on it: answers that went wrong, words that were lost, memory that grew."""

from __future__ import annotations

import statistics
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

# So long after a kill the database may still be away: the keeper starts it again, and it recovers what was written.
KILL_SECONDS = 90.0
# Memory is compared when all has been done often: the second half's first part with its last.
_SETTLED, _PART = 0.5, 0.3
# What garbage that waits for its collection makes memory differ by, MiB and share.
_SLACK, _SHARE = 48.0, 0.10


@dataclass(slots=True)
class Memory:
    """What processes held at moments of a soak: seconds since it began, MiB."""

    seen: list[tuple[float, float]] = field(default_factory=list)

    def parts(self, seconds: float) -> tuple[float, float] | None:
        """The medians of an early and of the last part of the second half; None where nothing was seen of either.

        >>> Memory([(float(at), 100.0 + at) for at in range(100)]).parts(100)
        (157.0, 192.0)
        """
        half = seconds * (1 - _SETTLED)
        early = [mib for at, mib in self.seen if 0 <= at - seconds * _SETTLED < half * _PART]
        late = [mib for at, mib in self.seen if at >= seconds - half * _PART]
        return (statistics.median(early), statistics.median(late)) if early and late else None

    def grew(self, seconds: float) -> bool:
        """Whether it holds more in the end than it did when everything had been done often."""
        parts = self.parts(seconds)
        return parts is None or parts[1] > parts[0] * (1 + _SHARE) + _SLACK


class Noted:
    """All that a soak notes; its threads note at once."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.answers: Counter[tuple[str, int]] = Counter()
        self.memory: dict[str, Memory] = defaultdict(Memory)
        self.kills: list[float] = []
        self.cuts = 0
        self.faults: list[str] = []
        self._lock = threading.Lock()

    @property
    def now(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self.began

    def fault(self, what: str) -> None:
        """Something that may not happen."""
        with self._lock:
            self.faults.append(f"after {self.now:.0f} s: {what}"[:500])

    def answered(self, kind: str, status: int, began: float, ended: float, text: str = "") -> None:
        """An answer, from when to when it was waited for. A 503 is no fault where the database was killed just before."""
        with self._lock:
            self.answers[kind, status] += 1
            if status == 200:
                self.seconds[kind].append(ended - began)
        if status != 200 and not (status == 503 and self.announced(began, ended)):
            self.fault(f"{kind}: {status} {text[:200]}")

    def cut(self, kind: str, began: float, ended: float) -> None:
        """An answer that broke off: one that has begun can't be a 503 any more where the database is killed under it."""
        if not self.announced(began, ended):
            self.fault(f"{kind}: the answer broke off")
            return
        with self._lock:
            self.cuts += 1

    def announced(self, began: float, ended: float) -> bool:
        """Whether something that went on from `began` to `ended` met a kill of the database, or the time after it."""
        return any(began <= kill + KILL_SECONDS and ended >= kill for kill in self.kills)

    def growing(self, seconds: float) -> list[str]:
        """The names of what holds more memory in the end."""
        return [name for name, memory in self.memory.items() if memory.grew(seconds)]


def table(noted: Noted, seconds: float) -> str:
    """What was noted in `seconds`, as Markdown."""
    return "\n".join([*_latencies(noted), "", *_memory(noted, seconds), "", _killed(noted)])


def _latencies(noted: Noted) -> Iterator[str]:
    yield "| kind | answers | p50 ms | p95 ms | p99 ms |"
    yield "| --- | --- | --- | --- | --- |"
    for kind in sorted({kind for kind, _ in noted.answers}):
        counts = ", ".join(
            f"{count:,} × {status}" for (of, status), count in sorted(noted.answers.items()) if of == kind
        )
        marks = " | ".join(f"{cut * 1000:,.0f}" for cut in percentiles(noted.seconds[kind]))
        yield f"| {kind} | {counts} | {marks} |"


def percentiles(seconds: Sequence[float]) -> tuple[float, float, float]:
    """The 50th, 95th and 99th.

    >>> percentiles([float(n) for n in range(101)])
    (50.0, 95.0, 99.0)
    >>> percentiles([2.0])
    (2.0, 2.0, 2.0)
    """
    if len(seconds) < 2:
        only = seconds[0] if seconds else float("nan")
        return only, only, only
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]


def _memory(noted: Noted, seconds: float) -> Iterator[str]:
    yield "| memory (median), MiB | when all had been done often | at the end | most |"
    yield "| --- | --- | --- | --- |"
    for name, memory in sorted(noted.memory.items()):
        early, late = memory.parts(seconds) or (float("nan"), float("nan"))
        yield f"| {name} | {early:,.0f} | {late:,.0f} | {max(mib for _, mib in memory.seen):,.0f} |"


def _killed(noted: Noted) -> str:
    away = sum(count for (_, status), count in noted.answers.items() if status == 503)
    met = f"{away:,} answers met that with a 503 and Retry-After, {noted.cuts:,} broke off."
    return f"The database was killed {len(noted.kills)} times; {met}"
