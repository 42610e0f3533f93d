"""Structural balance, by hand and against igraph's triangles on pacts and disputes."""

from __future__ import annotations

import igraph

from graph.analysis.balance import balance, dyad_signs
from tests.graph.analysis.cases import friends_and_foes, tie


def test_by_hand() -> None:
    # a, b, c are friends; d is b's and c's foe and a's friend: abc +++, bcd +--, abd and acd ++-.
    friends = [tie(one, other, "aids") for one, other in ("ab", "bc", "ca", "ad")]
    foes = [tie("d", "b", "assaults"), tie("c", "d", "threatens")]
    found = balance(friends + foes)
    assert found["triads"] == {"+++": 1, "++-": 2, "+--": 1, "---": 0}
    assert (found["balanced"], found["balance"], found["weak_balance"]) == (2, 0.5, 0.5)
    assert found["dyads"] == {"positive": 4, "negative": 2}
    assert [[actor["id"] for actor in one["actors"]] for one in found["unbalanced"]] == [
        ["a", "b", "d"],
        ["a", "c", "d"],
    ]
    assert len(balance(friends + foes, limit=1)["unbalanced"]) == 1


def test_three_foes_are_only_weakly_balanced() -> None:
    found = balance([tie(one, other, "assaults") for one, other in ("ab", "bc", "ca")])
    assert (found["triads"]["---"], found["balance"], found["weak_balance"]) == (1, 0, 1)


def test_a_sign_is_that_of_the_sum_and_nothing_is_none() -> None:
    assert dyad_signs([tie("a", "b", "aids"), tie("b", "a", "assaults")]) == {("a", "b"): -1}
    assert dyad_signs([tie("a", "b", "borders")]) == {}
    assert balance([])["balance"] is None


def test_pacts_and_disputes_agree_with_igraph() -> None:
    ties = friends_and_foes(range(1946, 2011))
    signs = dyad_signs(ties)
    network = igraph.Graph.TupleList([(one, other, sign) for (one, other), sign in signs.items()], weights=True)
    kinds = {"+++": 0, "++-": 0, "+--": 0, "---": 0}
    for one, two, three in network.list_triangles():
        ends = ((one, two), (one, three), (two, three))
        positive = sum(network.es[network.get_eid(*pair)]["weight"] > 0 for pair in ends)
        kinds["+" * positive + "-" * (3 - positive)] += 1
    found = balance(ties)
    assert sum(kinds.values()) > 50
    assert found["dyads"]["negative"] > 5
    assert found["triads"] == kinds
