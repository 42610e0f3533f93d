"""All real files in one graph: three dyads are convincing to read, and any dyad's kinds of facts stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.asking import Asker, whole_answer
from graph.dyad import dyad_answer
from graph.named import named_query
from graph.naming import pair_named
from graph.reading import FactFilter
from graph.settings import Settings
from tests.files import records_of_answer
from tests.loaders.datasets.test_all import FOLDERS
from tests.loaders.datasets.world import World

Fact = dict[str, Any]


@pytest.fixture(scope="module")
def whole(world: World) -> World:
    """The graph with every folder in it."""
    for folder in FOLDERS:
        world.load(folder)
    return world


def ledger(world: World, one: str, other: str) -> list[Fact]:
    """All facts of a dyad as `/dyads/{a}/{b}` tells them, each one time, in the order of their days."""
    answer = dyad_answer(world.store, pair_named(world.store, one, other), FactFilter(), predecessors=False)
    found = {fact["id"]: fact for facts in answer["ledger"].values() for fact in facts}
    assert answer["counts"]["facts"] == len(found)
    return list(found.values())


def told(facts: list[Fact], relation: str, actor: str | None = None, **wanted: Any) -> list[Fact]:
    """The facts of one relation, of one actor, with these values."""
    return [
        fact
        for fact in facts
        if fact["relation"] == relation
        and actor in {None, fact["actor"]["id"]}
        and all(_plain(fact[name]) == value for name, value in wanted.items())
    ]


def _plain(value: object) -> object:
    return value["id"] if isinstance(value, dict) else value


def sources(facts: list[Fact]) -> set[str]:
    """The datasets that speak of some facts."""
    return {claim["source"]["id"].split(":")[1] for fact in facts for claim in fact["claims"]}


def side_by_side(world: World, one: str, other: str) -> Iterator[dict[str, Any]]:
    query = named_query("dyad-side-by-side")
    bound = query.bind({"one": one, "other": other, "first": "1900"})
    yield from records_of_answer(whole_answer(Asker(world.store, Settings()), query.text, bound))


def test_north_korea_and_russia(whole: World) -> None:
    facts = ledger(whole, "PRK", "RUS")
    # The alliance of 1961 was the USSR's and went on as Russia's; two projects say so, each for itself.
    (allied,) = told(facts, "allied_with")
    assert (allied["since"], allied["until"][:4]) == ("1991-12-26", "1996")
    assert (allied["status"], allied["origins"]) == ("corroborated", 2)
    assert {fact["actor"]["id"] for fact in told(facts, "pledges_defence_to")} == {"PRK", "RUS"}
    assert told(facts, "borders")
    exports = {actor: told(facts, "exports_to", actor, resource="goods") for actor in ("PRK", "RUS")}
    (year,) = [fact for fact in exports["RUS"] if fact["since"] == "2005"]
    assert (year["quantity"]["best"], year["quantity"]["unit"], year["until"]) == (251_050_000, "USD", "2005")
    assert len(exports["PRK"]) > 15
    # Arms go both ways: ordered in 2023, delivered, in pieces.
    missiles = told(facts, "supplies", "PRK", resource="missiles")
    assert {fact["modality"] for fact in missiles} == {"actual", "contracted"}
    assert told(facts, "supplies", "RUS", resource="tanks", modality="actual")
    aid = told(facts, "finances", "RUS", resource="development_aid")
    assert any(fact["quantity"]["unit"] == "USD@2022" for fact in aid)
    assert told(facts, "votes_with")
    assert {fact["status"] for fact in facts} <= {"asserted", "corroborated", "reported"}


def test_the_united_states_and_china(whole: World) -> None:
    facts = ledger(whole, "USA", "CHN")
    # Sanctions both ways, each with its thing; announcements are planned, never actual.
    assert {"gsdb", "opensanctions", "sanction_events"} <= sources(told(facts, "sanctions", "USA"))
    assert told(facts, "sanctions", "USA", resource="goods", since="1950", until="1972")
    assert told(facts, "sanctions", "CHN", resource="food", since="2018-04-02")
    assert told(facts, "sanctions", "USA", modality="planned")
    # Disputes and the war in Korea as events of their own.
    assert any(fact["event"] and fact["event"]["kind"] == "war" for fact in told(facts, "fights"))
    assert len(told(facts, "mobilizes_against", "USA")) > 20
    assert len(told(facts, "exports_to", "CHN", resource="goods")) > 80
    assert told(facts, "has_mission_in", "CHN", since="1980")
    assert told(facts, "votes_with")
    assert not told(facts, "allied_with", since="2000")


def test_india_and_pakistan(whole: World) -> None:
    facts = ledger(whole, "IND", "PAK")
    wars = {fact["event"]["id"] for fact in told(facts, "fights") if fact["event"]}
    assert len(wars) > 20
    assert told(facts, "rival_of", since="1947")
    assert told(facts, "sanctions", "IND", resource="goods", since="1949", until="1951")
    pledges = told(facts, "pledges_nonaggression_with")
    # A pledge not to attack is no alliance; it ended with the war of 1971 and was given again.
    assert {fact["until"] for fact in pledges} >= {"1971-12-03"}
    assert told(facts, "allied_with") == []
    assert told(facts, "borders")
    assert told(facts, "inflicts_losses_on", "IND")
    assert told(facts, "inflicts_losses_on", "PAK")


def test_no_machine_coded_fact_is_corroborated_by_itself(whole: World) -> None:
    facts = [fact for pair in (("USA", "CHN"), ("IND", "PAK"), ("PRK", "RUS")) for fact in ledger(whole, *pair)]
    machine = [fact for fact in facts if {claim["method"] for claim in fact["claims"]} == {"machine"}]
    assert machine
    assert {fact["status"] for fact in machine} <= {"asserted", "reported"}
    assert {fact["origins"] for fact in machine} == {0}


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("USA", "CHN", {"alliance", "trade", "disputes", "votes", "aid"}),
        ("PRK", "RUS", {"alliance", "trade", "votes", "aid"}),
        ("IND", "PAK", {"alliance", "disputes"}),
    ],
)
def test_what_is_known_of_a_dyad_stands_side_by_side(whole: World, one: str, other: str, kinds: set[str]) -> None:
    rows = list(side_by_side(whole, one, other))
    assert {kind for row in rows for kind, cell in row.items() if kind != "year" and cell} >= kinds
    years = [row["year"] for row in rows]
    assert years == sorted(set(years))


def test_kinds_of_aid_are_never_summed(whole: World) -> None:
    (row,) = [row for row in side_by_side(whole, "PRK", "RUS") if row["year"] == 2012]
    assert "RUS finances development_aid: 14590000 USD@2022" in row["aid"]
    assert "RUS finances grants: 14590000 USD@2022" in row["aid"]
