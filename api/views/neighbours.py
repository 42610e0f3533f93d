"""The neighbours of an actor, for a picture that is expanded by a click: the same nodes, edges and lines as pages have."""

from __future__ import annotations

from typing import Any

from api.views.line_rows import line_rows, lines_told
from api.views.lines import boxes, line_edges
from graph.lines import actors, lines
from graph.model import Actor
from graph.reading import FactFilter
from graph.store import Store
from graph.vocabulary import vocabulary

LIMIT = 60


def neighbours(store: Store, actor: Actor, limit: int = LIMIT) -> dict[str, Any]:
    """`{"nodes", "edges", "lines"}` of the lines of one actor with most facts; where they stand is the page's business."""
    found = lines(store, FactFilter(), party=actor.id, limit=limit)
    known = actors(store, found)
    ids = sorted(known)
    return {
        "nodes": boxes(known, ids, [(0.0, 0.0)] * len(ids), served=True),
        "edges": [{"id": f"n:{item['facts'][0]}", **item} for item in line_edges(found)],
        "lines": lines_told(line_rows(found, known, vocabulary(), None)),
    }
