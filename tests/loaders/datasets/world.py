"""The graph of the real datasets: each folder of `shared/data` loaded twice, and what stands in the graph of a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from graph.store import Store
from loaders.pipeline import load_files
from loaders.summary import Summary
from tests.files import records, shared

# What a folder has beside its data.
TEXTS = frozenset({"PROVENANCE.md", "INDEX.md"})

# Every claim between two sides on facts of one relation, with all that its fact is linked with.
_CLAIMS = """
MATCH (f:Fact {relation: $relation, modality: $modality})-[:ACTOR]->(:Actor {id: $actor})
WHERE $recipient IS NULL OR EXISTS { (f)-[:RECIPIENT]->(:Actor {id: $recipient}) }
MATCH (by)-[c]->(f) WHERE c.source STARTS WITH $source
RETURN properties(f) AS fact, properties(c) AS claim, by.id AS by, type(c) AS stance,
       [(f)-[:OF]->(r) | r.id][0] AS resource, [(f)-[:PART_OF]->(e) | properties(e)] AS events,
       [(f)-[:REGARDING]->(a) | a.id] AS regarding
"""


class Loaded(NamedTuple):
    """What loading one file said: the first time, the second time, and what was rejected."""

    first: Summary
    second: Summary
    rejects: list[dict[str, Any]]


@dataclass
class World:
    """One graph that the real datasets are loaded into, a folder when it is first asked for."""

    store: Store
    scratch: Path
    _loaded: dict[str, dict[str, Loaded]] = field(default_factory=dict)

    def load(self, folder: str) -> Mapping[str, Loaded]:
        """Load every file of a folder of `shared/data` twice; by the file's name, or that of a folder of many small files."""
        if folder not in self._loaded:
            entries = sorted(path for path in shared("data", folder).iterdir() if path.name not in TEXTS)
            self._loaded[folder] = {path.name: self._twice(path) for path in entries}
        return self._loaded[folder]

    def _twice(self, path: Path) -> Loaded:
        files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        rejects = self.scratch / "rejects.jsonl"
        rejects.unlink(missing_ok=True)
        first = load_files(self.store, files, rejects=rejects)
        rejected = records(rejects) if rejects.exists() else []
        return Loaded(first, load_files(self.store, files, rejects=rejects), rejected)


@dataclass(frozen=True)
class Spot:
    """A claim that a row of a file has to make, as somebody read the raw row.

    `row`: where it stands ("MIDB 5.0.csv, line 12"), for whoever checks. `expected`: properties of the claim, or of its
    fact where the claim has none of that name, and `by`, `stance`, `resource`, `event` (id), `event_name`, `event_kind`,
    `regarding`. None means that there is nothing.
    """

    row: str
    actor: str
    relation: str
    recipient: str | None
    source: str
    modality: str
    expected: Mapping[str, object]

    def __str__(self) -> str:
        return f"{self.row}: {self.actor} {self.relation} {self.recipient}"

    def check(self, store: Store) -> None:
        """Fail, showing the nearest claims, unless the graph holds it."""
        asked = {name: getattr(self, name) for name in ("actor", "relation", "recipient", "source", "modality")}
        with store.answer(_CLAIMS, asked, 60, 1000) as rows:
            told = [_told(dict(row)) for row in rows]
        wrong = sorted((self._differences(claim) for claim in told), key=len)
        assert wrong, f"{self}: the graph holds no claim of {self.source} on such a fact ({self.modality})"
        assert not wrong[0], f"{self}: of {len(wrong)} claims the nearest differs in (expected, found) {wrong[0]}"

    def _differences(self, told: Mapping[str, object]) -> dict[str, tuple[object, object]]:
        return {
            name: (value, told.get(name)) for name, value in self.expected.items() if not _same(value, told.get(name))
        }


def spot(
    row: str,
    actor: str,
    relation: str,
    recipient: str | None,
    *,
    source: str,
    modality: str = "actual",
    **expected: object,
) -> Spot:
    """A spot check; see `Spot`. A symmetric relation's actor is the alphabetically first."""
    return Spot(row, actor, relation, recipient, source, modality, expected)


def _told(row: Mapping[str, Any]) -> dict[str, object]:
    event = (row["events"] or [{}])[0]
    links: dict[str, object] = {
        "by": row["by"],
        "stance": row["stance"].lower(),
        "resource": row["resource"],
        "event": event.get("id"),
        "event_name": event.get("name"),
        "event_kind": event.get("kind"),
        "regarding": (row["regarding"] or [None])[0],
    }
    # A fact shows numbers of all its claims, so only what a claim can't carry is read from it.
    fact: dict[str, object] = {
        name: row["fact"].get(name) for name in ("since", "key", "name", "dyad", "dimension", "undated")
    }
    claim: dict[str, object] = row["claim"]
    return fact | claim | links


def _same(expected: object, found: object) -> bool:
    if isinstance(expected, float) and isinstance(found, int | float):
        return abs(expected - found) <= 1e-9 * max(1.0, abs(expected))
    return expected == found
