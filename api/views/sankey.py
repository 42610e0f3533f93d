"""A resource's flow as a Sankey diagram: who gives on the left, who gets on the right, bands as wide as what passes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from api.views.addresses import dyad_address
from api.views.names import named
from api.views.numbers import number, unit_words
from graph.lines import Line

MOST = 12
"""How many actors stand on a side; what the others give or get is one band."""
_OTHERS = "others"
_WIDTH, _HEIGHT, _GAP, _BOX, _LABEL = 1000, 420, 8, 10, 210


def sankey(found: Sequence[Line], known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any] | None:
    """What is actually given, as a picture of 1000 by 420 or higher; None where two lines or fewer would be drawn.

    Bands are as wide as the quantities in the unit that most lines give; lines in other units or without a number are
    left out and counted. Where no line has a number, facts are counted.
    """
    actual = [line for line in found if line.modality == "actual" and not line.symmetric]
    unit, weighed = _weighed(actual)
    if len(weighed) < 3:
        return None
    flows: dict[tuple[str, str], float] = defaultdict(float)
    kept = [_most(weighed, end) for end in (0, 1)]
    for (start, end), weight in weighed.items():
        flows[start if start in kept[0] else _OTHERS, end if end in kept[1] else _OTHERS] += weight
    height = max(_HEIGHT, 34 * max(len({ends[side] for ends in flows}) for side in (0, 1)))
    sides = [_column(flows, side, height) for side in (0, 1)]
    return {
        "width": _WIDTH,
        "height": height,
        "unit": unit_words(unit) if unit else "facts",
        "left_out": sum((line.number or {}).get("unit") != unit for line in actual) if unit else 0,
        "boxes": [
            _box(ident, place, side, known) for side, column in enumerate(sides) for ident, place in column.items()
        ],
        "bands": _bands(flows, sides, known, unit),
    }


def _weighed(actual: Sequence[Line]) -> tuple[str | None, dict[tuple[str, str], float]]:
    """The unit that most lines have, and what passes from whom to whom in it; None and facts where none has any."""
    units = Counter(str(line.number["unit"]) for line in actual if line.number and line.number.get("unit"))
    unit = min(units, key=lambda each: (-units[each], each)) if units else None
    weighed: dict[tuple[str, str], float] = defaultdict(float)
    for line in actual:
        if unit is None:
            weighed[line.start, line.end] += line.facts
        elif line.number and line.number["unit"] == unit and line.number["best"]:
            weighed[line.start, line.end] += float(line.number["best"])
    return unit, dict(weighed)


def _most(weighed: Mapping[tuple[str, str], float], side: int) -> set[str]:
    sums: Counter[str] = Counter()
    for ends, weight in weighed.items():
        sums[ends[side]] += weight  # type: ignore[assignment]  # a Counter adds up floats as well
    ordered = sorted(sums, key=lambda ident: (-sums[ident], ident))
    return set(ordered if len(ordered) <= MOST + 1 else ordered[:MOST])


class _Place:
    """Where an actor stands in its column, and how far its bands have filled it."""

    def __init__(self, y: float, height: float, total: float) -> None:
        self.y, self.height, self.total, self.filled = y, height, total, 0.0

    def take(self, weight: float) -> tuple[float, float]:
        """The middle and the width of the next band."""
        width = self.height * weight / self.total
        middle = self.y + self.filled + width / 2
        self.filled += width
        return middle, width


def _column(flows: Mapping[tuple[str, str], float], side: int, height: float) -> dict[str, _Place]:
    sums: dict[str, float] = defaultdict(float)
    for ends, weight in flows.items():
        sums[ends[side]] += weight
    ordered = sorted(sums, key=lambda ident: (ident == _OTHERS, -sums[ident], ident))
    room = height - _GAP * (len(ordered) - 1)
    total, y, column = sum(sums.values()), 0.0, {}
    for ident in ordered:
        tall = room * sums[ident] / total
        column[ident] = _Place(y, tall, sums[ident])
        y += tall + _GAP
    return column


def _box(ident: str, place: _Place, side: int, known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    name = _OTHERS if ident == _OTHERS else str(known[ident]["name"])
    return {
        "name": name if len(name) <= 24 else f"{name[:23].rstrip()}…",
        "side": "giving" if side == 0 else "getting",
        "x": _LABEL if side == 0 else _WIDTH - _LABEL - _BOX,
        "y": round(place.y, 1),
        "width": _BOX,
        "height": round(max(place.height, 1), 1),
        "label_x": _LABEL - 8 if side == 0 else _WIDTH - _LABEL + 8,
        "label_y": round(place.y + place.height / 2 + 4, 1),
    }


def _bands(
    flows: Mapping[tuple[str, str], float],
    sides: Sequence[Mapping[str, _Place]],
    known: Mapping[str, Mapping[str, Any]],
    unit: str | None,
) -> list[dict[str, Any]]:
    """The bands, in the order of both columns, so that they cross as little as they can."""
    order = [{ident: at for at, ident in enumerate(side)} for side in sides]
    starts, ends = (
        {
            flow: sides[side][flow[side]].take(flows[flow])
            for flow in sorted(flows, key=lambda each: (order[side][each[side]], order[1 - side][each[1 - side]]))
        }
        for side in (0, 1)
    )
    left, right = _LABEL + _BOX, _WIDTH - _LABEL - _BOX
    middle = (left + right) / 2
    made = []
    for (one, other), weight in flows.items():
        (y, width), (to, _) = starts[one, other], ends[one, other]
        names = [_OTHERS if ident == _OTHERS else named(known[ident]) for ident in (one, other)]
        made.append(
            {
                "d": f"M{left} {y:.1f}C{middle:.0f} {y:.1f} {middle:.0f} {to:.1f} {right} {to:.1f}",
                "width": round(max(width, 0.75), 2),
                "words": f"{names[0]} to {names[1]}: {number(float(f'{weight:.4g}'))} {unit_words(unit) if unit else 'facts'}",
                "href": dyad_address(*sorted((one, other))) if _OTHERS not in (one, other) and one != other else "",
            }
        )
    return sorted(made, key=lambda band: -float(band["width"]))
