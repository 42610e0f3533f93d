"""Two sides measured in turn, and what is told of them: medians and their ratio."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Ratio:
    """One measurement: the seconds that each round of both sides took.

    `work` is how many rows or records a round does: with it a side is told as a rate, and the ratio is that of the rates
    (more is better); without it sides are told in milliseconds, and the ratio is that of the times (less is better).
    `aim` is what DESIGN section 9 asks for.
    """

    name: str
    ours_name: str
    theirs_name: str
    ours: Sequence[float]
    theirs: Sequence[float]
    aim: str
    work: int | None = None

    @property
    def ratio(self) -> float:
        """Our median over theirs, as rates or as times.

        >>> Ratio("", "", "", [2.0, 2.0, 9.0], [1.0, 1.0, 1.0], "").ratio
        2.0
        >>> Ratio("", "", "", [2.0], [1.0], "", work=100).ratio
        0.5
        """
        times = median(self.ours) / median(self.theirs)
        return times if self.work is None else 1 / times

    def told(self) -> tuple[str, str, str, str, str]:
        """The cells of its row: name, our side, the other side, ratio, aim."""
        ours, theirs = (self._side(side) for side in (self.ours, self.theirs))
        return (self.name, f"{self.ours_name}: {ours}", f"{self.theirs_name}: {theirs}", f"{self.ratio:.2f}", self.aim)

    def _side(self, rounds: Sequence[float]) -> str:
        if self.work is None:
            return f"{median(rounds) * 1000:,.1f} ms"
        return f"{self.work / median(rounds):,.0f}/s"


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(
    rounds: int, ours: Callable[[], object], theirs: Callable[[], object], *, warm: int = 1
) -> tuple[list[float], list[float]]:
    """The seconds of both sides, a round of the one after a round of the other, so that what else the machine does
    meets both alike; `warm` rounds of each go before and aren't counted."""
    for _ in range(warm):
        ours()
        theirs()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        taken[0].append(seconds(ours))
        taken[1].append(seconds(theirs))
    return taken
