"""The overview of `/` is counted once for each state of the graph; meanwhile the one before is shown."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api import overviews as module
from api.overviews import Overviews
from graph.errors import DatabaseAwayError
from graph.journal import settle
from graph.overview import Overview, graph_version, overview
from graph.store import Store

TOLD = {"relation": "supplies", "resource": "oil", "claimant": "Norway", "source_title": "S"}


def test_it_is_counted_again_only_after_a_write(
    store: Store, load: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []

    def counting(asked: Store) -> Overview:
        counted.append(asked)
        return overview(asked)

    monkeypatch.setattr(module, "overview", counting)
    found = Overviews(patience=60)
    assert found.of(store).overview.dyads == []
    load([TOLD | {"actor": "Norway", "partner": "Iceland"}])
    for _ in range(3):
        shown = found.of(store)
        assert shown.is_new
        assert [row["dyad"] for row in shown.overview.dyads] == ["ISL-NOR"]
        assert shown.overview.totals["facts"] == 1
        assert shown.overview.active == 2
    assert len(counted) == 2
    found.close()


def test_what_was_counted_while_a_write_was_committed_is_counted_again(
    store: Store, load: Callable[..., object]
) -> None:
    load([TOLD | {"actor": "Norway", "partner": "Iceland"}])
    version = graph_version(store)
    store.command("MATCH (w:Write) REMOVE w.settled")
    with Overviews(patience=60) as found:
        first = found.of(store).overview
        settle(store, version)
        again = found.of(store)
        assert again.is_new
        assert again.overview is not first
        assert found.of(store).overview is again.overview


def test_while_it_is_counted_the_one_before_is_shown(
    store: Store, load: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = threading.Event()
    found = Overviews(patience=0.01)
    before = found.of(store).overview

    def slow(asked: Store) -> Overview:
        assert going_on.wait(60)
        return overview(asked)

    monkeypatch.setattr(module, "overview", slow)
    load([TOLD | {"actor": "Norway", "partner": "Iceland"}])
    assert found.of(store) == (before, False)
    going_on.set()
    with Overviews(patience=60) as patient:
        new = patient.of(store).overview
    while not (shown := found.of(store)).is_new:
        pass
    assert shown.overview == new
    found.close()


def test_what_went_wrong_is_told_and_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: Store) -> Overview:
        raise DatabaseAwayError("It is away.")

    monkeypatch.setattr(module, "overview", away)
    with Overviews() as found:
        with pytest.raises(DatabaseAwayError, match="away"):
            found.of(store)
        monkeypatch.undo()
        assert found.of(store).is_new


def test_a_page_of_the_state_before_says_so_and_has_no_tag(
    client: TestClient, load: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    load([TOLD | {"actor": "Norway", "partner": "Iceland"}])
    known = client.get("/")
    assert known.headers["ETag"]
    assert "counted anew" not in known.text
    going_on = threading.Event()
    monkeypatch.setattr(module, "overview", lambda asked: going_on.wait(60) and overview(asked))
    client.app.state.overviews.patience = 0.01  # type: ignore[attr-defined]
    load([TOLD | {"actor": "Norway", "partner": "Iceland", "since": "2020"}])
    answer = client.get("/")
    going_on.set()
    assert "counted anew" in answer.text
    assert "The graph holds 1 facts" in answer.text
    assert "ETag" not in answer.headers
