"""Weighted reciprocity, by hand and against the matrix form on a year of trade."""

from __future__ import annotations

import pytest

from graph.analysis.reciprocity import reciprocity
from tests.graph.analysis.cases import tie, trade, weighted


def test_by_hand() -> None:
    # w_ab = 4, w_ba = 1, w_bc = 5: W = 10, returned = min(4,1) + min(1,4) = 2, so r = 0.2; 2 of 3 links are returned.
    found = reciprocity(weighted([("a", "b", 3), ("a", "b", 1), ("b", "a", 1), ("b", "c", 5)]), "tonnes")
    assert (found["total"], found["returned"], found["reciprocity"]) == (10, 2, 0.2)
    assert found["binary"] == pytest.approx(2 / 3)
    assert found["actors"][0] == {"id": "b", "name": "b", "gives": 6, "gets": 4, "returned": 1}
    assert found["pairs"][0]["gives"] == [4, 1]
    assert [pair["returned"] for pair in found["pairs"]] == [1, 0]


def test_facts_are_counted_without_a_unit_and_other_units_weigh_nothing() -> None:
    ties = [*weighted([("a", "b", 100)]), tie("b", "a"), tie("b", "a", quantity=1, unit="USD")]
    assert reciprocity(ties)["reciprocity"] == pytest.approx(2 / 3)
    assert reciprocity(ties, "tonnes")["reciprocity"] == 0


def test_relations_without_a_direction_are_left_out() -> None:
    assert reciprocity([tie("a", "b", "borders")])["reciprocity"] is None
    assert reciprocity([])["reciprocity"] is None


def test_a_year_of_trade_agrees_with_the_form_over_sums_and_differences() -> None:
    # min(x, y) = (x + y − |x − y|) / 2, so that r = 1 − sum over pairs of |w_ij − w_ji| / W.
    flows: dict[tuple[str, str], float] = {}
    ties = trade(2000)
    for one in ties:
        flows[one.actor, one.recipient] = flows.get((one.actor, one.recipient), 0) + float(one.quantity or 0)
    apart = sum(abs(flows.get((a, b), 0) - flows.get((b, a), 0)) for a, b in {(min(p), max(p)) for p in flows})
    assert len(flows) > 200
    assert reciprocity(ties, "USD")["reciprocity"] == pytest.approx(1 - apart / sum(flows.values()))
