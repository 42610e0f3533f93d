"""Dependence, by hand and against another form of the index on SIPRI's register."""

from __future__ import annotations

from collections import defaultdict
from statistics import fmean, pvariance

import pytest

from graph.analysis.dependence import dependence, herfindahl
from tests.graph.analysis.cases import arms, tie, weighted


def test_by_hand() -> None:
    # 60, 30 and 10 of 100: 0.36 + 0.09 + 0.01 = 0.46.
    (row,) = dependence(weighted([("a", "x", 50), ("a", "x", 10), ("b", "x", 30), ("c", "x", 10)]))["rows"]
    assert row["herfindahl"] == pytest.approx(0.46)
    assert row["effective_suppliers"] == pytest.approx(1 / 0.46)
    assert [(one["id"], one["share"]) for one in row["suppliers"]] == [("a", 0.6), ("b", 0.3), ("c", 0.1)]
    assert (row["total"], row["unit"], row["counted"], row["resource"]) == (100, "tonnes", "quantities", "food")


def test_units_and_relations_stay_apart_and_facts_count_where_nobody_measures() -> None:
    ties = [
        *weighted([("a", "x", 5), ("b", "x", 5)]),
        tie("c", "x", quantity=7, unit="USD"),
        tie("a", "x", "exports_to"),
        tie("b", "y", resource="oil"),
        tie("a", "x", "borders", resource=None),
    ]
    rows = {(row["recipient"]["id"], row["relation"], row["unit"]): row for row in dependence(ties)["rows"]}
    assert set(rows) == {
        ("x", "supplies", "tonnes"),
        ("x", "supplies", "USD"),
        ("x", "exports_to", None),
        ("y", "supplies", None),
    }
    assert rows["x", "supplies", "tonnes"]["herfindahl"] == 0.5
    assert rows["y", "supplies", None]["counted"] == "facts"


def test_with_a_resource_its_kinds_count_as_it() -> None:
    ties = [tie("a", "x", resource="missiles"), tie("b", "x", resource="ammunition")]
    (row,) = dependence(ties, "weapons")["rows"]
    assert (row["resource"], row["herfindahl"]) == ("weapons", 0.5)


def test_equal_shares_are_one_over_n() -> None:
    assert herfindahl([0.1] * 10) == pytest.approx(0.1)


def test_the_arms_register_agrees_with_the_form_over_the_variance() -> None:
    # Adelman (1969): HHI = (n² V + 1) / n for n shares of variance V.
    ties = arms()
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in ties:
        sums[one.recipient][one.actor] += float(one.quantity or 0)
    rows = {row["recipient"]["id"]: row for row in dependence(ties)["rows"]}
    assert len(rows) > 50
    assert rows.keys() == sums.keys()
    for recipient, by in sums.items():
        shares = [volume / sum(by.values()) for volume in by.values()]
        n = len(shares)
        assert fmean(shares) == pytest.approx(1 / n)
        assert rows[recipient]["herfindahl"] == pytest.approx((n * n * pvariance(shares) + 1) / n)
