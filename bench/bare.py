"""The barest loop that writes what a load wrote: rows that are ready, in batches, with nothing decided."""

from __future__ import annotations

import pickle
import shutil
import tempfile
import time
import weakref
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import neo4j

BATCH = 10_000  # as the loader's

Rows = list[dict[str, Any]]


@cache
def text(name: str) -> str:
    """The query of `bench/queries/NAME.cypher`."""
    return (Path(__file__).parent / "queries" / f"{name}.cypher").read_text(encoding="utf-8")


class Content:
    """All that a load wrote, as rows for the queries `write_…`, in the order that they have to run.

    They wait on disk, a file a batch: those of a million records would take all memory.
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="bilat-bench-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._batches: dict[str, list[Path]] = {}
        self._counts: dict[str, int] = {}

    def add(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        """Put down the rows of a kind."""
        batches = self._batches.setdefault(name, [])
        self._counts.setdefault(name, 0)
        left = iter(rows)
        while batch := list(islice(left, BATCH)):
            path = self._folder / f"{name}.{len(batches)}"
            path.write_bytes(pickle.dumps(batch))
            batches.append(path)
            self._counts[name] += len(batch)

    def batches(self) -> Iterator[tuple[str, Rows]]:
        """The name of the query and its rows, a batch at a time."""
        for name, paths in self._batches.items():
            for path in paths:
                yield name, pickle.loads(path.read_bytes())  # noqa: S301 - our own, written above

    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        return dict(self._counts)


class Bare:
    """A driver used as anybody would who writes a loop by hand."""

    def __init__(self, driver: neo4j.Driver) -> None:
        self._driver = driver

    def dump(self) -> Content:
        """What facts, claims, sources and derived edges the graph holds."""
        content = Content()
        for name, query in (
            ("write_sources", "dump_sources"),
            ("write_facts", "dump_facts"),
            ("write_of", "dump_of"),
            ("write_reported_in", "dump_reported_in"),
            ("write_claims", "dump_claims"),
            ("write_edges", "dump_edges"),
            ("write_edges_to_resources", "dump_edges_to_resources"),
        ):
            content.add(name, self._read(query))
        return content

    def write(self, content: Content) -> float:
        """Write it all, a transaction a batch; answers the seconds that the driver and the database took."""
        took = 0.0
        with self._driver.session(database="neo4j") as session:
            for name, rows in content.batches():
                began = time.perf_counter()
                session.execute_write(_run, text(name), rows)
                took += time.perf_counter() - began
        return took

    def wipe(self) -> None:
        """Leave countries and vocabulary only."""
        with self._driver.session(database="neo4j") as session:
            session.run(text("wipe_edges")).consume()
            session.run(text("wipe_facts")).consume()

    def _read(self, name: str) -> Iterator[dict[str, Any]]:
        with self._driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            for row in session.run(text(name)):
                yield row.data()


def _run(transaction: neo4j.ManagedTransaction, query: str, rows: Sequence[dict[str, Any]]) -> None:
    transaction.run(query, rows=rows).consume()
