"""Centrality: who stands in the middle of a network, in five ways to mean it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from graph.analysis.method import Method, names, undirected, weights
from graph.ties import Tie

METHOD = Method(
    "Centrality",
    "degree: partners given to or got from; strength: sum of weights; betweenness of v = sum over s≠v≠t of the share of "
    "shortest paths from s to t through v, over (n−1)(n−2)/2; closeness: (r/(n−1)) · r / sum of distances to the r others "
    "that can be reached; eigenvector: x with A x = λ x for the greatest λ, of length 1. Betweenness and closeness take "
    "links as they are, eigenvector their weights; all three without direction",
    "Freeman (1978): Centrality in social networks, Social Networks 1 (3); Brandes (2001), J. Mathematical Sociology 25 "
    "(2); Wasserman and Faust (1994), p. 200; Bonacich (1987), American Journal of Sociology 92 (5); strength: Barrat et "
    "al. (2004), PNAS 101 (11).",
)


def centrality(ties: Sequence[Tie], unit: str | None = None) -> dict[str, Any]:
    """Each actor's centralities, those with most strength first.

    Weights are numbers of facts, or their sums in `unit`; a relation without a direction counts for both. `eigenvector` is
    None where its iteration does not settle.
    """
    import networkx as nx

    called = names(ties)
    directed = weights(ties, unit, both_ways=True)
    network: nx.Graph[str] = nx.Graph()
    for (one, other), weight in sorted(undirected(directed).items()):
        network.add_edge(one, other, weight=weight)
    between = nx.betweenness_centrality(network)
    close = nx.closeness_centrality(network)
    eigen = _eigenvector(network)
    given: dict[str, list[float]] = defaultdict(list)
    got: dict[str, list[float]] = defaultdict(list)
    for (actor, recipient), weight in directed.items():
        given[actor].append(weight)
        got[recipient].append(weight)
    rows: list[dict[str, Any]] = [
        {
            "id": ident,
            "name": called[ident],
            "out_degree": len(given[ident]),
            "in_degree": len(got[ident]),
            "out_strength": sum(given[ident]),
            "in_strength": sum(got[ident]),
            "betweenness": between[ident],
            "closeness": close[ident],
            "eigenvector": eigen.get(ident),
        }
        for ident in network
    ]
    rows.sort(key=lambda row: (-row["out_strength"] - row["in_strength"], row["id"]))
    return {"method": METHOD.as_json(), "unit": unit, "actors": rows}


def _eigenvector(network: Any) -> dict[str, float]:
    import networkx as nx

    if not network:
        return {}
    try:
        return dict(nx.eigenvector_centrality(network, max_iter=2000, tol=1e-9, weight="weight"))
    except nx.PowerIterationFailedConvergence:
        return {}
