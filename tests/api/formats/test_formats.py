"""The formats of answers: what each writes, piece by piece."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from api.formats import Ending, Writer, accepted, formats
from graph import iso
from graph.errors import QueryError

COLUMNS = ["n", "text"]
BATCHES: list[list[list[Any]]] = [[[1, "a"], [2, 'q"\n,x']], [[3, None]]]
WRONG = QueryError("went wrong")


WHOLE = Ending(1.5)


def written(name: str, columns: list[str], batches: list[list[list[Any]]], ending: Ending = WHOLE) -> bytes:
    writer = writer_of(name)
    return b"".join([writer.begin(columns), *map(writer.rows, batches), writer.end(ending)])


def writer_of(name: str) -> Writer:
    (found,) = (made() for made in formats().values() if made.name == name)
    return found


def test_every_format_has_its_media_type() -> None:
    assert {made.name: media for media, made in formats().items()} == {
        "json": "application/json",
        "ndjson": "application/x-ndjson",
        "csv": "text/csv",
        "arrow": "application/vnd.apache.arrow.stream",
    }
    assert accepted("text/csv").name == "csv"
    assert accepted("text/csv;q=0, application/json;q=x").name == "json"


def test_json() -> None:
    assert json.loads(written("json", COLUMNS, BATCHES)) == {
        "columns": COLUMNS,
        "rows": [row for batch in BATCHES for row in batch],
        "truncated": False,
        "ms": 1.5,
    }
    assert json.loads(written("json", COLUMNS, []))["rows"] == []
    cut = json.loads(written("json", COLUMNS, BATCHES, Ending(1, "too many")))
    assert (cut["truncated"], cut["reason"]) == (True, "too many")
    late = json.loads(written("json", COLUMNS, BATCHES, Ending(1, None, WRONG)))
    assert (late["truncated"], late["error"]) == (True, "went wrong")


def test_ndjson() -> None:
    lines = [json.loads(line) for line in written("ndjson", COLUMNS, BATCHES).split(b"\n")[:-1]]
    assert lines == [{"n": 1, "text": "a"}, {"n": 2, "text": 'q"\n,x'}, {"n": 3, "text": None}, {"complete": True}]
    assert json.loads(written("ndjson", COLUMNS, [], Ending(1, "too many"))) == {"truncated": "too many"}
    assert json.loads(written("ndjson", COLUMNS, [], Ending(1, None, WRONG))) == {"error": "went wrong", "status": 400}
    tricky: list[list[list[Any]]] = [[[{"a": ",\n,"}, ",\\n,"]], [["\n,\n", "}\n{"]]]
    assert [json.loads(line)["n"] for line in written("ndjson", COLUMNS, tricky).splitlines()[:2]] == [
        {"a": ",\n,"},
        "\n,\n",
    ]


def test_csv() -> None:
    found = list(csv.reader(io.StringIO(written("csv", COLUMNS, BATCHES).decode(), newline="")))
    assert found == [["n", "text"], ["1", "a"], ["2", 'q"\n,x'], ["3", ""]]
    mixed = [[[True, [1, "b"]], [float("nan"), {"a": b"\x01"}], [iso.day(0), 0.1]]]
    found = list(csv.reader(io.StringIO(written("csv", COLUMNS, mixed).decode())))
    assert found[1:] == [["true", '[1,"b"]'], ["", '{"a":[1]}'], ["1970-01-01", "0.1"]]
    assert written("csv", COLUMNS, [], Ending(1, "too many")).endswith(b"\n# truncated: too many\n")
    assert written("csv", COLUMNS, [], Ending(1, None, WRONG)).endswith(b"\n# error: went wrong\n")


MOMENT, LOCAL = iso.moment(1, 500_000_000, "Europe/Berlin"), iso.local_moment(1, 0)
BERLIN = datetime(1970, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "kind", "told"),
    [
        ([1, None, -(2**63)], "int64", None),
        ([True, False], "bool", None),
        ([1.5, float("inf")], "double", None),
        ([1, 2.5], "double", [1.0, 2.5]),
        ([2**60, 2.5], "string", [str(2**60), "2.5"]),
        (["a", None], "string", None),
        ([b"\x00a"], "binary", None),
        ([iso.day(0), None], "date32[day]", [date(1970, 1, 1), None]),
        ([iso.day(10**9), None], "date32[day]", ...),
        ([iso.day(10**10)], "string", [iso.day(10**10)]),
        ([MOMENT], "timestamp[us, tz=UTC]", [BERLIN]),
        ([LOCAL], "timestamp[us]", [datetime(1970, 1, 1, 0, 0, 1)]),  # noqa: DTZ001 - a local date-time has no zone
        ([MOMENT, LOCAL], "string", ["1970-01-01T01:00:01.500+01:00", "1970-01-01T00:00:01"]),
        ([iso.moment(2**60, 0, 0)], "string", [iso.moment(2**60, 0, 0)]),
        ([iso.day(0), "a"], "string", ["1970-01-01", "a"]),
        ([1, "a", True], "string", ["1", "a", "true"]),
        ([None, None], "string", None),
        ([[1, None], [], None], "list<item: int64>", None),
        ([["a"], ["b", "c"]], "list<item: string>", None),
        ([[iso.day(0)], None], "list<item: date32[day]>", [[date(1970, 1, 1)], None]),
        ([[1, "a"], []], "string", ['[1,"a"]', "[]"]),
        ([[[1]], [[2]]], "string", ["[[1]]", "[[2]]"]),
        ([[], []], "string", ["[]", "[]"]),
        ([{"id": "x"}], "string", ['{"id":"x"}']),
    ],
)
def test_a_column_of_an_arrow_stream_has_the_type_that_its_values_agree_on(
    values: list[Any], kind: str, told: Any
) -> None:
    table = pa.ipc.open_stream(written("arrow", ["c"], [[[value] for value in values]])).read_all()
    assert str(table.schema.field("c").type) == kind
    if told is not ...:
        assert table.column("c").to_pylist() == (values if told is None else told)


def test_an_arrow_stream_of_many_batches() -> None:
    body = written("arrow", COLUMNS, [[[1.5, None], [2, None]], [[3, 7]], [[None, "x"]]])
    assert pa.ipc.open_stream(body).read_all().to_pydict() == {
        "n": [1.5, 2.0, 3.0, None],
        "text": [None, None, "7", "x"],
    }
    empty = pa.ipc.open_stream(written("arrow", COLUMNS, [])).read_all()
    assert (empty.num_rows, empty.schema.names) == (0, COLUMNS)


def test_an_arrow_stream_says_that_it_is_cut() -> None:
    reader = pa.ipc.open_stream(written("arrow", COLUMNS, BATCHES, Ending(1, "too many")))
    told = [reader.read_next_batch_with_custom_metadata() for _ in range(3)]
    assert [part.batch.num_rows for part in told] == [2, 1, 0]
    assert dict(told[-1].custom_metadata) == {b"truncated": b"too many"}


def test_a_column_of_an_arrow_stream_keeps_its_type() -> None:
    writer = writer_of("arrow")
    writer.begin(["n"])
    writer.rows([[1]])
    with pytest.raises(QueryError, match="'n' began as int64 and goes on as string"):
        writer.rows([["a"]])
    assert not writer.end(Ending(1, None, WRONG)).endswith(b"\xff\xff\xff\xff\x00\x00\x00\x00")
