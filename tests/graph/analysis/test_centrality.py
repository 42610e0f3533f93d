"""Centralities, by hand and against igraph on a year of trade."""

from __future__ import annotations

import math

import igraph
import pytest

from graph.analysis.centrality import centrality
from graph.analysis.method import undirected, weights
from tests.graph.analysis.cases import tie, trade


def test_a_star_by_hand() -> None:
    # b stands between a, c and d: all three pairs go through it. Each leaf reaches b in 1 step and the two others in 2.
    found = {
        row["id"]: row for row in centrality([tie("a", "b"), tie("b", "c"), tie("b", "d"), tie("b", "d")])["actors"]
    }
    assert [found[one]["betweenness"] for one in "abcd"] == [0, 1, 0, 0]
    assert [found[one]["closeness"] for one in "abcd"] == pytest.approx([0.6, 1, 0.6, 0.6])
    assert (found["b"]["out_degree"], found["b"]["in_degree"], found["b"]["out_strength"]) == (2, 1, 3)
    # Weights 1, 1, 2 from the middle: λ = √6, so that the leaves have 1/√6, 1/√6 and 2/√6 of the middle's value.
    middle = found["b"]["eigenvector"]
    assert [found[one]["eigenvector"] / middle for one in "acd"] == pytest.approx(
        [1 / math.sqrt(6)] * 2 + [2 / math.sqrt(6)]
    )


def test_nothing_has_no_middle() -> None:
    assert centrality([])["actors"] == []


def test_a_relation_without_a_direction_counts_for_both() -> None:
    rows = centrality([tie("a", "b", "borders")])["actors"]
    assert [(row["in_degree"], row["out_degree"]) for row in rows] == [(1, 1), (1, 1)]


def test_a_year_of_trade_agrees_with_igraph() -> None:
    ties = trade(2000)
    rows = centrality(ties, "USD")["actors"]
    flows = undirected(weights(ties, "USD", both_ways=True))
    network = igraph.Graph.TupleList([(*pair, weight) for pair, weight in flows.items()], weights=True)
    place = {name: number for number, name in enumerate(network.vs["name"])}
    n = len(place)
    assert n > 50
    between, close = network.betweenness(), network.closeness(normalized=True)
    eigen = network.eigenvector_centrality(weights="weight", scale=False)
    length = math.sqrt(sum(x * x for x in eigen))
    for row in rows:
        at = place[row["id"]]
        assert row["betweenness"] == pytest.approx(between[at] / ((n - 1) * (n - 2) / 2), abs=1e-9)
        assert row["closeness"] == pytest.approx(close[at], abs=1e-9)
        assert row["eigenvector"] == pytest.approx(abs(eigen[at]) / length, abs=1e-6)
        assert row["out_strength"] + row["in_strength"] == pytest.approx(network.strength(at, weights="weight"))
