"""Communities, by hand and against igraph on a year of trade."""

from __future__ import annotations

import igraph
import pytest

from graph.analysis.communities import communities
from graph.analysis.method import undirected, weights
from tests.graph.analysis.cases import tie, trade


def test_two_triangles_with_one_bridge_by_hand() -> None:
    # 7 links; each triangle has 3 of them and a strength of 7: Q = 2 · (3/7 − (7/14)²) = 5/14.
    found = communities([tie(one, other) for one, other in ("ab", "bc", "ca", "cd", "de", "ef", "fd")])
    groups = [[actor["id"] for actor in group] for group in found["communities"]]
    assert groups == [["a", "b", "c"], ["d", "e", "f"]]
    assert found["modularity"] == pytest.approx(5 / 14)


def test_hostile_relations_bind_nobody_and_nothing_has_no_groups() -> None:
    found = communities([tie("a", "b", "assaults")])
    assert (found["modularity"], found["communities"]) == (None, [])


def test_a_year_of_trade_agrees_with_igraph() -> None:
    ties = trade(2000)
    found = communities(ties, "USD")
    group_of = {actor["id"]: place for place, group in enumerate(found["communities"]) for actor in group}
    flows = undirected(weights(ties, "USD", both_ways=True))
    network = igraph.Graph.TupleList([(*pair, weight) for pair, weight in flows.items()], weights=True)
    membership = [group_of[name] for name in network.vs["name"]]
    assert len(membership) > 50
    assert found["modularity"] == pytest.approx(network.modularity(membership, weights="weight"))
    theirs = network.community_multilevel(weights="weight").modularity
    assert found["modularity"] == pytest.approx(theirs, abs=0.02)
