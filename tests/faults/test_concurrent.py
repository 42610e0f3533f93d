"""Loaders and writers over HTTP at once, and readers meanwhile: the graph of one load after the other, never half a fact."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from graph.settings import Settings
from tests.conftest import KEY
from tests.faults.victims import Load, Victims
from tests.faults.world import World, differing, many, torn, written
from tests.files import SAMPLE, records
from tests.serving import serving

RECORDS = many(300)
# Its facts name each other, so that it is written whole.
TOGETHER = records(SAMPLE)
WITNESSES = ("Norway", "Chad", "Chile", "Cuba")


def witnessed(source: str) -> list[dict[str, Any]]:
    """Facts that all witnesses speak of at once: a reader sees the words of all of them, or of none."""
    return [
        {
            "actor": "Armenia", "relation": "consults", "partner": "Azerbaijan", "since": f"2020-{month:02}",
            "claimant": witness, "said_on": "2021-01-01", "source_title": source,
        }
        for month in range(1, 13)
        for witness in WITNESSES
    ]  # fmt: skip


LOADERS = 4


@pytest.fixture
def api(world: World) -> Iterator[str]:
    with serving(Settings(bilat_home=world.folder, bilat_api_keys=(SecretStr(KEY),))) as address:
        yield address


class Readers:
    """Looks at the graph again and again, in Cypher and over HTTP, and keeps what doesn't fit together."""

    def __init__(self, world: World, api: str) -> None:
        self._world, self._api = world, api
        self._over = threading.Event()
        self.looks, self.found = 0, list[Any]()

    @contextmanager
    def reading(self) -> Iterator[None]:
        with ThreadPoolExecutor(2) as pool:
            done = [pool.submit(self._in_cypher), pool.submit(self._over_http)]
            try:
                yield
            finally:
                self._over.set()
            for one in done:
                one.result()

    def _in_cypher(self) -> None:
        # One query is no snapshot in Neo4j: what didn't fit is a fault where it stays so, when the commit that it met is over.
        with self._world.connect() as store:
            while not self._over.is_set():
                found = torn(store)
                for _ in range(4):
                    if found:
                        time.sleep(0.3)
                        found = [one for one in torn(store) if one in found]
                self.found += found
                self.looks += 1

    def _over_http(self) -> None:
        with httpx2.Client(base_url=self._api, timeout=120) as client:
            while not self._over.is_set():
                page = client.get("/facts", params={"dyad": "ARM-AZE", "limit": 1000}).json()
                self.found += [fact for fact in page["facts"] if len(fact["claims"]) % len(WITNESSES)]
                self.looks += 1


def post(api: str, rows: list[dict[str, Any]]) -> set[tuple[int, int]]:
    """Post records, a few a request, and the sample; the statuses of the answers with how many were rejected."""
    headers = {"Authorization": f"Bearer {KEY}"}
    with httpx2.Client(base_url=api, headers=headers, timeout=120) as client:
        parts = [*(rows[at : at + 7] for at in range(0, len(rows), 7)), TOGETHER]
        answers = [client.post("/facts", json=part) for part in parts]
        return {(answer.status_code, answer.json().get("rejected")) for answer in answers}


def test_four_loaders_and_two_writers_over_http(world: World, victims: Victims, api: str, tmp_path: Path) -> None:
    # Each record is in two of the files, each file in an order of its own.
    files = []
    for number in range(LOADERS):
        own = [row for at, row in enumerate(RECORDS) if at % LOADERS in {number, (number + 1) % LOADERS}]
        files.append(written(tmp_path, f"{number}.jsonl", [*(own[::-1] if number % 2 else own), *TOGETHER]))
    more = [witnessed(f"Source {number}") for number in range(20)]
    wanted = world.clean([*RECORDS, *TOGETHER, *chain(*more)])
    readers = Readers(world, api)
    with readers.reading(), ThreadPoolExecutor(3) as writers:
        posted = [writers.submit(post, api, rows) for rows in (RECORDS[::5], RECORDS[::-5])]
        witness = writers.submit(lambda: [world.load(rows).loaded for rows in more])
        loaded = victims.load(*(Load([file], batch=25) for file in files))
    assert [(one.error, one.summary["rejected"]) for one in loaded] == [(None, 0)] * LOADERS
    assert {answer for one in posted for answer in one.result()} == {(200, 0)}
    assert witness.result() == [len(rows) for rows in more]
    assert differing(world.exported(), wanted) == []
    assert world.faults() == []
    assert readers.looks > 10
    assert readers.found == []
