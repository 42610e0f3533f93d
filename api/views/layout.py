"""Where things stand in a picture, computed beforehand so that a page opens still.

Plain arithmetic: the layouts of networkx need numpy, and those that pull and push take a second for a thousand nodes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Point = tuple[float, float]

_GOLDEN = math.pi * (3 - math.sqrt(5))


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
