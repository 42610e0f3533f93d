"""Neo4j's values as JSON (DESIGN section 6, "Answers").

Dates, times and spans of time are ISO 8601 text (`graph/iso.py`); a point is `{"srid", "x", "y"[, "z"]}`; NaN and
infinities are null once they are written; bytes are lists of numbers; a node is `{"id", "labels", "properties"}`, a
relationship `{"id", "type", "start", "end", "properties"}` and a path `{"nodes", "relationships"}`. Ids of nodes and
relationships are Neo4j's element ids, because a relationship alone knows only those of its ends; Bilat's own ids stand
among the properties.

Here they are made of the driver's values; `graph/structures.py` makes the same of what Bolt sends.
"""

from __future__ import annotations

from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph import iso

_EPOCH = Date(1970, 1, 1).to_ordinal()


def plain(value: object) -> Any:
    """A value of the driver's as a JSON value."""
    if value is None or isinstance(value, bool | int | str | float | bytes):
        return value
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
    if isinstance(value, Date | DateTime | Time | Duration):  # Duration is a tuple, too
        return _temporal(value)
    if isinstance(value, list | tuple | set | frozenset | bytearray):
        return [plain(one) for one in value]
    return str(value)


def _temporal(value: Date | DateTime | Time | Duration) -> str:
    if isinstance(value, Date):
        return iso.day(value.to_ordinal() - _EPOCH)
    if isinstance(value, DateTime):
        offset = value.utcoffset()
        ahead = 0 if offset is None else round(offset.total_seconds())
        days = value.date().to_ordinal() - _EPOCH
        seconds, nanoseconds = divmod(value.time().ticks, 1_000_000_000)
        clock = days * iso.DAY_SECONDS + seconds
        return iso.local_moment(clock, nanoseconds) if offset is None else iso.moment(clock - ahead, nanoseconds, ahead)
    if isinstance(value, Time):
        offset = value.utcoffset()
        return iso.time(value.ticks, None if offset is None else round(offset.total_seconds()))
    return iso.duration(value.months, value.days, value.seconds, value.nanoseconds)


def _relationship(value: Relationship) -> dict[str, Any]:
    # An end that wasn't answered itself has no properties, which makes it false though it is there.
    start, end = value.nodes
    return {
        "id": value.element_id,
        "type": value.type,
        "start": start.element_id if start is not None else None,
        "end": end.element_id if end is not None else None,
        "properties": plain(dict(value.items())),
    }
