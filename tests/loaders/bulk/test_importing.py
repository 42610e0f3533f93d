"""A bulk load makes the graph of an online load, to the last property, and never touches a graph that isn't empty."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from api.exports import EXPORTS
from graph.errors import DatabaseAwayError, ServerError, UnusableError
from graph.reading import FactFilter
from graph.schema import prepare
from graph.server import ManagedServer
from graph.settings import Settings
from graph.store import LOAD_PATIENCE, Store
from graph.verifying import verify
from loaders.bulk import importing
from loaders.pipeline import load_files
from loaders.summary import Summary
from tests.files import ARTIFACTS, SAMPLE, records
from tests.graph.test_drawing import made_up

_BASE = {"source_id": "s:1", "source_title": "T", "source_publisher": "A paper", "claimant": "Japan"}
# What a column, a quote or a line end could break.
_TEXTS = ('He said "no", twice', "two\nlines", "back\\slash; and ;", "朝鲜, «voilà»", "'x' \t tab", "trailing\\")
AWKWARD: list[dict[str, Any]] = [
    *({"actor": "Iran", "relation": "aids", "partner": "Russia", "since": f"{2000 + n}", "quote": text, "note": text, **_BASE}
      for n, text in enumerate(_TEXTS)),
    {"actor": "Hamas", "actor_kind": "organisation", "relation": "threatens", "partner": "Israel", "since": "2020", **_BASE},
    {"actor": "Iran", "relation": "aids", "partner": "Hamas", "partner_kind": "organisation", "since": "2021", **_BASE,
     "claimant": "Jane Roe", "claimant_kind": "person", "claimant_of": "Japan", "confidence": 1},
    {"actor": "China", "relation": "party_to", "event": "war:1", "event_name": "A war", "event_kind": "war", "since": "1950",
     **_BASE},
    {"actor": "Russia", "relation": "supplies", "partner": "Iran", "resource": "oil", "quantity": 0.1, "unit": "tonnes",
     "since": "2020", "place": "Bandar Abbas, Iran", "ref": "one", **_BASE},
    {"actor": "Iran", "relation": "supplies", "partner": "Russia", "resource": "oil", "quantity": 7, "unit": "tonnes",
     "since": "2020", "place": "Baku", "regarding": "Ukraine", "in_return_for": "later", **_BASE},
    {"actor": "Iran", "relation": "supports", "partner": "Russia", "key": "k:1", "since": "2020-05", "ref": "later", **_BASE},
    {"about": "one", "stance": "doubts", "aspect": "quantity", "quantity_low": 1, "quantity_high": 2.5, "unit": "tonnes", **_BASE,
     "source_title": "S"},
    {"actor": "Atlantis", "relation": "aids", "partner": "Russia", **_BASE},
    {"about": "nobody", "stance": "denies", **_BASE},
]  # fmt: skip


@pytest.fixture(scope="module")
def own(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManagedServer]:
    """A server of these tests alone: they stop it, and the session's would be missed."""
    server = ManagedServer(tmp_path_factory.mktemp("bulk"), ARTIFACTS)
    server.up()
    with connect(server)(LOAD_PATIENCE) as opened:
        prepare(opened)
    yield server
    server.down()


def connect(server: ManagedServer) -> Callable[[float], Store]:
    return lambda patience: Store.connect(Settings(bilat_home=server.home.root), patience)


def emptied(server: ManagedServer) -> None:
    with connect(server)(LOAD_PATIENCE) as store:
        for text in (
            "MATCH (n) WHERE n:Fact OR n:Source OR n:Event OR n:Place OR n:Person OR n:Write OR n:Earlier DETACH DELETE n",
            "MATCH (o:Organisation) WHERE o.known IS NULL DETACH DELETE o",
            "MATCH (:Actor)-[e]->() WHERE e.facts IS NOT NULL DELETE e",
            "MATCH (g:Graph) REMOVE g.writes, g.head, g.written_at",
        ):
            store.command(text)


@pytest.fixture
def bulk(own: ManagedServer, tmp_path: Path) -> Callable[..., Summary]:
    """Loads files in bulk into the emptied graph of the own server."""
    emptied(own)

    def take(*paths: Path, **options: Any) -> Summary:
        rejects = tmp_path / "bulk.rejects.jsonl"
        return importing.load_bulk(own, connect(own), paths, rejects=rejects, **options)

    return take


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    return path


