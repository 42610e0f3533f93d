"""Writing, retracting and rebuilding on the real database: the same graph whatever the order, twice changes nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from api.exports.facts_csv import row as flat
from graph.errors import UnknownNameError, UnusableError
from graph.reading import Clocks, FactFilter, all_facts
from graph.rebuilding import rebuild
from graph.retracting import retract
from graph.store import Store
from graph.vocabulary import vocabulary
from loaders.progress import silent
from loaders.summary import Summary
from tests.files import SAMPLE, records

Load = Callable[..., Summary]

TRADE: dict[str, Any] = {
    "actor": "Russia",
    "relation": "supplies",
    "partner": "North Korea",
    "resource": "oil",
    "unit": "tonnes",
    "source_title": "Customs",
    "source_publisher": "A paper",
    "claimant": "Russia",
}


def edges(store: Store) -> list[tuple[Any, ...]]:
    """Every derived edge with all that it carries."""
    types = [relation.type for relation in vocabulary().relations.values()]
    rows = store.read("read/derived_edges", types=types, only=None)
    return sorted(
        (r["start"]["id"], r["type"], r["end"]["id"], *sorted(map(str, r["properties"].items()))) for r in rows
    )


def snapshot(store: Store) -> tuple[list[Any], list[Any], list[Any]]:
    """Facts, their claims without the moment of recording, and edges."""
    facts = list(all_facts(store, FactFilter()))
    claims = sorted((c["id"], c["stance"], c["by"]["id"], c["counts"]) for fact in facts for c in fact["claims"])
    return [flat(fact) | {"in_return_for": fact["in_return_for"]} for fact in facts], claims, edges(store)


def test_the_order_of_loading_does_not_matter(load: Load, store: Store) -> None:
    rows = records(SAMPLE)
    load(rows)
    first = snapshot(store)
    for text in ("MATCH (f:Fact) DETACH DELETE f", "MATCH (:Actor)-[e]->() WHERE e.facts IS NOT NULL DELETE e"):
        store.command(text)
    shuffled = rows[:]
    random.Random(7).shuffle(shuffled)
    load(shuffled)
    assert snapshot(store) == first


def test_half_a_load_and_the_load_again_are_one_load(load: Load, store: Store) -> None:
    rows = records(SAMPLE)
    load(rows[:1] + rows[10:16])
    load(rows)
    halves = snapshot(store)
    version = store.read("read/graph")[0]["version"]
    assert load(rows).loaded == 0
    assert store.read("read/graph")[0]["version"] == version
    assert snapshot(store) == halves


def test_parallel_claims_of_one_claimant_stay_apart(load: Load, store: Store) -> None:
    load([TRADE | {"quantity": 10, "said_on": "2024-01-01"}, TRADE | {"quantity": 12, "said_on": "2024-02-01"}])
    (fact,) = all_facts(store, FactFilter())
    assert [(c["quantity"]["low"], c["counts"]) for c in fact["claims"]] == [(10, False), (12, True)]
    assert fact["quantity"]["best"] == 12


def test_flows_are_summed_over_years_and_partners(load: Load, store: Store) -> None:
    load(
        [
            TRADE | {"quantity": 10, "since": "2020", "until": "2020"},
            TRADE | {"quantity": 5, "since": "2021", "until": "2021"},
            TRADE | {"quantity": 7, "since": "2021", "until": "2021", "partner": "China"},
            TRADE | {"quantity": 100, "since": "2021", "until": "2021", "modality": "planned"},
        ]
    )
    rows = {
        (r["start"]["id"], r["type"], r["end"]["id"], r["properties"]["modality"]): r["properties"]
        for r in _rows(store)
    }
    pair = rows["RUS", "SUPPLIES", "PRK", "actual"]
    assert (pair["quantity_best"], pair["facts"], pair["since"], pair["until"]) == (15, 2, "2020", "2021")
    assert rows["RUS", "SUPPLIES", "oil", "actual"]["quantity_best"] == 22
    assert rows["RUS", "SUPPLIES", "PRK", "planned"]["quantity_best"] == 100
    assert rows["CHN", "RECEIVES", "oil", "actual"]["quantity_best"] == 7
    (fact, *_) = all_facts(store, FactFilter(edge=pair["id"]))
    assert fact["edge"] == pair["id"]


def _rows(store: Store) -> list[dict[str, Any]]:
    types = [relation.type for relation in vocabulary().relations.values()]
    return store.read("read/derived_edges", types=types, only=None)


def test_a_receiver_whose_supplier_nobody_names_still_receives(load: Load, store: Store) -> None:
    unnamed = {name: value for name, value in TRADE.items() if name != "partner"}
    load(
        [
            unnamed | {"actor": "North Korea", "relation": "receives", "quantity": 3, "since": "2020", "until": "2020"},
            TRADE,
        ]
    )
    received = [row["properties"] for row in _rows(store) if row["type"] == "RECEIVES" and row["start"]["id"] == "PRK"]
    # A sum in tonnes, and an edge of its own for what nobody put a number to.
    assert sorted((row.get("unit", ""), row["facts"], row.get("quantity_best")) for row in received) == [
        ("", 1, None),
        ("tonnes", 1, 3),
    ]


def test_denied_and_doubted_facts_draw_no_edge(load: Load, store: Store) -> None:
    load([TRADE | {"stance": "denies"}])
    assert edges(store) == []
    load([TRADE | {"stance": "asserts", "claimant": "Japan"}])
    assert {row["properties"]["status"] for row in _rows(store)} == {"disputed"}
    (fact,) = all_facts(store, FactFilter())
    retract(store, claim=next(c["id"] for c in fact["claims"] if c["by"]["id"] == "JPN"), reason="withdrawn")
    assert edges(store) == []


def test_an_edge_moves_when_the_unit_of_most_origins_changes(load: Load, store: Store) -> None:
    load([TRADE | {"quantity": 10}])
    load([TRADE | {"quantity": 1, "unit": "barrels", "claimant": name} for name in ("Japan", "South Korea")])
    units = {(row["type"], row["properties"]["unit"], row["properties"]["quantity_best"]) for row in _rows(store)}
    assert units == {("SUPPLIES", "barrels", 1), ("RECEIVES", "barrels", 1)}


def test_what_is_retracted_stays_and_stays_retracted(load: Load, store: Store) -> None:
    load([TRADE | {"said_on": "2024-01-01"}])
    (before,) = all_facts(store, FactFilter())
    source = before["claims"][0]["source"]["id"]
    done = retract(store, source=source, reason="a slip", on="2024-06-01")
    assert (done.retracted, done.already, done.facts) == (1, 0, (before["id"],))
    assert load([TRADE | {"said_on": "2024-01-01"}]).unchanged == 1
    (after,) = all_facts(store, FactFilter())
    assert (after["status"], after["claims"][0]["retraction_reason"]) == ("retracted", "a slip")
    assert edges(store) == []
    known = FactFilter(clocks=Clocks(known_at="2024-05-31"))
    assert [fact["status"] for fact in all_facts(store, known)] == ["asserted"]
    assert retract(store, source=source, reason="again").retracted == 0


def test_a_retraction_names_what_there_is(store: Store) -> None:
    with pytest.raises(UnknownNameError, match="no claim"):
        retract(store, claim="c0", reason="x")
    with pytest.raises(UnusableError, match="day to come"):
        retract(store, claim="c0", reason="x", on="2999")
    with pytest.raises(UnusableError, match="reason"):
        retract(store, claim="c0", reason=" ")
    with pytest.raises(UnusableError, match="either"):
        retract(store, claim="c0", source="s0", reason="x")


def test_rebuild_gives_the_edges_of_the_loads_and_mends_damage(load: Load, store: Store) -> None:
    load(records(SAMPLE))
    before = snapshot(store)
    assert rebuild(store, silent).removed == 0
    assert snapshot(store) == before
    for damage in (
        "MATCH (:Actor)-[e:SUPPLIES]->() DELETE e",
        "MATCH (f:Fact) SET f.status = 'denied', f.edge = 'e0'",
        "MATCH (a:Actor {id: 'PRK'}), (b:Actor {id: 'FRA'}) CREATE (a)-[:SANCTIONS {id: 'ghost', facts: 1}]->(b)",
    ):
        store.command(damage)
    assert rebuild(store, silent).removed == 1
    assert snapshot(store) == before


def test_a_source_told_in_two_ways_keeps_the_first_title_of_the_alphabet(load: Load, store: Store) -> None:
    told = [TRADE | {"source_id": "s:1", "source_title": title, "note": title} for title in ("B", "A", "C")]
    load(told)
    assert store.read("read/source", id="s:1")[0]["title"] == "A"


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 0, 2]])
@pytest.mark.parametrize("at_once", [True, False], ids=["in one batch", "in three loads"])
def test_what_is_told_in_several_ways_has_each_text_that_is_first(
    load: Load, store: Store, order: list[int], at_once: bool
) -> None:
    ways: list[dict[str, Any]] = [
        {"source_title": "B", "source_publisher": "Z", "event_name": "The war"},
        {"source_title": "C", "source_publisher": "Y", "event_name": "A war"},
        {"source_title": "A", "source_publisher": None, "event_name": "War"},
    ]
    told = [
        TRADE | {"source_id": "s:1", "event": "war:1", "since": f"200{n}", "until": f"200{n}"} | ways[n] for n in order
    ]
    for rows in [told] if at_once else [[row] for row in told]:
        load(rows)
    source = store.read("read/source", id="s:1")[0]
    assert (source["title"], source["publisher"]) == ("A", "Y")
    facts = list(all_facts(store, FactFilter()))
    assert {fact["event"]["name"] for fact in facts} == {"A war"}


def test_claims_without_their_id_in_the_merge_key_would_collapse(load: Load, store: Store) -> None:
    load([TRADE | {"note": f"note {n}"} for n in range(50)])
    (fact,) = all_facts(store, FactFilter())
    assert len(fact["claims"]) == 50


def test_a_place_is_a_node_while_a_live_claim_names_it(load: Load, store: Store) -> None:
    load([TRADE | {"place": "Rason, North Korea"}, TRADE | {"place": "Wonsan", "claimant": "Japan"}])
    (fact,) = all_facts(store, FactFilter())
    places = "MATCH (:Fact)-[:AT]->(p:Place) RETURN p.name AS name ORDER BY name"
    with store.answer(places, {}, 10, 10) as rows:
        assert [row["name"] for row in rows] == ["Rason, North Korea", "Wonsan"]
    inside = "MATCH (p:Place)-[:IN]->(c:Country) RETURN p.name AS name, c.id AS country"
    with store.answer(inside, {}, 10, 10) as rows:
        assert [row.values() for row in rows] == [["Rason, North Korea", "PRK"]]
    retract(store, claim=next(c["id"] for c in fact["claims"] if c["place"] == "Rason, North Korea"), reason="x")
    with store.answer(places, {}, 10, 10) as rows:
        assert [row["name"] for row in rows] == ["Wonsan"]
