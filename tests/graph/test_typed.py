"""Typed parameters: what Neo4j gets is what was meant, and what is wrong is told by the parameter's name."""

from __future__ import annotations

from typing import Any

import pytest
import pytz

from graph.errors import UnusableError
from graph.store import Bounds, Store
from graph.typed import typed

KINDS = [
    ("Null", None, "NULL", None),
    ("Boolean", True, "BOOLEAN NOT NULL", True),
    ("Integer", "9007199254740993", "INTEGER NOT NULL", 9007199254740993),
    ("Float", "1.5", "FLOAT NOT NULL", 1.5),
    ("String", "a", "STRING NOT NULL", "a"),
    ("Date", "2024-10-12", "DATE NOT NULL", "2024-10-12"),
    ("Time", "10:00:00+01:00", "ZONED TIME NOT NULL", "10:00:00+01:00"),
    ("LocalTime", "10:00:00.5", "LOCAL TIME NOT NULL", "10:00:00.500"),
    ("LocalDateTime", "2024-10-12T10:00:00", "LOCAL DATETIME NOT NULL", "2024-10-12T10:00:00"),
    ("OffsetDateTime", "2024-10-12T10:00:00Z", "ZONED DATETIME NOT NULL", "2024-10-12T10:00:00Z"),
    (
        "ZonedDateTime",
        "2024-10-12T12:00:00+02:00[Europe/Berlin]",
        "ZONED DATETIME NOT NULL",
        "2024-10-12T12:00:00+02:00",
    ),
    ("Duration", "P1Y2M3DT4H5M6.5S", "DURATION NOT NULL", "P1Y2M3DT4H5M6.5S"),
    ("Point", "SRID=4326;POINT (37.6 55.7)", "POINT NOT NULL", {"srid": 4326, "x": 37.6, "y": 55.7}),
    ("Point", "SRID=9157;POINT Z (1 2 3)", "POINT NOT NULL", {"srid": 9157, "x": 1.0, "y": 2.0, "z": 3.0}),
]


def wrapped(kind: str, value: Any) -> dict[str, Any]:
    return {"$type": kind, "_value": value}


def test_neo4j_gets_a_value_of_the_type(store: Store) -> None:
    values = [wrapped(kind, value) for kind, value, *_ in KINDS]
    text = "UNWIND $values AS value RETURN valueType(value), value"
    with store.reading(text, typed({"values": values}), Bounds(30)) as reading:
        rows = [row for batch in reading.batches() for row in batch.rows()]
    assert rows == [[name, value] for _, _, name, value in KINDS]


def test_they_are_found_at_any_depth_and_other_maps_stay_maps() -> None:
    inner = wrapped("List", [wrapped("Integer", "1"), {"$type": "Date"}])
    assert typed({"x": {"a": [inner], "b": wrapped("Map", {"c": wrapped("Base64", "AQID")})}}) == {
        "x": {"a": [[1, {"$type": "Date"}]], "b": {"c": b"\x01\x02\x03"}}
    }


def test_a_named_zone_is_one_that_the_driver_can_work_with() -> None:
    # The standard library's zones read past the end of the driver's DateTime: the whole process died of it, now and then.
    moment = typed({"x": wrapped("ZonedDateTime", "2024-10-12T12:00:00+02:00[Asia/Kolkata]")})["x"]
    assert isinstance(moment.tzinfo, pytz.BaseTzInfo)
    assert moment.iso_format() == "2024-10-12T15:30:00.000000000+05:30"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("Date", "2024-13-01"),
        ("Date", 5),
        ("Date", None),
        ("Time", "10:00:00"),
        ("LocalTime", "10:00:00Z"),
        ("LocalDateTime", "2024-10-12T10:00:00Z"),
        ("OffsetDateTime", "2024-10-12T10:00:00"),
        ("ZonedDateTime", "2024-10-12T10:00:00+02:00[Europe/Nowhere]"),
        ("ZonedDateTime", "2024-10-12T10:00:00+02:00[../../etc/passwd]"),
        ("Duration", "a week"),
        ("Point", "POINT (1 2)"),
        ("Point", "SRID=4326;POINT Z (1 2 3)"),
        ("Point", "SRID=1;POINT (1 2)"),
        ("Base64", "%%%"),
        ("Integer", True),
        ("Integer", "one"),
        ("Boolean", "true"),
        ("String", 1),
        ("Node", "x"),
        (["Date"], "2024-10-12"),
        (None, "x"),
    ],
)
def test_what_is_of_no_type_is_told(kind: Any, value: Any) -> None:
    with pytest.raises(UnusableError, match=r"The parameter \$day"):
        typed({"day": {"a": [wrapped(kind, value)]}})
