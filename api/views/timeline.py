"""The time line of a dyad: cooperative above, hostile below, by the precision that the dates have.

A few facts are bars over the time in which they held; many are counted by the year or month in which they began, which is
the balance of cooperative and hostile acts. Undated facts stand in a margin of their own, never at "today".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from api.views.frames import Fact
from api.views.ledger import Row
from api.views.numbers import date_text
from api.views.pagedata import Ticks
from api.views.palette import dimension_order

WIDTH = 1000.0
_LEFT, _RIGHT = 150.0, 990.0
_MOST_BARS = 60
_LANE = 11.0
_HALF = 90.0
_AXIS = 22.0
_MARGIN = 120.0
_SQUARE = 9.0

Shape = dict[str, Any]


def timeline(facts: Sequence[Fact], rows: Mapping[str, Row], steps: Ticks | None) -> dict[str, Any] | None:
    """The time line as shapes for the template, in units of a picture 1,000 wide; None where there is nothing to draw.

    `{"width", "height", "axis", "bars" or "columns", "undated", "labels", "scale", "balance", "neutral", "unit"}`. `scale`
    is what the page's script needs to put its mark at the step that the slider is at.
    """
    told = [fact for fact in facts if fact["status"] not in ("denied", "retracted")]
    signed = [fact for fact in told if fact["valence"]]
    if not signed:
        return None
    undated = [fact for fact in signed if rows[str(fact["id"])].days is None]
    dated = [fact for fact in signed if rows[str(fact["id"])].days is not None] if steps else []
    scale = _Scale(steps) if steps else None
    few = len(dated) <= _MOST_BARS
    drawn = (
        _bars(dated, rows, scale) if scale and few else _columns(dated, rows, scale) if scale else ([], _LANE, _LANE)
    )
    shapes, up, down = drawn
    margin, margin_up, margin_down = _undated(undated, rows)
    up, down = max(up, margin_up, 30.0), max(down, margin_down, 30.0)
    return {
        "width": WIDTH,
        "height": up + down + _AXIS,
        "axis": up,
        "down": down,
        "kind": "bars" if few else "columns",
        "shapes": [shape | {"y": round(up + shape["y"], 1)} for shape in shapes],
        "undated": [shape | {"y": round(up + shape["y"], 1)} for shape in margin],
        "undated_count": len(undated),
        "labels": scale.labels() if scale else [],
        "scale": scale.told() if scale else None,
        "left": _LEFT,
        "right": _RIGHT,
        "balance": _balance(dated, rows, steps) if steps else [],
        "neutral": len(told) - len(signed),
        "unit": steps.unit if steps else "year",
    }


class _Scale:
    """From steps of time to places across the picture."""

    def __init__(self, steps: Ticks) -> None:
        self.steps = steps
        self.count = steps.last - steps.first + 1

    def x(self, tick: float) -> float:
        part = (tick - self.steps.first) / self.count
        return round(_LEFT + min(max(part, 0.0), 1.0) * (_RIGHT - _LEFT), 1)

    def day(self, day: str, *, end: bool) -> float:
        """A day's place; the last day of a span ends where that day ends."""
        year, month, of_month = int(day[:4]), int(day[5:7]), int(day[8:10])
        part = (month - 1 + (of_month - (not end)) / 31) / 12
        return self.x(year + part if self.steps.unit == "year" else 12 * (year + part))

    def labels(self) -> list[dict[str, Any]]:
        """At most about ten labels at round steps."""
        months = self.steps.unit == "month"
        for gap in (1, 3, 12) if months else (1, 2, 5, 10, 20, 50, 100, 200, 500):
            first = -(-self.steps.first // gap) * gap
            ticks = range(first, self.steps.last + 1, gap)
            if len(ticks) <= 10:
                break
        return [
            {"x": self.x(tick), "text": self.text(tick, short=True), "end": self.x(tick) > _RIGHT - 40}
            for tick in ticks
        ]

    def text(self, tick: int, *, short: bool = False) -> str:
        if self.steps.unit == "year":
            return str(tick)
        told = date_text(f"{tick // 12:04}-{tick % 12 + 1:02}")
        return f"{told[:3]} {told[-4:]}" if short else told

    def told(self) -> dict[str, Any]:
        return {"first": self.steps.first, "count": self.count, "left": _LEFT, "right": _RIGHT}


def _shape(fact: Fact, row: Row, x: float, y: float, width: float, height: float) -> Shape:
    return {
        "id": row.id,
        "x": x,
        "y": y,
        "width": round(width, 1),
        "height": height,
        "dimension": row.dimension,
        "status": row.status,
        "words": f"{row.actor} {row.title}{f' {row.recipient}' if row.recipient else ''}, {row.when}, {row.status}",
        "faint": fact["method"] in ("machine", "computed"),
    }


def _bars(facts: Sequence[Fact], rows: Mapping[str, Row], scale: _Scale) -> tuple[list[Shape], float, float]:
    """A bar for each fact, in the first lane from the axis that is free where it begins."""
    lanes: dict[bool, list[float]] = {True: [], False: []}
    shapes = []
    for fact in sorted(facts, key=lambda each: (rows[str(each["id"])].days or ("", ""), str(each["id"]))):
        row = rows[str(fact["id"])]
        first, last = row.days or ("", "")
        start, end = scale.day(first, end=False), scale.day(last, end=True)
        width = max(end - start, 5.0)
        side = lanes[fact["valence"] > 0]
        lane = next((place for place, free in enumerate(side) if free <= start), len(side))
        side[lane : lane + 1] = [start + width + 3]
        y = -(lane + 1) * _LANE - 2 if fact["valence"] > 0 else lane * _LANE + 4
        shapes.append(_shape(fact, row, start, y, width, _LANE - 3))
    return shapes, len(lanes[True]) * _LANE + 12, len(lanes[False]) * _LANE + 12


def _columns(facts: Sequence[Fact], rows: Mapping[str, Row], scale: _Scale) -> tuple[list[Shape], float, float]:
    """For each step how many facts began in it, stacked by dimension."""
    counts: dict[tuple[int, bool], Counter[str]] = defaultdict(Counter)
    for fact in facts:
        tick = _began(rows[str(fact["id"])], scale.steps)
        counts[tick, fact["valence"] > 0][str(fact["dimension"])] += 1
    top = max(sum(found.values()) for found in counts.values())
    width = max((_RIGHT - _LEFT) / scale.count - 1, 1.5)
    shapes = []
    for (tick, friendly), found in sorted(counts.items()):
        reached = 0.0
        for dimension, count in sorted(found.items(), key=lambda each: (dimension_order(each[0]), each[0])):
            height = count / top * _HALF
            y = -reached - height if friendly else reached
            words = f"{scale.text(tick)}: {count:,} {dimension} {'cooperative' if friendly else 'hostile'}"
            shapes.append(
                {"id": None, "x": scale.x(tick), "y": y, "width": round(width, 1), "height": round(height, 1)}
                | {"dimension": dimension, "status": "", "words": words, "faint": False}
            )
            reached += height
    return shapes, _HALF + 8, _HALF + 8


def _undated(facts: Sequence[Fact], rows: Mapping[str, Row]) -> tuple[list[Shape], float, float]:
    """A square for each undated fact, stacked from the axis in the margin."""
    across = int(_MARGIN // (_SQUARE + 3))
    sides = {True: [f for f in facts if f["valence"] > 0], False: [f for f in facts if f["valence"] < 0]}
    shapes, heights = [], {}
    for friendly, members in sides.items():
        members.sort(key=lambda fact: (dimension_order(str(fact["dimension"])), str(fact["id"])))
        shown = members[: across * 12]
        for place, fact in enumerate(shown):
            x = 6 + (place % across) * (_SQUARE + 3)
            line = place // across
            y = -(line + 1) * (_SQUARE + 3) - 1 if friendly else line * (_SQUARE + 3) + 4
            shapes.append(_shape(fact, rows[str(fact["id"])], x, y, _SQUARE, _SQUARE))
        heights[friendly] = -(-len(shown) // across) * (_SQUARE + 3) + 8
    return shapes, heights[True], heights[False]


def _began(row: Row, steps: Ticks) -> int:
    first, last = row.days or ("", "")
    return max(steps.first, min(steps.last, steps.of(first if int(first[:4]) else last)))


def _balance(facts: Sequence[Fact], rows: Mapping[str, Row], steps: Ticks) -> list[dict[str, Any]]:
    """By year or month: how many cooperative and hostile facts began, the newest first."""
    found: dict[int, Counter[bool]] = defaultdict(Counter)
    for fact in facts:
        found[_began(rows[str(fact["id"])], steps)][fact["valence"] > 0] += 1
    scale = _Scale(steps)
    return [
        {"when": scale.text(tick), "cooperative": counts[True], "hostile": counts[False]}
        for tick, counts in sorted(found.items(), reverse=True)
    ]
