"""Where things stand in a picture, computed beforehand so that a page opens still.

Plain arithmetic where places follow from an order; networkx where who has to do with whom decides.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

Point = tuple[float, float]

_GOLDEN = math.pi * (3 - math.sqrt(5))
_MOST_PULLED = 320
_FEW = 30


def column(count: int, x: float, gap: float) -> list[Point]:
    """Points above each other, their middle at height 0.

    >>> column(3, 10, 50)
    [(10, -50.0), (10, 0.0), (10, 50.0)]
    """
    return [(x, gap * (place - (count - 1) / 2)) for place in range(count)]


def around(count: int, radius: float) -> list[Point]:
    """Points on a ring around the origin, clockwise from the right; more rings outside where one is too short.

    A point has 110 units of its ring, and rings are 150 apart.
    """
    points: list[Point] = []
    while len(points) < count:
        room = max(6, int(2 * math.pi * radius / 110))
        here = min(room, count - len(points))
        for place in range(here):
            angle = 2 * math.pi * place / here
            points.append((round(radius * math.cos(angle), 1), round(0.72 * radius * math.sin(angle), 1)))
        radius += 150
    return points


def sunflower(ids: Sequence[str], weights: Mapping[str, float], gap: float = 60) -> dict[str, Point]:
    """Points as the seeds of a sunflower, the weightiest in the middle: even, without overlaps, in linear time."""
    ordered = sorted(ids, key=lambda ident: (-weights.get(ident, 0), ident))
    return {
        ident: (
            round(gap * math.sqrt(place) * math.cos(place * _GOLDEN), 1),
            round(gap * math.sqrt(place) * math.sin(place * _GOLDEN), 1),
        )
        for place, ident in enumerate(ordered)
    }


def spread(
    weights: Mapping[tuple[str, str], float], ids: Sequence[str], room: float = 130
) -> tuple[dict[str, Point], dict[str, int]]:
    """Places and communities for the actors of a network: who has much to do with each other stands together.

    `weights` are of unordered pairs. Up to `_MOST_PULLED` nodes pull and push each other; of a larger network its
    communities do, and in each of them the nodes stand as the seeds of a sunflower. Communities are numbered, the
    largest first. `room` is how much of it a node gets. The same on every run.
    """
    import networkx as nx  # noqa: PLC0415 - half a second that only a network needs

    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(ids)
    network.add_weighted_edges_from((one, other, weight) for (one, other), weight in weights.items() if weight > 0)
    found = _communities(network)
    member = {ident: place for place, community in enumerate(found) for ident in community}
    if len(ids) <= _MOST_PULLED:
        scale = room * math.sqrt(len(ids) + 1)
        return _pulled(network, scale, ids), member
    return _by_community(network, found, member), member


def _communities(network: nx.Graph[str]) -> list[list[str]]:
    """The communities, the largest first: by modularity, or in a large network by labels that spread, which is quicker."""
    import networkx as nx  # noqa: PLC0415

    if network.number_of_edges() <= 1_500:
        found = nx.community.louvain_communities(network, weight="weight", seed=1)
    else:
        found = list(nx.community.fast_label_propagation_communities(network, weight="weight", seed=1))
    return sorted((sorted(community) for community in found), key=lambda community: (-len(community), community))


def _pulled(network: nx.Graph[str], scale: float, ids: Sequence[str]) -> dict[str, Point]:
    import networkx as nx  # noqa: PLC0415

    if len(ids) < 2:
        return dict.fromkeys(ids, (0.0, 0.0))
    start = sunflower(sorted(ids), {ident: float(degree) for ident, degree in network.degree()}, 1.0)
    places = nx.spring_layout(
        network,
        k=2.2 / math.sqrt(len(ids)),
        pos={ident: (x / 10, y / 10) for ident, (x, y) in start.items()},
        weight="weight",
        iterations=70,
        seed=1,
        method="force",
    )
    even = _evened({ident: (float(x), float(y)) for ident, (x, y) in places.items()})
    # A window is wider than it is high.
    return {ident: (round(1.25 * scale * x, 1), round(0.8 * scale * y, 1)) for ident, (x, y) in even.items()}


def _evened(places: Mapping[str, Point]) -> dict[str, Point]:
    """The places with the crowd in the middle drawn apart: each keeps its direction, and how far out it is follows from
    how many are further in."""
    if len(places) <= _FEW:
        return dict(places)
    middle = [sum(point[axis] for point in places.values()) / len(places) for axis in (0, 1)]
    away = {ident: (x - middle[0], y - middle[1]) for ident, (x, y) in places.items()}
    ordered = sorted(away, key=lambda ident: (math.hypot(*away[ident]), ident))
    made = {}
    for rank, ident in enumerate(ordered):
        x, y = away[ident]
        stretch = math.sqrt((rank + 1) / len(places)) / (math.hypot(x, y) or 1.0)
        made[ident] = (x * stretch, y * stretch)
    return made


def _by_community(
    network: nx.Graph[str], found: Sequence[Sequence[str]], member: Mapping[str, int]
) -> dict[str, Point]:
    import networkx as nx  # noqa: PLC0415

    between: dict[tuple[int, int], float] = {}
    weight: float
    for one, other, weight in network.edges(data="weight"):
        if member[one] != member[other]:
            pair = (min(member[one], member[other]), max(member[one], member[other]))
            between[pair] = between.get(pair, 0.0) + weight
    above: nx.Graph[str] = nx.Graph()
    above.add_nodes_from(str(place) for place in range(len(found)))
    above.add_weighted_edges_from(
        (str(one), str(other), math.log1p(weight)) for (one, other), weight in between.items()
    )
    if len(found) <= _MOST_PULLED:
        centres = _pulled(above, 75 * math.sqrt(network.number_of_nodes()), list(above))
    else:
        sizes = {str(place): float(len(community)) for place, community in enumerate(found)}
        centres = sunflower(list(above), sizes, 75 * math.sqrt(network.number_of_nodes() / len(found)))
    degrees = dict(network.degree())
    return {
        ident: (round(centres[str(place)][0] + x, 1), round(centres[str(place)][1] + y, 1))
        for place, community in enumerate(found)
        for ident, (x, y) in sunflower(community, degrees, 42).items()
    }
