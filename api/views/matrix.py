"""The world as a matrix: who deals how with whom, a cell for each directed dyad, drawn as SVG."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from api.views.addresses import dyad_address
from api.views.names import named
from graph.lines import Line

MOST = 24
"""How many actors stand in the matrix: more would be too small to read."""
_CELL, _LEFT, _TOP = 30, 170, 62
_MIXED = 0.15


def matrix(
    found: Sequence[Line], known: Mapping[str, Mapping[str, Any]], active: int | None = None
) -> dict[str, Any] | None:
    """The actors with most facts as rows and columns, and a cell where one does anything to the other.

    `found` are lines of the graph, `known` their actors by id, `active` how many actors of the graph do anything. A
    cell's sign is that of its facts' mean valence, its strength their number on a log scale. None where nobody deals
    with anybody.
    """
    facts: Counter[str] = Counter()
    cells: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for line in found:
        for ends in [(line.start, line.end), (line.end, line.start)] if line.symmetric else [(line.start, line.end)]:
            cells[ends][0] += line.facts
            cells[ends][1] += line.facts * line.valence
        facts[line.start] += line.facts
        facts[line.end] += line.facts
    if not cells:
        return None
    shown = [ident for ident, _ in sorted(facts.items(), key=lambda each: (-each[1], each[0]))[:MOST]]
    # Side by side stand those of one name's beginning, as in a list that people look something up in.
    shown.sort(key=lambda ident: str(known[ident]["name"]))
    place = {ident: at for at, ident in enumerate(shown)}
    inside = {ends: told for ends, told in cells.items() if ends[0] in place and ends[1] in place}
    most = max((told[0] for told in inside.values()), default=1)
    side = _CELL * len(shown)
    return {
        "width": _LEFT + side + 2,
        "height": _TOP + side + 2,
        "left": _LEFT,
        "top": _TOP,
        "cell": _CELL,
        "heads": [
            {
                "id": ident,
                "name": _short(str(known[ident]["name"])),
                "code": ident.rpartition(":")[2][:4].upper(),
                "at": _CELL * place[ident],
            }
            for ident in shown
        ],
        "cells": [_cell(ends, told, place, known, most) for ends, told in sorted(inside.items())],
        "left_out": (active or len(facts)) - len(shown),
    }


def _cell(
    ends: tuple[str, str],
    told: Sequence[float],
    place: Mapping[str, int],
    known: Mapping[str, Mapping[str, Any]],
    most: float,
) -> dict[str, Any]:
    count, valence = int(told[0]), told[1] / told[0]
    sign = "mixed" if abs(valence) < _MIXED else "friendly" if valence > 0 else "hostile"
    words = {"mixed": "mixed or neutral", "friendly": "cooperative", "hostile": "hostile"}[sign]
    one, other = (named(known[ident]) for ident in ends)
    return {
        "x": _LEFT + _CELL * place[ends[1]],
        "y": _TOP + _CELL * place[ends[0]],
        "sign": sign,
        "mark": {"mixed": "±", "friendly": "+", "hostile": "−"}[sign],
        "strength": round(0.15 + 0.45 * math.log1p(count) / math.log1p(most), 2),
        "words": f"{one} to {other}: {count:,} fact{'s' if count != 1 else ''}, on the whole {words}",
        "href": dyad_address(*sorted(ends)),
    }


def _short(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:21].rstrip()}…"
