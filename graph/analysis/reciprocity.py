"""Weighted reciprocity: how much of what is done is returned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from graph.analysis.method import Method, names, weights
from graph.ties import Tie

METHOD = Method(
    "Weighted reciprocity",
    "r = sum over i≠j of min(w_ij, w_ji) / sum over i≠j of w_ij; of one actor: the sum over j of min(w_ij, w_ji) against "
    "what it gives (sum of w_ij) and what it gets (sum of w_ji)",
    "Squartini, Picciolo, Ruzzenenti and Garlaschelli (2013): Reciprocity of weighted networks. Scientific Reports 3, "
    "2729, equations 1 to 7.",
)


def reciprocity(ties: Sequence[Tie], unit: str | None = None) -> dict[str, Any]:
    """The reciprocity of a network, its actors and its pairs (Squartini et al. 2013).

    w_ij is what i does for j: the number of facts, or their sum in `unit`. r is 1 where everything is returned in equal
    weight and 0 where nothing is; without any weight it is None. Relations without a direction are left out, as they would
    be returned by definition. `binary` is the share of directed links that are returned at all.
    """
    called = names(ties)
    directed = weights(ties, unit, both_ways=False)
    total = sum(directed.values())
    returned = {pair: min(weight, directed.get(pair[::-1], 0.0)) for pair, weight in directed.items()}
    links = sum(1 for pair in directed if pair[::-1] in directed)
    pairs = sorted({(min(pair), max(pair)) for pair in directed})
    return {
        "method": METHOD.as_json(),
        "unit": unit,
        "reciprocity": sum(returned.values()) / total if total else None,
        "binary": links / len(directed) if directed else None,
        "total": total,
        "returned": sum(returned.values()),
        "actors": _actors(directed, returned, called),
        "pairs": [
            {
                "dyad": f"{one}-{other}",
                "actors": [{"id": one, "name": called[one]}, {"id": other, "name": called[other]}],
                "gives": [directed.get((one, other), 0.0), directed.get((other, one), 0.0)],
                "returned": min(directed.get((one, other), 0.0), directed.get((other, one), 0.0)),
            }
            for one, other in pairs
        ],
    }


def _actors(
    directed: dict[tuple[str, str], float], returned: dict[tuple[str, str], float], called: dict[str, str]
) -> list[dict[str, Any]]:
    gives: dict[str, float] = defaultdict(float)
    gets: dict[str, float] = defaultdict(float)
    mutual: dict[str, float] = defaultdict(float)
    for (actor, recipient), weight in directed.items():
        gives[actor] += weight
        gets[recipient] += weight
        mutual[actor] += returned[actor, recipient]
    return [
        {"id": ident, "name": called[ident], "gives": gives[ident], "gets": gets[ident], "returned": mutual[ident]}
        for ident in sorted(gives.keys() | gets.keys(), key=lambda one: (-gives[one] - gets[one], one))
    ]
