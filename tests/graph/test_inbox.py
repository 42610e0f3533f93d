"""Reading ahead: the same rows as the driver's public way, bytes counted before decoding, and ends in a message's middle."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from importlib import metadata
from typing import Any

import pytest

from graph import inbox
from graph.ending import Ending
from graph.errors import TimeLimitError, TooLargeError
from graph.inbox import TESTED, ReadAhead
from graph.settings import Settings
from graph.store import Bounds, Store

EVERYTHING = """
MATCH p = (c:Country {id: 'PRK'})-[s:SUPPLIES]->(r:Resource {id: 'troops'})<-[:OF]-(f:Fact)
RETURN c, s, p, null AS none, true AS yes, -1 AS few, 9007199254740993 AS big, -9223372036854775808 AS least, 1.5 AS float,
  'é' AS text, [1, 'a', [null]] AS list, {a: {b: date('2024-10-12')}} AS map, date('2024-10-12') AS day,
  time('10:00:00.5+01:00') AS time, localtime('10:00') AS localtime, localdatetime('1916-01-01T10:00:00') AS local,
  datetime('2024-10-12T10:00:00.123456789Z') AS moment, datetime('2024-07-01T10:00[Europe/Berlin]') AS zoned,
  datetime('1950-01-01T10:00-03:30') AS offset, duration('P1Y2M3DT4H5M6.5S') AS span, duration('-PT0.5S') AS back,
  point({x: 1, y: 2}) AS flat, point({latitude: 1, longitude: 2, height: 3}) AS place
"""
MANY = "UNWIND range(1, 30000) AS n RETURN n, toString(n) AS text, [n, n * 1.5, null] AS list"


@pytest.fixture(params=[True, False], ids=["ahead", "public"])
def either(sample: Store, request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store that reads ahead, and one that reads the driver's public way."""
    chosen = Settings(bilat_read_ahead=request.param)
    with Store.connect(chosen) as store:
        yield store


def rows(store: Store, text: str, bounds: Bounds | None = None) -> list[list[Any]]:
    with store.reading(text, {}, bounds or Bounds(30)) as reading:
        return [row for batch in reading.batches() for row in batch.rows()]


def test_the_versions_that_it_was_written_for_are_those_that_are_pinned() -> None:
    assert {name: metadata.version(name) for name in TESTED} == TESTED
    assert inbox.insides() is not None


def test_other_versions_are_read_the_public_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TESTED, "neo4j", "7.0.0")
    assert inbox.insides() is None
    monkeypatch.setattr(inbox, "_driver", None)
    assert inbox.read_ahead(object()) is None


def test_both_ways_read_the_same(sample: Store) -> None:
    with Store.connect(Settings(bilat_read_ahead=False)) as public:
        for text in (EVERYTHING, MANY):
            assert rows(sample, text) == rows(public, text)


def test_what_is_read_is_what_was_asked_for(either: Store) -> None:
    assert rows(either, "RETURN 1 AS one") == [[1]]
    assert rows(either, "UNWIND [] AS n RETURN n") == []
    found = rows(either, MANY)
    assert len(found) == 30_000
    assert found[-1] == [30_000, "30000", [30_000, 45_000.0, None]]


def test_a_message_of_many_chunks(either: Store) -> None:
    assert rows(either, "RETURN range(1, 300000) AS long") == [[list(range(1, 300_001))]]


def test_a_pull_of_a_few_rows_leaves_the_rest_unread(sample: Store) -> None:
    assert len(rows(sample, MANY, Bounds(30, rows=10))) == 10
    assert rows(sample, "RETURN 1 AS one") == [[1]]


def test_bytes_are_counted_before_anything_is_decoded(sample: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReadAhead, "decode", lambda *_: pytest.fail("decoded"))
    with pytest.raises(TooLargeError):
        rows(sample, "RETURN range(1, 3000000) AS long", Bounds(30, size=1_000_000))
    # The first rows may come together with the word that the query runs.
    with pytest.raises(TooLargeError, match="bytes"):
        rows(sample, "RETURN 1 AS one", Bounds(30, size=1))
    monkeypatch.undo()
    assert rows(sample, "RETURN 1 AS one") == [[1]]


def test_leaving_early_ends_the_query_at_once(sample: Store) -> None:
    endless = "UNWIND range(1, 1000000000) AS n RETURN n"
    with sample.reading(endless, {}, Bounds(300, mark="left-early")) as reading:
        assert next(reading.batches()).rows()[0] == [1]
    wait_until_over(sample, "left-early")


def test_another_thread_ends_a_query_that_has_no_row_yet(sample: Store) -> None:
    ending = Ending()
    busy = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(*)"
    timer = threading.Timer(1, ending.end)
    timer.start()
    with pytest.raises(TimeLimitError), sample.reading(busy, {}, Bounds(300, mark="ended"), ending) as reading:
        list(reading.batches())
    timer.join()
    wait_until_over(sample, "ended")


def test_the_deadline_holds_where_the_database_does_not_keep_its_own(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Neo4j ends it after 30 s, and we stop to wait at once.
    busy = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH count(*) AS n RETURN n"
    monkeypatch.setattr("graph.store.LATE", -29)
    began = time.monotonic()
    with pytest.raises(TimeLimitError):
        rows(sample, busy, Bounds(30, mark="late"))
    assert time.monotonic() - began < 25
    monkeypatch.undo()
    wait_until_over(sample, "late")
    assert rows(sample, "RETURN 1 AS one") == [[1]]


def test_a_connection_goes_back_without_limits(sample: Store) -> None:
    with sample.reading("RETURN 1", {}, Bounds(0.5, size=1_000)) as reading:
        list(reading.batches())
        assert reading._inbox.deadline is None  # type: ignore[attr-defined]
        assert reading._inbox.most is None  # type: ignore[attr-defined]


def wait_until_over(store: Store, mark: str) -> None:
    for _ in range(100):
        if not store.running([mark], 10):
            return
        time.sleep(0.1)
    pytest.fail(f"{mark} still runs")
