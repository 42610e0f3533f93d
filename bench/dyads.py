"""A dyad's answer in a small graph and in a large one: it should cost what the dyad holds."""

from __future__ import annotations

from itertools import chain

from bench.asking import AnswerError
from bench.loading import load_in_bulk
from bench.measure import Ratio, seconds
from bench.records import dyad_records, records
from bench.world import World
from graph.dyad import dyad_answer
from graph.naming import pair_named
from graph.reading import FactFilter

ONE, OTHER = "FJI", "TCD"
HELD = 20


def measure(found: World, small: int, large: int, rounds: int) -> Ratio:
    """The same dyad of the same size, asked in a graph of `small` and of `large` records.

    The small graph is asked before and after the large one, so that a server that becomes quicker with every question
    favours neither.
    """
    store = found.store
    pair = pair_named(store, ONE, OTHER)

    def ask() -> None:
        held = dyad_answer(store, pair, FactFilter())["counts"]["facts"]
        if held != HELD:
            raise AnswerError(f"The dyad has {held} facts, not {HELD}.")

    def asked(times: int) -> list[float]:
        for _ in range(200):
            ask()
        return [seconds(ask) for _ in range(times)]

    _fill(found, small)
    asked(100)
    before = asked(rounds * 50)
    _fill(found, large)
    among_large = asked(rounds * 100)
    _fill(found, small)
    return Ratio(
        name=f"A dyad of {HELD} facts",
        ours_name=f"among {large:,}",
        theirs_name=f"among {small:,}",
        ours=among_large,
        theirs=[*before, *asked(rounds * 50)],
        aim="about 1",
    )


def _fill(found: World, size: int) -> None:
    """A graph of `size` records, HELD of them on the dyad that is asked."""
    found.empty()
    others = records(size - HELD, seed=size, without=frozenset((ONE, OTHER)))
    load_in_bulk(found, chain(dyad_records(ONE, OTHER, HELD), others))
