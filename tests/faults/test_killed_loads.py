"""A load that is killed at any point leaves whole batches, and the same load again gives the graph of one load."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.faults.victims import Kill, Load, Victims
from tests.faults.world import TIMES, World, differing, many, points, told, written
from tests.files import SAMPLE, records

# The sample has facts that name each other, also of later lines.
RECORDS = [*many(100), *records(SAMPLE)]
BATCH = 12


def test_killed_at_any_point_and_loaded_again(world: World, victims: Victims, tmp_path: Path) -> None:
    wanted = world.clean(RECORDS)
    file = written(tmp_path, "records.jsonl", RECORDS)
    (whole,) = victims.load(Load([file], BATCH))
    assert whole.summary["loaded"] == len(RECORDS)
    for point in points("load", whole.calls, 20 * TIMES):
        with told(point):
            world.empty()
            (killed,) = victims.load(Load([file], BATCH, Kill(point)))
            # The last calls may be answered before the kill comes, where it is to come after them.
            assert killed.signal == signal.SIGKILL or point.after
            assert world.faults() == []
            (again,) = victims.load(Load([file], BATCH))
            assert (again.error, again.summary["rejected"]) == (None, 0)
            assert differing(world.exported(), wanted) == []


def test_killed_again_and_again_it_gets_on(world: World, victims: Victims, tmp_path: Path) -> None:
    wanted = world.clean(RECORDS)
    file = written(tmp_path, "records.jsonl", RECORDS)
    there: list[int] = []
    for point in points("again and again", 40, 5 * TIMES):
        with told(point):
            victims.load(Load([file], BATCH, Kill(point)))
            with world.connect() as store:
                there.append(store.read("read/totals")[0]["claims"])
    assert there == sorted(there)
    (last,) = victims.load(Load([file], BATCH))
    assert last.summary["unchanged"] >= there[-1]
    assert differing(world.exported(), wanted) == []
