"""Communities: groups that have more to do with each other than with the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.analysis.method import Method, names, undirected, weights
from graph.ties import Tie

METHOD = Method(
    "Communities by modularity",
    "Louvain partition that raises Q = sum over groups of [W_in / W − γ (S / 2W)²], W_in the weight inside a group, S the "
    "strength of its members, W all weight, γ the resolution",
    "Blondel, Guillaume, Lambiotte and Lefebvre (2008): Fast unfolding of communities in large networks, J. Stat. Mech. "
    "P10008; modularity: Newman and Girvan (2004), Physical Review E 69, 026113.",
)
# The method begins with a random order; a fixed one makes the same graph answer the same.
_SEED = 1


def communities(ties: Sequence[Tie], unit: str | None = None, resolution: float = 1.0) -> dict[str, Any]:
    """Groups of actors, the largest first, and the modularity of the partition.

    The weight of a pair is the number of its facts in both directions, or their sum in `unit`. Hostile relations (valence
    below 0) are left out: they are no bond, and modularity takes no negative weights. `modularity` is None without any weight.
    """
    import networkx as nx

    friendly = [tie for tie in ties if tie.relation.valence >= 0]
    called = names(friendly)
    network: nx.Graph[str] = nx.Graph()
    for (one, other), weight in sorted(undirected(weights(friendly, unit, both_ways=True)).items()):
        network.add_edge(one, other, weight=weight)
    if not network:
        return {"method": METHOD.as_json(), "unit": unit, "modularity": None, "communities": []}
    found = nx.community.louvain_communities(network, weight="weight", resolution=resolution, seed=_SEED)
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return {
        "method": METHOD.as_json(),
        "unit": unit,
        "modularity": nx.community.modularity(network, map(set, groups), weight="weight", resolution=resolution),
        "communities": [[{"id": ident, "name": called[ident]} for ident in group] for group in groups],
    }
