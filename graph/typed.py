"""Parameters that JSON has no values for, told as `{"$type": "Date", "_value": "2024-10-12"}`.

The names and texts are those of Neo4j's own HTTP Query API ("typed JSON", https://neo4j.com/docs/query-api/current/result-formats/).
An object of exactly these two keys is taken for such a value, at any depth; every other object is a map.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytz
from neo4j.spatial import CartesianPoint, Point, WGS84Point
from neo4j.time import Date, DateTime, Duration, Time

from graph.errors import UnusableError

_KEYS = {"$type", "_value"}
_POINT = re.compile(r"SRID=(\d+);\s*POINT(?: Z)?\s*\(([^()]*)\)")
_POINTS = {4326: WGS84Point, 4979: WGS84Point, 7203: CartesianPoint, 9157: CartesianPoint}


def typed(parameters: Mapping[str, object]) -> dict[str, Any]:
    """Parameters with their typed values read.

    Raises UnusableError (422), which names the parameter, for an unknown type or a text that isn't of its type.

    >>> typed({"day": {"$type": "Date", "_value": "2024-10-12"}, "map": {"a": [1]}})
    {'day': neo4j.time.Date(2024, 10, 12), 'map': {'a': [1]}}
    >>> typed({"day": {"$type": "Date", "_value": "12 October"}})
    Traceback (most recent call last):
    graph.errors.UnusableError: The parameter $day holds '12 October', which is no Date as Neo4j writes it, such as '2024-10-12'.
    """
    return {name: _read(name, value) for name, value in parameters.items()}


def _read(name: str, value: object) -> Any:
    if isinstance(value, list):
        return [_read(name, one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() != _KEYS:
        return {key: _read(name, one) for key, one in value.items()}
    kind, given = value["$type"], value["_value"]
    if (kind == "List" and isinstance(given, list)) or (kind == "Map" and isinstance(given, dict)):
        return _read(name, given)
    if not isinstance(kind, str) or kind not in _READERS:
        raise UnusableError(
            f"The parameter ${name} has the $type {kind!r}, which isn't known; there are {', '.join(_READERS)}, List and Map."
        )
    read, example = _READERS[kind]
    try:
        return read(given)
    except (ValueError, TypeError, KeyError, OverflowError):
        raise UnusableError(
            f"The parameter ${name} holds {str(given)[:80]!r}, which is no {kind} as Neo4j writes it, such as {example!r}."
        ) from None


def _only(kind: type | tuple[type, ...]) -> Callable[[Any], object]:
    def same(given: Any) -> object:
        if not isinstance(given, kind):
            raise ValueError
        return given

    return same


def _whole(given: Any) -> int:
    """Neo4j writes integers as text, because JavaScript reads long ones wrongly."""
    if isinstance(given, bool | float):
        raise TypeError
    return int(given)


def _with_offset(read: Callable[[str], Any], *, wanted: bool) -> Callable[[str], object]:
    def made(given: str) -> object:
        value = read(given)
        if (value.tzinfo is not None) is not wanted:
            raise ValueError
        return value

    return made


def _zoned(given: str) -> DateTime:
    """`2024-10-12T12:00:00+02:00[Europe/Berlin]`; the zone may be left out."""
    clock, _, zone = given.removesuffix("]").partition("[")
    moment = DateTime.from_iso_format(clock)
    if moment.tzinfo is None:
        raise ValueError
    # pytz, as the driver itself reads zones: the standard library's ZoneInfo takes a DateTime of the driver's for one of its
    # own, reads past its end, and now and then the whole process dies of it (seen with CPython 3.11.7).
    return moment.as_timezone(pytz.timezone(zone)) if zone else moment


def _point(given: str) -> Point:
    found = _POINT.fullmatch(given)
    if found is None:
        raise ValueError
    srid, places = int(found[1]), [float(place) for place in found[2].split()]
    made = _POINTS[srid](places)
    if made.srid != srid:
        raise ValueError
    return made


_READERS: dict[str, tuple[Callable[[Any], object], str]] = {
    "Null": (lambda _: None, "null"),
    "Boolean": (_only(bool), "true"),
    "Integer": (_whole, "1"),
    "Float": (float, "1.5"),
    "String": (_only(str), "text"),
    "Base64": (lambda given: base64.b64decode(given, validate=True), "AQID"),
    "Date": (Date.from_iso_format, "2024-10-12"),
    "Time": (_with_offset(Time.from_iso_format, wanted=True), "10:00:00+01:00"),
    "LocalTime": (_with_offset(Time.from_iso_format, wanted=False), "10:00:00"),
    "LocalDateTime": (_with_offset(DateTime.from_iso_format, wanted=False), "2024-10-12T10:00:00"),
    "OffsetDateTime": (_with_offset(DateTime.from_iso_format, wanted=True), "2024-10-12T10:00:00Z"),
    "ZonedDateTime": (_zoned, "2024-10-12T12:00:00+02:00[Europe/Berlin]"),
    "Duration": (Duration.from_iso_format, "P1Y2M3DT4H"),
    "Point": (_point, "SRID=4326;POINT (37.6 55.7)"),
}
