"""The database is killed while it is written to: what was acknowledged is there, and the same work again ends it."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.faults.victims import Kill, Load, Point, Victims, calls_counted
from tests.faults.world import TIMES, Api, World, differing, many, points, told, written
from tests.files import SAMPLE, records

RECORDS = [*many(60), *records(SAMPLE)]
BATCH = 12


@pytest.mark.parametrize("number", range(TIMES))
def test_a_load_outlives_its_database(world: World, victims: Victims, tmp_path: Path, number: int) -> None:
    wanted = world.clean(RECORDS)
    file = written(tmp_path, "records.jsonl", RECORDS)
    (whole,) = victims.load(Load([file], BATCH))
    world.empty()
    point = points("load", whole.calls, number + 1)[number]
    with told(point):
        (outcome,) = victims.load(Load([file], BATCH, Kill(point, (world.pid,))))
        assert (outcome.signal, outcome.error) == (0, None)
        assert world.faults() == []
        assert differing(world.exported(), wanted) == []


def test_a_load_outlives_a_commit_that_nobody_answered(world: World, victims: Victims, tmp_path: Path) -> None:
    wanted = world.clean(RECORDS)
    file = written(tmp_path, "records.jsonl", RECORDS)
    (whole,) = victims.load(Load([file], len(RECORDS)))
    world.empty()
    kill = Kill(Point(whole.calls), (world.pid,), answered=True)
    (outcome,) = victims.load(Load([file], len(RECORDS), kill))
    assert (outcome.signal, outcome.error) == (0, None)
    assert outcome.summary["loaded"] + outcome.summary["unchanged"] == len(RECORDS)
    assert world.faults() == []
    assert differing(world.exported(), wanted) == []


@pytest.mark.parametrize("number", range(2 * TIMES))
def test_what_was_acknowledged_over_http_is_there(world: World, api: Api, number: int) -> None:
    parts = [*(RECORDS[at : at + 8] for at in range(0, 80, 8)), records(SAMPLE)]
    wanted = world.clean(row for part in parts for row in part)
    with calls_counted() as calls:
        for part in parts:
            api.post("/facts", part)
    world.empty()
    point = points("post", calls[0], number + 1)[number]
    with told(point), calls_counted(Kill(point, (world.pid,))):
        api.post_facts(parts)
        world.server.up(progress=False)
        assert world.faults() == []
        assert differing(world.exported(), wanted) == []


@pytest.mark.parametrize("number", range(TIMES))
def test_a_retraction_is_whole_or_not_at_all(world: World, api: Api, number: int) -> None:
    world.load(RECORDS)
    with world.connect() as store:
        source = max(store.read("read/sources", after="", limit=100), key=lambda row: int(row["facts"]))["id"]
    body = {"source": source, "reason": "withdrawn", "on": "2025-01-01"}
    with calls_counted() as calls:
        taken = api.post("/retractions", body)["retracted"]
    wanted = world.exported()
    world.empty()
    world.load(RECORDS)
    point = points("retraction", calls[0], number + 1)[number]
    with told(point):
        with calls_counted(Kill(point, (world.pid,))):
            done = api.post("/retractions", body)
            assert done["retracted"] + done["already_retracted"] == taken
        world.server.up(progress=False)
        assert world.faults() == []
        assert differing(world.exported(), wanted) == []


def damage(world: World) -> None:
    """Make what is derived wrong: statuses, edges that are gone, an edge too many."""
    with world.connect() as store:
        store.command("MATCH (f:Fact) WHERE f.id < 'f8' SET f.status = 'denied', f.claims = 0")
        store.command("MATCH (:Actor)-[e]->() WHERE e.facts IS NOT NULL AND e.id < 'e8' DELETE e")
        store.command(
            "MATCH (a:Country {id: 'NOR'}), (b:Country {id: 'ISL'}) CREATE (a)-[:AIDS {id: 'e0', facts: 1}]->(b)"
        )


@pytest.mark.parametrize("number", range(TIMES))
@pytest.mark.parametrize("whom", ["rebuild", "database"])
def test_a_rebuild_that_was_killed_is_run_again(world: World, victims: Victims, whom: str, number: int) -> None:
    world.load(RECORDS)
    wanted = world.exported()
    damage(world)
    (whole,) = victims.load(Load([], BATCH))
    assert whole.summary["removed"] == 1
    point = points(f"rebuild {whom}", whole.calls, number + 1)[number]
    with told(point):
        damage(world)
        victims.load(Load([], BATCH, Kill(point, (0 if whom == "rebuild" else world.pid,))))
        world.server.up(progress=False)
        (again,) = victims.load(Load([], BATCH))
        assert again.error is None
        assert world.faults() == []
        assert differing(world.exported(), wanted) == []


@pytest.mark.parametrize("number", range(TIMES))
def test_loader_and_database_at_once(world: World, victims: Victims, tmp_path: Path, number: int) -> None:
    wanted = world.clean(RECORDS)
    file = written(tmp_path, "records.jsonl", RECORDS)
    (whole,) = victims.load(Load([file], BATCH))
    world.empty()
    point = points("both", whole.calls, number + 1)[number]
    with told(point):
        (outcome,) = victims.load(Load([file], BATCH, Kill(point, (world.pid, 0))))
        assert outcome.signal == signal.SIGKILL or point.after
        world.server.up(progress=False)
        assert world.faults() == []
        (again,) = victims.load(Load([file], BATCH))
        assert (again.error, again.summary["rejected"]) == (None, 0)
        assert differing(world.exported(), wanted) == []
