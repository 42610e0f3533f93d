"""Lines between actors as the edges and the nodes of a picture."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.views.addresses import actor_address
from api.views.names import flag
from api.views.picture import Item, node, shortened
from api.views.picture import line as picture_line
from graph.lines import Line

DOT_ROOM = 72.0
"""How much of a picture a dot with its name gets."""
_BY_MACHINE = frozenset({"machine", "computed"})

Actors = Mapping[str, Mapping[str, Any]]


def line_edges(found: Iterable[Line], *, bent: bool = True) -> list[Item]:
    """The edges of a picture, one for each direction and dimension; further ones of the same two are bent further."""
    groups: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in found:
        groups[line.start, line.end, line.dimension].append(line)
    bends: dict[tuple[str, str], int] = defaultdict(int)
    edges = []
    for (start, end, dimension), members in groups.items():
        joint = members[0] if len(members) == 1 else _joint(members)
        more: dict[str, Any] = {}
        if bent:
            bends[start, end] += 1
            roundness = round(0.07 + 0.1 * (bends[start, end] - 1), 2)
            more["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": roundness}
        edges.append(
            picture_line(
                start,
                end,
                facts=[line.id for line in members],
                dimension=dimension,
                status=joint.status,
                count=joint.facts,
                valence=joint.valence,
                arrow=not joint.symmetric,
                faint=joint.method in _BY_MACHINE,
                **more,
            )
        )
    return edges


def _joint(members: Sequence[Line]) -> Line:
    """What an edge that stands for several lines looks like."""
    count = sum(line.facts for line in members)
    return members[0]._replace(
        status="disputed" if any(line.status == "disputed" for line in members) else members[0].status,
        facts=count,
        valence=sum(line.valence * line.facts for line in members) / count,
        symmetric=all(line.symmetric for line in members),
        # As soon as one of them was written down by people, the edge isn't one that only machines tell of.
        method=next((line.method for line in members if line.method not in _BY_MACHINE), members[0].method),
    )


def weights(found: Iterable[Line]) -> dict[tuple[str, str], float]:
    """How much pairs pull each other: what is cooperative does, on a scale of logarithms; the hostile hardly does."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for line in found:
        pair = (line.start, line.end) if line.start < line.end else (line.end, line.start)
        sums[pair] += line.facts * (1.0 if line.valence > 0 else 0.05)
    return {pair: math.log1p(weight) for pair, weight in sums.items()}


def dots(
    actors: Actors,
    found: Iterable[Line],
    points: Mapping[str, tuple[float, float]],
    member: Mapping[str, int],
    *,
    served: bool,
) -> list[Item]:
    """The nodes of a network: dots whose size says in how many facts they are, on a root scale."""
    sums: dict[str, int] = defaultdict(int)
    for line in found:
        for end in (line.start, line.end):
            sums[end] += line.facts
    top = max(sums.values(), default=1)
    made = []
    for ident in sorted(sums, key=lambda each: (-sums[each], each)):
        size = round(6 + 22 * math.sqrt(sums[ident] / top), 1)
        name = str(actors[ident]["name"])
        more: dict[str, Any] = {"size": size, "community": member.get(ident, 0), "actor": True}
        if len(name) > 26:
            more["full"] = name
        if served and actor_address(ident):
            more["href"] = actor_address(ident)
        made.append(
            node(ident, shortened(name, 26), "dot", points[ident], flag=flag({"id": ident}), **more) | {"shape": "dot"}
        )
    return made


def boxes(actors: Actors, ids: Sequence[str], points: Sequence[tuple[float, float]], *, served: bool) -> list[Item]:
    """Actors as boxes with flag and name."""
    made = []
    for ident, point in zip(ids, points, strict=True):
        name, address = str(actors[ident]["name"]), actor_address(ident)
        more = {"href": address} if served and address else {}
        made.append(
            node(ident, shortened(name, 24), "partner", point, flag=flag({"id": ident}), full=name, actor=True, **more)
        )
    return made
