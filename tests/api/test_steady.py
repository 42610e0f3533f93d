"""A read is of one state of the graph: where somebody wrote meanwhile, it is done once more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import steady
from graph.store import Store
from loaders.summary import Summary

Load = Callable[..., Summary]

TOLD = {
    "actor": "Norway",
    "relation": "supplies",
    "partner": "Iceland",
    "resource": "oil",
    "claimant": "Norway",
    "source_title": "S",
}


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    # A first request may take seconds.
    monkeypatch.setattr(steady, "PATIENCE", 60)


def years(*told: int) -> list[dict[str, Any]]:
    return [TOLD | {"since": f"{year}", "until": f"{year}"} for year in told]


class Meanwhile:
    """Notes which query files are read; after the first `after` of them it does something, `times` times."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, after: str, do: Callable[[], object], times: int = 1) -> None:
        self.asked: list[str] = []
        read = Store.read

        def noted(store: Store, name: str, kind: str | None = None, /, **given: Any) -> list[dict[str, Any]]:
            rows = read(store, name, kind, **given)
            self.asked.append(name)
            nonlocal times
            if name == after and times:
                times -= 1
                do()
            return rows

        monkeypatch.setattr(Store, "read", noted)


def test_what_was_written_between_two_queries_is_in_all_of_the_answer(
    client: TestClient, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(years(2001))
    Meanwhile(monkeypatch, "read/fact_ids_of_dyad", lambda: load(years(2002)))
    answer = client.get("/facts?dyad=NOR-ISL")
    assert [fact["since"] for fact in answer.json()["facts"]] == ["2001", "2002"]
    assert answer.headers["etag"] == client.get("/facts").headers["etag"]


def test_a_page_that_met_a_write_is_made_again(client: TestClient, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    load(years(2001))
    asked = Meanwhile(monkeypatch, "read/facts", lambda: load(years(2002))).asked
    answer = client.get("/views/dyad/NOR/ISL")
    assert answer.status_code == 200
    assert asked.count("read/facts") >= 2


def test_beside_writers_that_never_pause_the_last_try_is_answered(
    client: TestClient, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(years(2001))
    following = iter(range(2002, 2100))
    met = Meanwhile(monkeypatch, "read/fact_ids_of_dyad", lambda: load(years(next(following))), times=50)
    assert client.get("/facts?dyad=NOR-ISL").status_code == 200
    assert met.asked.count("read/fact_ids_of_dyad") == len(steady.PAUSES) + 1


def test_what_takes_long_is_not_done_again(client: TestClient, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steady, "PATIENCE", -1)
    load(years(2001))
    met = Meanwhile(monkeypatch, "read/fact_ids_of_dyad", lambda: load(years(2002)))
    assert client.get("/facts?dyad=NOR-ISL").status_code == 200
    assert met.asked.count("read/fact_ids_of_dyad") == 1


def test_a_commit_that_nobody_noted_is_waited_for_once(
    client: TestClient, load: Load, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(years(2001))
    store.command("MATCH (w:Write) REMOVE w.settled")  # as a load leaves it that was killed then
    monkeypatch.setattr(steady, "SURELY_OVER", 60)  # the tries may take seconds
    met = Meanwhile(monkeypatch, "read/fact_ids_of_dyad", lambda: None)
    assert client.get("/facts?dyad=NOR-ISL").status_code == 200
    assert met.asked.count("read/fact_ids_of_dyad") == len(steady.PAUSES) + 1
    met.asked.clear()
    monkeypatch.setattr(steady, "SURELY_OVER", 0.3)  # the tries took longer
    assert client.get("/facts?dyad=NOR-ISL").status_code == 200
    assert met.asked.count("read/fact_ids_of_dyad") == 1


def test_a_write_is_never_done_again(client: TestClient, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    load(years(2001))
    met = Meanwhile(monkeypatch, "read/graph", lambda: load(years(2002)))
    assert client.post("/facts", json=years(2003)).json()["loaded"] == 1
    assert len(client.get("/facts").json()["facts"]) == 3
    assert client.get("/writes").json()["writes"][0]["claims"] == 1
    assert met.asked
