"""Loading over Bolt, against the barest loop that writes the same nodes and relationships."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bench.bare import Bare
from bench.measure import Ratio, seconds
from bench.records import records
from graph.store import Store
from loaders.formats import Row
from loaders.pipeline import load_rows

_WARM_SEED, _WARM_COUNT = 99, 500


class RejectedError(Exception):
    """A made-up record that the loader doesn't take: then both sides would not write the same."""


def load(store: Store, made: Iterable[Mapping[str, Any]]) -> None:
    """Load records through the pipeline. Raises RejectedError for the first that it doesn't take."""
    rows = [Row(number, dict(record)) for number, record in enumerate(made, start=1)]

    def refuse(reject: dict[str, Any]) -> None:
        raise RejectedError(f"record {reject['line']}: {reject['reason']}")

    load_rows(store, {"bench": lambda: rows}, refuse)


def measure(store: Store, bare: Bare, count: int, rounds: int) -> Ratio:
    """Both sides in turn, each beginning with a graph of countries and vocabulary only."""
    made = list(records(count))
    bare.wipe()
    load(store, records(_WARM_COUNT, _WARM_SEED))
    warm = bare.dump()
    bare.wipe()
    bare.write(warm)
    ours, theirs = [], []
    for _ in range(rounds):
        bare.wipe()
        ours.append(seconds(lambda: load(store, made)))
        content = bare.dump()
        bare.wipe()
        theirs.append(seconds(lambda: bare.write(content)))  # noqa: B023 - called at once
    return Ratio(
        name=f"Load {count:,} records",
        ours_name="loader",
        theirs_name="bare loop",
        ours=ours,
        theirs=theirs,
        work=count,
        aim="0.8 or more",
    )
