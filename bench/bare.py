"""The barest loop that writes what a load wrote: rows that are ready, in batches, with nothing decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import neo4j

BATCH = 2_000  # as the loader's

Rows = list[dict[str, Any]]


@cache
def text(name: str) -> str:
    """The query of `bench/queries/NAME.cypher`."""
    return (Path(__file__).parent / "queries" / f"{name}.cypher").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Content:
    """All that a load wrote, as rows for the queries `write_…`, in the order that they have to run."""

    rows: dict[str, Rows]

    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        return {name: len(rows) for name, rows in self.rows.items()}


class Bare:
    """A driver used as anybody would who writes a loop by hand."""

    def __init__(self, driver: neo4j.Driver) -> None:
        self._driver = driver

    def dump(self) -> Content:
        """What facts, claims, sources and derived edges the graph holds."""
        facts, sources = self._read("dump_facts"), self._read("dump_sources")
        edges = self._read("dump_edges")
        return Content(
            {
                "write_sources": [{"properties": source["properties"]} for source in sources],
                "write_facts": facts,
                "write_of": [
                    {"fact": fact["properties"]["id"], "resource": fact["resource"]}
                    for fact in facts
                    if fact["resource"]
                ],
                "write_reported_in": [
                    {"fact": fact, "source": source["properties"]["id"]}
                    for source in sources
                    for fact in source["facts"]
                ],
                "write_claims": self._read("dump_claims"),
                "write_edges": [edge for edge in edges if not edge["to_resource"]],
                "write_edges_to_resources": [edge for edge in edges if edge["to_resource"]],
            }
        )

    def write(self, content: Content) -> None:
        """Write it all, a transaction a batch."""
        with self._driver.session(database="neo4j") as session:
            for name, rows in content.rows.items():
                for start in range(0, len(rows), BATCH):
                    session.execute_write(_run, text(name), rows[start : start + BATCH])

    def wipe(self) -> None:
        """Leave countries and vocabulary only."""
        with self._driver.session(database="neo4j") as session:
            session.run(text("wipe_edges")).consume()
            session.run(text("wipe_facts")).consume()

    def _read(self, name: str) -> Rows:
        with self._driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            return [row.data() for row in session.run(text(name))]


def _run(transaction: neo4j.ManagedTransaction, query: str, rows: Sequence[dict[str, Any]]) -> None:
    transaction.run(query, rows=rows).consume()
