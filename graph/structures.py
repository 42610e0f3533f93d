"""What Bolt sends as a structure (a tag and fields), as JSON values: `graph/values.py` says which.

Source: the Bolt protocol's structure semantics, https://neo4j.com/docs/bolt/current/bolt/structure-semantics/.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import Any

from graph import iso


def value_of(tag: bytes, fields: Sequence[Any]) -> Any:
    """The JSON value of a structure whose fields are JSON values already.

    >>> value_of(b"N", [7, ["Country", "Actor"], {"id": "PRK"}, "4:x:7"])
    {'id': '4:x:7', 'labels': ['Actor', 'Country'], 'properties': {'id': 'PRK'}}
    >>> value_of(b"D", [20_008]), value_of(b"X", [7203, 1.0, 2.0])
    ('2024-10-12', {'srid': 7203, 'x': 1.0, 'y': 2.0})
    """
    made = _VALUES.get(tag)
    return made(*fields) if made else f"a value of a kind that isn't known here ({tag!r})"


def node(number: int, labels: list[str], properties: dict[str, Any], element: str | None = None) -> dict[str, Any]:
    """A node. Before Bolt 5 there is only the number."""
    return {"id": element or str(number), "labels": sorted(labels), "properties": properties}


def relationship(
    number: int,
    start: int,
    end: int,
    kind: str,
    properties: dict[str, Any],
    element: str | None = None,
    start_element: str | None = None,
    end_element: str | None = None,
) -> dict[str, Any]:
    """A relationship."""
    return {
        "id": element or str(number),
        "type": kind,
        "start": start_element or str(start),
        "end": end_element or str(end),
        "properties": properties,
    }


def _unbound(number: int, kind: str, properties: dict[str, Any], element: str | None = None) -> dict[str, Any]:
    """A relationship of a path, which says its ends by its place there."""
    return {"id": element or str(number), "type": kind, "start": None, "end": None, "properties": properties}


def path(nodes: list[dict[str, Any]], relationships: list[dict[str, Any]], steps: list[int]) -> dict[str, Any]:
    """A path: `steps` name by turns a relationship (from 1; negative where it is walked against its direction) and a node."""
    walked, taken = [nodes[0]], []
    for step, place in zip(steps[::2], steps[1::2], strict=True):
        before, after = walked[-1], nodes[place]
        start, end = (before, after) if step > 0 else (after, before)
        taken.append({**relationships[abs(step) - 1], "start": start["id"], "end": end["id"]})
        walked.append(after)
    return {"nodes": walked, "relationships": taken}


def point(srid: int, *place: float) -> dict[str, Any]:
    """A point of two or three dimensions."""
    return {"srid": srid, **dict(zip("xyz", place, strict=False))}


# The numbers of a vector, by the PackStream marker that Bolt 6 names their kind by.
_NUMBERS = {b"\xc1": "d", b"\xc6": "f", b"\xc8": "b", b"\xc9": "h", b"\xca": "i", b"\xcb": "q"}


def _vector(kind: bytes, numbers: bytes) -> list[float]:
    letter = _NUMBERS[kind]
    return list(struct.unpack(f">{len(numbers) // struct.calcsize(letter)}{letter}", numbers))


_VALUES: dict[bytes, Callable[..., Any]] = {
    b"N": node,
    b"R": relationship,
    b"r": _unbound,
    b"P": path,
    b"X": point,
    b"Y": point,
    b"D": iso.day,
    b"T": iso.time,
    b"t": iso.time,
    b"d": iso.local_moment,
    b"I": iso.moment,
    b"i": iso.moment,
    # Bolt 4 tells seconds on the clock of the zone instead of in UTC.
    b"F": lambda seconds, nanoseconds, offset: iso.moment(seconds - offset, nanoseconds, offset),
    b"E": iso.duration,
    b"V": _vector,
}