def whole_graph(server: ManagedServer) -> tuple[list[str], list[str]]:
    """All nodes and relationships with all they have, but for the moment of recording, the count of writes and the journal.

    A load online is a write a batch, one in bulk a write for each part.
    """
    with connect(server)(LOAD_PATIENCE) as store:
        return whole_graph_of(store)


def whole_graph_of(store: Store) -> tuple[list[str], list[str]]:
    asked = (
        "MATCH (n) WHERE NOT n:Write AND NOT n:Earlier RETURN labels(n) AS labels, properties(n) AS told",
        "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS told",
    )
    found = []
    for query in asked:
        with store.answer(query, {}, 60, 1000) as rows:
            told = [row.data() for row in rows]
        for row in told:
            for name in ("recorded_at", "version", "write", "writes", "head", "written_at"):
                row["told"].pop(name, None)
            if "labels" in row:
                row["labels"].sort()
        found.append(sorted(repr({**row, "told": sorted(row["told"].items())}) for row in told))
    return found[0], found[1]


def exported(server: ManagedServer) -> dict[str, bytes]:
    """The graph in every format, but for the moment of recording."""
    with connect(server)(LOAD_PATIENCE) as store:
        whole = {form: b"".join(export.write(store, FactFilter())) for form, export in EXPORTS.items()}
    return {form: re.sub(rb'"recorded_at":"[^"]*"', b"", data) for form, data in whole.items()}


def differences(server: ManagedServer) -> list[str]:
    """What differs from the journal and the rules."""
    told: list[str] = []
    with connect(server)(LOAD_PATIENCE) as store:
        verify(store, lambda difference: told.append(difference.line))
    return told


def counts(summary: Summary) -> dict[str, Any]:
    return {name: value for name, value in summary.as_json().items() if name not in {"seconds", "rejects_file"}}


def test_bulk_and_online_make_the_same_graph_with_the_same_counts_and_rejects(
    own: ManagedServer, bulk: Callable[..., Summary], tmp_path: Path
) -> None:
    rows = [*records(SAMPLE), *made_up(random.Random(5), 150), *AWKWARD]
    files = (written(tmp_path / "a.jsonl", rows), written(tmp_path / "b.jsonl", [*rows[:20], *AWKWARD[:2]]))
    with connect(own)(LOAD_PATIENCE) as store:
        online = load_files(store, files, rejects=tmp_path / "online.rejects.jsonl")
    whole, exports = whole_graph(own), exported(own)
    emptied(own)
    told = bulk(*files)
    assert counts(told) == counts(online)
    rejects = [(tmp_path / f"{name}.rejects.jsonl").read_bytes().splitlines() for name in ("bulk", "online")]
    assert sorted(rejects[0]) == sorted(rejects[1]) != []
    assert whole_graph(own) == whole
    assert exported(own) == exports
    assert differences(own) == []
    with connect(own)(LOAD_PATIENCE) as store:
        again = load_files(store, files, rejects=tmp_path / "again.jsonl")
    assert (again.loaded, again.unchanged) == (0, online.loaded + online.unchanged)
    with pytest.raises(UnusableError, match="this one holds"):
        bulk(*files)
    assert whole_graph(own) == whole


def test_an_import_that_fails_leaves_the_graph_that_was_there(
    own: ManagedServer, bulk: Callable[..., Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = whole_graph(own)
    monkeypatch.setattr(importing, "arguments", lambda _: ["--nodes=/nowhere.csv"])
    with pytest.raises(ServerError, match="could not import"):
        bulk(written(tmp_path / "a.jsonl", records(SAMPLE)))
    assert own.status().running
    assert whole_graph(own) == before
    assert list(own.home.run.glob("bulk-*")) == []


def test_what_writes_nothing_online_writes_nothing_in_bulk(
    bulk: Callable[..., Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "import_files", lambda *_: pytest.fail("It must not import."))
    file = written(tmp_path / "a.jsonl", [*records(SAMPLE), *AWKWARD])
    assert bulk(file, dry_run=True).loaded > 20
    assert (bulk(file, strict=True).held or 0) > 20
    assert bulk(written(tmp_path / "none.jsonl", AWKWARD[-2:])).rejected == 2


def test_a_home_that_nobody_has_started_is_told(home: Path, tmp_path: Path) -> None:
    new = ManagedServer(tmp_path / "new", ARTIFACTS)
    with pytest.raises(DatabaseAwayError, match="start it with 'bilat up'"):
        importing.load_bulk(new, connect(new), [SAMPLE], rejects=tmp_path / "rejects.jsonl")
    assert list(new.home.run.iterdir()) == []
