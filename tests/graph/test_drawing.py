"""Edges that grow batch by batch are those that all facts add up to, whatever comes between."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from graph.assessment import METHODS, STATUSES
from graph.drawing import differences
from graph.edges import FactEnds, adds_up, exchanged, pair_sum, total
from graph.reading import FactFilter, all_facts
from graph.rebuilding import rebuild
from graph.retracting import retract
from graph.store import Store, Transaction
from graph.vocabulary import vocabulary
from loaders import pipeline
from loaders.progress import silent
from loaders.summary import Summary
from tests.graph.test_writing import edges

Load = Callable[..., Summary]

# Flows and stocks, with whole numbers, halves that add up exactly, tenths that don't, and numbers past all whole ones.
_THINGS: tuple[tuple[str, str | None, str | None], ...] = (
    ("supplies", "oil", "tonnes"), ("supplies", "oil", None), ("supplies", "troops", "people"),
    ("hosts", "troops", "people_present"), ("aids", "money", "USD"),
    ("sanctions", None, None), ("consults", None, None), ("exports_to", "goods", "USD"),
)  # fmt: skip
_NUMBERS = (1, 7, 2.5, 0.1, 0.7, 1234.567, 2.0**60, None)
_STANCES = ("asserts", "asserts", "confirms", "reports", "doubts", "denies")
_STATES = ("RUS", "PRK", "CHN", "IRN")


def made_up(chance: random.Random, count: int) -> list[dict[str, Any]]:
    """Records on few pairs, so that edges are touched again and again, and facts have several claims."""
    rows = []
    for number in range(count):
        relation, thing, unit = chance.choice(_THINGS)
        actor, partner = chance.sample(_STATES, 2)
        year = str(chance.randrange(2015, 2020))
        row: dict[str, Any] = {
            "actor": actor,
            "relation": relation,
            "partner": partner,
            "resource": thing,
            "since": chance.choice((year, f"{year}-03", None)),
            "until": chance.choice((year, None)),
            "claimant": chance.choice(_STATES),
            "stance": chance.choice(_STANCES),
            "said_on": f"2024-01-{chance.randrange(1, 28):02}",
            "source_id": f"s{chance.randrange(6)}",
            "method": chance.choice(("manual", "dataset", "machine")),
            "note": f"row {number}",
        }
        number_told = chance.choice(_NUMBERS)
        if thing is not None and number_told is not None:
            row |= {"quantity": number_told, "unit": unit}
        if relation == "supplies" and chance.random() < 0.2:
            del row["partner"]
        rows.append({name: value for name, value in row.items() if value is not None})
    return rows


@pytest.mark.parametrize("seed", range(4))
def test_many_small_batches_with_retractions_between_leave_what_a_rebuild_makes(
    load: Load, store: Store, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    rows = made_up(chance, 120)
    grown = 0
    for start in range(0, len(rows), 30):
        monkeypatch.setattr(pipeline, "BATCH", chance.randrange(3, 12))
        load(rows[start : start + 30])
        claims = [claim["id"] for fact in all_facts(store, FactFilter()) for claim in fact["claims"]]
        for claim in chance.sample(claims, 3):
            retract(store, claim=claim, reason="a slip", kind=chance.choice(("withdrawn", "our_error")))
        found = edges(store)
        assert rebuild(store, silent).removed == 0
        assert edges(store) == found
        grown = max(grown, *(int(dict([p.strip("()").split(", ")[:2] for p in edge[3:]])["'facts'"]) for edge in found))
    assert grown > 3


def test_a_number_that_becomes_another_type_is_another_number(load: Load, store: Store) -> None:
    record = {
        "actor": "NOR",
        "relation": "supplies",
        "partner": "ISL",
        "resource": "oil",
        "quantity": 5,
        "unit": "tonnes",
    }
    load([record | {"claimant": "NOR", "source_title": "A statement"}])
    # The middle of two origins' 5 is 5.0.
    load([record | {"claimant": "SWE", "source_title": "Another"}])
    found = edges(store)
    rebuild(store, silent)
    assert edges(store) == found


def test_a_sum_of_any_grouping_is_the_sum() -> None:
    words = vocabulary()
    chance = random.Random(3)
    kept = 0
    for _ in range(2_000):
        numbers = [chance.choice((1, 3, 0.5, 0.125, 0.1, 1e15, 2.0**60)) for _ in range(chance.randrange(2, 7))]
        cut = chance.randrange(1, len(numbers))
        before = total(numbers[:cut])
        stood = {"unit": "tonnes", **dict.fromkeys(("quantity_low", "quantity_best", "quantity_high"), before)}
        new = [dict.fromkeys(("quantity_low", "quantity_best", "quantity_high"), n) for n in numbers[cut:]]
        if adds_up(stood, new, words):
            kept += 1
            grown, anew = total([before, *numbers[cut:]]), total(numbers)
            assert (grown, type(grown)) == (anew, type(anew))
    assert kept > 200


def test_stocks_are_not_added_up_from_the_edge() -> None:
    stood = {"unit": "people_present", "quantity_low": 1, "quantity_best": 1, "quantity_high": 1}
    assert not adds_up(stood, [{"quantity_low": 2, "quantity_best": 2, "quantity_high": 2}], vocabulary())
    assert adds_up(stood, [{"quantity_best": None}], vocabulary())


def parted(chance: random.Random, unit: str) -> dict[str, Any]:
    """What a fact may contribute to an edge."""
    number = chance.choice((None, 1, 3, 0.5, 0.125, 0.1, 7.0, 2**62))
    told = dict.fromkeys(("quantity_low", "quantity_best", "quantity_high"), number)
    return told | {
        "id": f"f{chance.randrange(10**6)}",
        "facts": 1,
        "status": chance.choice(STATUSES[:5]),
        "unit": unit,
        "since": chance.choice(("2001", "2002-03")),
        "until": chance.choice((None, "2003")),
        "dimension": "economic",
        "method": chance.choice(METHODS),
    }


@pytest.mark.parametrize("unit", ["tonnes", "people_present"])
def test_a_part_that_is_exchanged_gives_what_all_parts_give(unit: str) -> None:
    words = vocabulary()
    ends = FactEnds("NOR", "supplies", "ISL", "oil", "actual")

    def summed(parts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
        return pair_sum("e1", ends, unit, parts, words).properties

    chance = random.Random(7)
    kept = 0
    for _ in range(4_000):
        parts = [parted(chance, unit) for _ in range(chance.randrange(1, 5))]
        now = parts[0] | {
            name: value for name, value in parted(chance, unit).items() if name != "id" and chance.random() < 0.4
        }
        found = exchanged(summed(parts), parts[0], now, words)
        if found is not None:
            kept += 1
            grown, anew = summed([found]), summed([now, *parts[1:]])
            assert grown == anew
            assert not differences(grown, anew)
    assert kept > 200


def test_of_what_the_others_are_an_edge_does_not_tell() -> None:
    words = vocabulary()
    part = {"since": None, "until": None, "dimension": "economic", "method": "manual", "unit": "tonnes"}
    numbers = ("quantity_low", "quantity_best", "quantity_high")

    def told(status: str, number: float | None) -> dict[str, Any]:
        return part | {"status": status} | dict.fromkeys(numbers, number)

    assert exchanged(told("disputed", 3), told("disputed", 1), told("asserted", 1), words) is None
    assert exchanged(told("corroborated", 3), told("corroborated", 1), told("asserted", 1), words) is None
    assert exchanged(told("asserted", 3), told("asserted", 1), told("asserted", None), words) is None
    assert exchanged(told("asserted", 3.5), told("asserted", 1.5), told("asserted", 1.0), words) is None
    better = exchanged(told("asserted", 3), told("asserted", 1), told("corroborated", 2), words)
    assert better == told("corroborated", 4)


def test_a_fact_that_another_confirms_is_not_added_up_from_all(
    load: Load, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = {"actor": "NOR", "relation": "supplies", "partner": "ISL", "resource": "oil", "unit": "tonnes"}
    years = [record | {"since": str(year), "quantity": year, "source_title": "A paper"} for year in range(2001, 2006)]
    load([year | {"claimant": "NOR"} for year in years])
    asked: list[str] = []
    run = Transaction.run

    def noted(self: Transaction, name: str, *given: Any, **named: Any) -> list[dict[str, Any]]:
        asked.append(name)
        return run(self, name, *given, **named)

    monkeypatch.setattr(Transaction, "run", noted)
    load([years[2] | {"claimant": "SWE", "stance": "confirms", "quantity": 2007}])
    assert "read/edge_facts" not in asked
    load([years[1] | {"claimant": "ISL", "stance": "denies"}])
    assert "read/edge_facts" not in asked
    found = edges(store)
    assert rebuild(store, silent).removed == 0
    assert edges(store) == found
