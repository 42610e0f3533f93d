"""A graph of schema 1, which had no journal, is adopted: nothing is lost, and everything is in the journal afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.errors import OlderGraphError, UnusableError
from graph.migrations import migrate, older_schema, to_2
from graph.reading import FactFilter, all_facts
from graph.retracting import retract
from graph.schema import SCHEMA_VERSION, prepare
from graph.store import Store
from graph.verifying import verify
from loaders.summary import Summary
from tests.api.test_cli import Bilat, bilat
from tests.files import SAMPLE, records
from tests.graph.test_verifying import EVENT

__all__ = ["bilat"]

OLDER = (
    "MATCH (n) WHERE n:Write OR n:Earlier DELETE n",
    "MATCH ()-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->() REMOVE c.write, c.retraction_write",
    "MATCH (:Fact)-[l:PART_OF|REGARDING|IN_RETURN_FOR]->() REMOVE l.write, l.recorded_at",
    "MATCH (g:Graph) REMOVE g.writes, g.head, g.written_at SET g.schema = 1",
)


@pytest.fixture
def older(load: Callable[..., Summary], store: Store) -> Iterator[Store]:
    """The sample, a treaty and a retraction, as the first schema had them."""
    load([*records(SAMPLE), EVENT])
    claim = next(fact["claims"][0]["id"] for fact in all_facts(store, FactFilter()))
    retract(store, claim=claim, reason="a slip")
    for text in OLDER:
        store.command(text)
    yield store
    store.command(f"MATCH (g:Graph) SET g.schema = {SCHEMA_VERSION}")


def journal(store: Store) -> list[dict[str, Any]]:
    return [row["entry"] for row in store.read("read/writes_after", after=0, limit=1000)]


def differences(store: Store) -> list[str]:
    told: list[str] = []
    verify(store, lambda difference: told.append(difference.line))
    return told


def test_what_is_there_is_adopted(older: Store) -> None:
    before = list(all_facts(older, FactFilter()))
    assert older_schema(older) == 1
    done: list[int] = []
    assert migrate(older, done.append) == [2]
    assert (older_schema(older), sum(done)) == (None, 17)
    (entry,) = journal(older)
    assert (entry["kind"], entry["by"]) == ("adoption", "somebody")
    assert (entry["claims"], entry["facts"], entry["links"]) == (23, 17, 11)
    assert differences(older) == []
    assert list(all_facts(older, FactFilter())) == before
    assert migrate(older) == []
    assert prepare(older) is False


def test_a_migration_that_was_killed_goes_on(older: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_2, "_BATCH", 5)

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            migrate(older, killed)
    assert older_schema(older) == 1
    migrate(older)
    assert [entry["claims"] > 0 for entry in journal(older)] == [True] * 4
    assert sum(entry["claims"] for entry in journal(older)) == 23
    assert differences(older) == []


def test_nothing_is_written_before_it_is_migrated(older: Store, client: TestClient) -> None:
    claim = next(fact["claims"][-1]["id"] for fact in all_facts(older, FactFilter()))
    retraction = {"claim": claim, "reason": "a slip", "kind": "our_error"}
    for answer in (
        client.post("/facts", json=[EVENT | {"note": "new"}]),
        client.post("/retractions", json=retraction),
    ):
        assert (answer.status_code, answer.json()["title"]) == (503, "Graph of an older Bilat")
        assert "run 'bilat schema'" in answer.json()["detail"]
    assert client.get("/ready").status_code == 503
    with pytest.raises(OlderGraphError):
        prepare(older)
    assert journal(older) == []


def test_a_server_that_is_not_ours_is_migrated_only_when_asked(
    older: Store, bilat: Bilat, monkeypatch: pytest.MonkeyPatch, server: Any
) -> None:
    monkeypatch.setenv("NEO4J_URI", older.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", server.password())
    for arguments in (["schema"], ["up"], ["rebuild"], ["retract", "--claim", "c0", "--reason", "x"]):
        refused = bilat(*arguments)
        assert (refused.code, "isn't Bilat's to back up" in refused.error) == (2, True)
    assert journal(older) == []
    assert bilat("schema", "--no-backup").code == 0
    assert [entry["kind"] for entry in journal(older)] == ["adoption"]
    assert differences(older) == []


def test_a_newer_graph_is_refused(store: Store) -> None:
    store.command(f"MATCH (g:Graph) SET g.schema = {SCHEMA_VERSION + 1}")
    try:
        for what in (prepare, migrate, older_schema):
            with pytest.raises(UnusableError, match="use a newer Bilat"):
                what(store)
    finally:
        store.command(f"MATCH (g:Graph) SET g.schema = {SCHEMA_VERSION}")
