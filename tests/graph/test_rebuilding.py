"""A rebuild beside loads and retractions: what they draw meanwhile is kept, sums are right, and nothing differs afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from graph import rebuilding
from graph.ids import edge_id
from graph.overview import graph_version
from graph.reading import FactFilter, all_facts
from graph.rebuilding import rebuild
from graph.retracting import retract
from graph.store import Store
from graph.verifying import Difference, verify
from loaders import pipeline
from loaders.progress import silent
from loaders.summary import Summary
from tests.graph.test_writing import TRADE, snapshot

Load = Callable[..., Summary]

NEW_EDGE = edge_id("RUS", "supplies", "CHN", "oil", "actual", "tonnes")


def rows(*years: int, **told: Any) -> list[dict[str, Any]]:
    return [
        TRADE | {"since": f"{year}", "until": f"{year}", "quantity": year, "said_on": "2024-01-01"} | told
        for year in years
    ]


BEFORE = [*rows(2001, 2002, 2003), *rows(2001, claimant="Norway", quantity=7), *rows(2001, resource="food")]
MEANWHILE = [
    *rows(2001, 2002, partner="China"),  # an edge that wasn't there
    *rows(2004),  # one more fact of an edge that was
    *rows(2002, claimant="Norway", quantity=900_000, note="again"),  # another word on a fact
]


def differences(store: Store) -> list[Difference]:
    found: list[Difference] = []
    verify(store, found.append, None)
    return found


def at(monkeypatch: pytest.MonkeyPatch, point: str, then: Callable[[], None]) -> Callable[[int], None]:
    """Has `then` happen once at a point of the rebuild; answers what the rebuild is given to tell its progress."""
    done = False

    def once() -> None:
        nonlocal done
        if not done:
            done = True
            then()

    if point == "between two batches":
        return lambda _: once()
    if point == "before the first batch":
        # Within a batch the rebuild has the writer's lock: the moment is just before its transaction.
        write = Store.write

        def before(self: Store, work: Callable[..., Any]) -> Any:
            once()
            return write(self, work)

        monkeypatch.setattr(Store, "write", before)
    else:
        sweep = rebuilding._sweep

        def swept(*given: Any) -> int:
            once()
            return sweep(*given)

        monkeypatch.setattr(rebuilding, "_sweep", swept)
    return silent


POINTS = ["before the first batch", "between two batches", "before edges are removed"]


@pytest.mark.parametrize("point", POINTS)
def test_what_a_load_draws_meanwhile_is_kept(
    load: Load, store: Store, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    monkeypatch.setattr(rebuilding, "_BATCH", 2)
    load(BEFORE)
    store.command(
        "MATCH (a:Actor {id: 'PRK'}), (b:Actor {id: 'FRA'}) CREATE (a)-[:SANCTIONS {id: 'ghost', facts: 1}]->(b)"
    )
    store.command("MATCH (:Actor)-[e:SUPPLIES]->(:Actor {id: 'PRK'}) SET e.facts = 99")
    noted: list[Summary] = []
    advance = at(monkeypatch, point, lambda: noted.append(load(MEANWHILE)))
    # What nothing draws is removed, and only that.
    assert rebuild(store, advance).removed == 1
    assert [summary.loaded for summary in noted] == [len(MEANWHILE)]
    drawn = {row["id"] for row in store.read("read/edge_ids", "SUPPLIES")}
    assert NEW_EDGE in drawn
    assert differences(store) == []
    found = snapshot(store)
    monkeypatch.undo()
    assert rebuild(store, silent).removed == 0
    assert snapshot(store) == found


@pytest.mark.parametrize("point", POINTS)
def test_what_a_retraction_takes_away_meanwhile_stays_away(
    load: Load, store: Store, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    monkeypatch.setattr(rebuilding, "_BATCH", 2)
    load([*BEFORE, *MEANWHILE])
    claims = [
        claim["id"] for fact in all_facts(store, FactFilter(recipient="CHN", actor="RUS")) for claim in fact["claims"]
    ]
    assert len(claims) == 2

    def taken_back() -> None:
        for claim in claims:
            retract(store, claim=claim, reason="a slip")

    rebuild(store, at(monkeypatch, point, taken_back))
    assert differences(store) == []
    found = snapshot(store)
    assert {fact["status"] for fact in all_facts(store, FactFilter(recipient="CHN", actor="RUS"))} == {"retracted"}
    monkeypatch.undo()
    rebuild(store, silent)
    assert snapshot(store) == found


def test_rebuilds_again_and_again_beside_a_load_of_many_batches(
    load: Load, store: Store, empty: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        *rows(*range(1960, 2000)),
        *rows(*range(1980, 2010), partner="China"),
        *rows(*range(1970, 1990), claimant="Japan"),
    ]
    monkeypatch.setattr(pipeline, "BATCH", 5)
    monkeypatch.setattr(pipeline, "FIRST_BATCH", 5)
    monkeypatch.setattr(rebuilding, "_BATCH", 3)
    load(BEFORE)
    loads: list[Summary] = []
    thread = threading.Thread(target=lambda: loads.append(load(many)))
    thread.start()
    removed = rebuild(store, silent).removed
    while thread.is_alive():
        removed += rebuild(store, silent).removed
    thread.join()
    assert [summary.rejected for summary in loads] == [0]
    assert removed == 0
    assert differences(store) == []
    found = snapshot(store)
    empty()
    load([*BEFORE, *many])
    assert snapshot(store) == found


def test_each_batch_is_noted_once_it_is_committed(load: Load, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load(BEFORE)
    before = graph_version(store)
    monkeypatch.setattr(rebuilding, "_BATCH", 2)
    noted: list[int] = []
    monkeypatch.setattr(rebuilding, "settle", lambda _, version: noted.append(version))
    facts = rebuild(store, silent).facts
    assert noted == list(range(before + 1, before + (facts + 1) // 2 + 2))
