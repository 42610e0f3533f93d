"""Neo4j's values as JSON (DESIGN section 6, "Answers").

Dates, times and durations are ISO 8601 text; a point is `{"srid", "x", "y"[, "z"]}`; NaN and infinities are null; bytes
are lists of numbers; a node is `{"id", "labels", "properties"}`, a relationship `{"id", "type", "start", "end",
"properties"}` and a path `{"nodes", "relationships"}`. Ids of nodes and relationships are Neo4j's element ids, because a
relationship alone knows only those of its ends; Bilat's own ids stand among the properties.
"""

from __future__ import annotations

import math
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time


def plain(value: object) -> Any:
    """A value of the driver's as a JSON value."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Node):
        return {"id": value.element_id, "labels": sorted(value.labels), "properties": plain(dict(value.items()))}
    if isinstance(value, Relationship):
        return _relationship(value)
    if isinstance(value, Path):
        return {"nodes": [plain(n) for n in value.nodes], "relationships": [plain(r) for r in value.relationships]}
    if isinstance(value, Point):
        return {"srid": value.srid, **dict(zip("xyz", map(plain, value), strict=False))}
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, Date | DateTime | Time | Duration):
        return value.iso_format()
    if isinstance(value, list | tuple | set | frozenset | bytes | bytearray):
        return [plain(one) for one in value]
    return str(value)


def _relationship(value: Relationship) -> dict[str, Any]:
    start, end = value.nodes
    return {
        "id": value.element_id,
        "type": value.type,
        "start": start.element_id if start else None,
        "end": end.element_id if end else None,
        "properties": plain(dict(value.items())),
    }
