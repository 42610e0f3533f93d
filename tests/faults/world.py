"""A Neo4j of these tests' own, which they may kill, and what is asked of its graph afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import signal
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil
from fastapi.testclient import TestClient

from api.exports import EXPORTS
from bench.records import records
from graph.carrying import carried
from graph.reading import FactFilter
from graph.schema import prepare
from graph.server import ManagedServer
from graph.server.home import read_json
from graph.server.mending import newest_log
from graph.settings import Settings
from graph.store import LOAD_PATIENCE, Bounds, Store
from graph.verifying import Difference, verify
from loaders.formats import Row
from loaders.pipeline import load_rows
from loaders.summary import Summary
from tests.conftest import wipe
from tests.faults.victims import Point
from tests.files import ARTIFACTS

SEED = int(os.environ.get("BILAT_FAULTS_SEED", "11"))
"""What every point of a kill is drawn with; `make soak` takes another each time, and says which."""
TIMES = int(os.environ.get("BILAT_FAULTS_TIMES", "1"))
"""How many times as many points as the suite has time for."""

# When something was written differs between two graphs of the same records, and is all that may.
_WRITTEN = re.compile(rb'"(recorded|retracted)_at":"[^"]*"')

# A fact and its claims, and an edge and its facts, have to be of one time: what is told here is what doesn't fit.
_TORN = """
CALL () {
  MATCH (f:Fact)
  OPTIONAL MATCH (f)<-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]-(:Actor)
  WITH f, f.claims AS said, count(c) AS held, f.status AS status
  WHERE said IS NULL OR said <> held OR held = 0 OR status IS NULL
  RETURN f.id AS id, 'claims' AS what, said, held
  UNION
  MATCH (f:Fact) WHERE f.draws AND f.edge IS NOT NULL
  WITH f.edge AS edge, count(f) AS held
  OPTIONAL MATCH (:Actor)-[e]->(:Actor) WHERE e.id = edge
  WITH edge, held, e.facts AS said
  WHERE said IS NULL OR said <> held
  RETURN edge AS id, 'edge' AS what, said, held
}
RETURN id, what, said, held LIMIT 10
"""


class World:
    """A managed Neo4j under `folder`, and its graph."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = ManagedServer(folder, ARTIFACTS)
        self.settings = Settings(bilat_home=folder)

    def connect(self, patience: float = LOAD_PATIENCE) -> Store:
        return Store.connect(self.settings, patience)

    @property
    def pid(self) -> int:
        """The process of the database."""
        state = read_json(self.server.home.server_state)
        assert state is not None
        return int(state["pid"])

    def kill(self) -> None:
        """The database is gone from one instant to the next."""
        os.kill(self.pid, signal.SIGKILL)

    def fill_disk(self, after: int) -> None:
        """Let no file of the database grow to more than its log has by now and `after` bytes: what is over that isn't written.

        It ends with the process. A write that meets it fails half way, as it does where a disk is full, and needs no disk.
        """
        log = newest_log(self.server.home)
        assert log is not None
        server = psutil.Process(self.pid)
        _, most = server.rlimit(psutil.RLIMIT_FSIZE)
        server.rlimit(psutil.RLIMIT_FSIZE, (log.stat().st_size + after, most))

    def empty(self) -> None:
        with self.connect() as store:
            prepare(store)
            wipe(store)

    def load(self, rows: Iterable[Mapping[str, Any]]) -> Summary:
        """Load records; none may be rejected."""
        rejected: list[dict[str, Any]] = []
        made = [Row(number, dict(row)) for number, row in enumerate(rows, start=1)]
        with self.connect() as store:
            summary = load_rows(store, {"test": lambda: made}, rejected.append)
        assert not rejected, rejected
        return summary

    def exported(self) -> dict[str, bytes]:
        """All of the graph that doesn't depend on when it was written."""
        with self.connect() as store:
            found = {form: b"".join(EXPORTS[form].write(store, FactFilter())) for form in ("jsonld", "graphml", "csv")}
            lines = b"".join(list(carried(store))[:-1])
        return {form: _WRITTEN.sub(b"", text) for form, text in (found | {"all": lines}).items()}

    def clean(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
        """What the graph is after one load of these records that nothing disturbs; it is left empty."""
        self.empty()
        self.load(rows)
        found = self.exported()
        self.empty()
        return found

    def faults(self) -> list[Difference]:
        """What `bilat verify` finds: what doesn't fit its journal and its rules."""
        found: list[Difference] = []
        with self.connect() as store:
            verify(store, found.append)
        return found


class Api:
    """A client that does as it is told: where the database is away, it asks again after the time that the answer names."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self.away = 0

    def post(self, path: str, body: Any) -> dict[str, Any]:
        while True:
            answer = self._client.post(path, json=body)
            if answer.status_code == 200:
                told: dict[str, Any] = answer.json()
                return told
            assert answer.status_code == 503, answer.text
            self.away += 1
            time.sleep(min(int(answer.headers["Retry-After"]), 5))

    def post_facts(self, parts: Sequence[Sequence[Mapping[str, Any]]]) -> None:
        """Post records part by part. After each time that the database was away, what it had said yes to stands already."""
        for at, part in enumerate(parts):
            before = self.away
            assert self.post("/facts", part)["rejected"] == 0
            if self.away > before:
                again = [self.post("/facts", earlier) for earlier in parts[: at + 1]]
                assert [one["loaded"] for one in again] == [0] * len(again)


def torn(store: Store) -> list[dict[str, Any]]:
    """Facts whose claims, and edges whose facts, are not those that they tell of, in one look at the graph."""
    with store.reading(_TORN, {}, Bounds(60)) as reading:
        return [
            dict(zip(("id", "what", "said", "held"), row, strict=True))
            for batch in reading.batches()
            for row in batch.rows()
        ]


def many(count: int) -> list[dict[str, Any]]:
    """Records of which facts, sources, actors and edges are shared by many."""
    made = list(records(count, seed=3, without=frozenset({"PRK", "RUS"})))
    # A second claimant on every third fact, far from the first: batches then change facts of earlier ones.
    again = [record | {"claimant": "Norway", "stance": "confirms", "said_on": "2025-06-01"} for record in made[::3]]
    return [*made, *again]


def written(folder: Path, name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """The path of a file of these records."""
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def points(what: str, calls: int, count: int) -> list[Point]:
    """Points of a piece of work that makes so many calls, the same for one seed; a third of them at the very call."""
    chance = random.Random(f"{SEED} {what}")
    return [Point(chance.randint(1, calls), chance.choice((0.0, 0.001, 0.004)) * chance.random()) for _ in range(count)]


@contextlib.contextmanager
def told(what: object) -> Iterator[None]:
    """Where a failure was, in words that make it happen again."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"{what}, with BILAT_FAULTS_SEED={SEED}")
        raise


def differing(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> list[tuple[str, ...]]:
    """The first lines in which two graphs differ, of each form; none where they are the same graph."""
    told = list[tuple[str, ...]]()
    for form in wanted:
        ours, theirs = set(found[form].splitlines()), set(wanted[form].splitlines())
        if found[form] != wanted[form]:
            only, missing = sorted(ours - theirs)[:1], sorted(theirs - ours)[:1]
            told.append((form, *(b"".join(one).decode("utf-8", "replace") for one in (only, missing))))
    return told
