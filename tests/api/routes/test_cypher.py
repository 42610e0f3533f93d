"""`POST /cypher`: answers, formats, refusals and limits, on the sample."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.app import create_app
from api.formats import formats
from graph.settings import Settings
from graph.store import Store
from tests.conftest import LOOPBACK
from tests.graph.guard.cases import hostile

pytestmark = pytest.mark.usefixtures("sample")

NDJSON = {"accept": "application/x-ndjson"}


def ask(client: TestClient, query: str, expected: int = 200, **parameters: Any) -> dict[str, Any]:
    answer = client.post("/cypher", json={"query": query, "parameters": parameters})
    assert answer.status_code == expected, answer.text
    if expected != 200:
        assert answer.headers["content-type"] == "application/problem+json"
    return dict(answer.json())


def test_the_questions_of_the_issue(client: TestClient) -> None:
    rows = ask(client, "MATCH (c:Country)-[s:SUPPLIES]->(r:Resource) RETURN c.name, r.name")["rows"]
    assert ["North Korea", "troops"] in rows
    assert ["Russia", "oil"] in rows
    received = ask(client, "MATCH (c:Country {id:'PRK'})-[:RECEIVES]->(r:Resource) RETURN r.id ORDER BY r.id")
    assert (received["columns"], received["rows"], received["truncated"]) == (["r.id"], [["food"], ["oil"]], False)
    assert received["ms"] > 0


def test_values_of_every_kind_are_documented_json(client: TestClient) -> None:
    query = (
        "RETURN 9007199254740993 AS big, 0.0/0.0 AS nan, 1.0/0.0 AS inf, date('2024-10-12') AS day, "
        "datetime('2024-10-12T10:00:00Z') AS moment, duration('P1Y2M') AS span, point({x: 1, y: 2}) AS place, "
        "[1, 'a', null, [true]] AS list, {a: {b: 1}} AS map, $given AS given"
    )
    given = {"text": "é", "list": [1, 2.5, None], "map": {"k": False}}
    answer = ask(client, query, given=given)
    row = dict(zip(answer["columns"], answer["rows"][0], strict=True))
    assert row == {
        "big": 9007199254740993,
        "nan": None,
        "inf": None,
        "day": "2024-10-12",
        "moment": "2024-10-12T10:00:00Z",
        "span": "P1Y2M",
        "place": {"srid": 7203, "x": 1.0, "y": 2.0},
        "list": [1, "a", None, [True]],
        "map": {"a": {"b": 1}},
        "given": given,
    }


def test_nodes_relationships_and_paths(client: TestClient) -> None:
    query = "MATCH p = (c:Country {id: 'PRK'})-[s:SUPPLIES]->(r:Resource {id: 'troops'}) RETURN c, s, p"
    node, relationship, path = ask(client, query)["rows"][0]
    assert set(node) == {"id", "labels", "properties"}
    assert node["labels"] == ["Actor", "Country"]
    assert set(relationship) == {"id", "type", "start", "end", "properties"}
    assert relationship["start"] == node["id"]
    assert [len(path["nodes"]), len(path["relationships"])] == [2, 1]


def test_ndjson_ends_with_a_word_on_completeness(client: TestClient) -> None:
    body = {"query": "UNWIND range(1, 3) AS n RETURN n, n * n AS square"}
    answer = client.post("/cypher", json=body, headers=NDJSON)
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert lines == [{"n": 1, "square": 1}, {"n": 2, "square": 4}, {"n": 3, "square": 9}, {"complete": True}]
    late = {"query": "UNWIND [1, 0] AS n RETURN 1 / n AS n"}
    last = json.loads(client.post("/cypher", json=late, headers=NDJSON).text.splitlines()[-1])
    assert "/ by zero" in last["error"]


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("MATCH (n) RETURN m", 400, "not defined"),
        ("MATCH (n) RETURNS n", 400, "Invalid input"),
        ("RETURN 1 / 0", 400, "/ by zero"),
        ("RETURN $nothing", 400, "parameter"),
        ("MATCH (n) DELETE n", 403, "DELETE"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", 403, "LOAD"),
        ("CALL dbms.listConfig() YIELD name RETURN name", 403, "dbms.listconfig"),
        ("RETURN '\\u0027'", 400, "\\u"),
        ("MATCH (n) WHERE n.name =~ '(a+)+b' RETURN n", 403, "repetition"),
    ],
)
def test_what_is_wrong_or_refused_says_so(client: TestClient, query: str, status: int, says: str) -> None:
    assert says in ask(client, query, status)["detail"]


def test_a_wrong_query_is_told_by_line_and_column(client: TestClient) -> None:
    body = ask(client, "MATCH (n)\nRETURN m", 400)
    assert (body["line"], body["column"]) == (2, 8)


@pytest.mark.parametrize("body", [b"", b"[]", b'{"query": 1}', b'{"query": "RETURN 1", "more": 1}', b"\xff"])
def test_a_request_of_another_form_is_a_problem(client: TestClient, body: bytes) -> None:
    answer = client.post("/cypher", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.fixture
def tight(home: Path) -> Iterator[TestClient]:
    """The API with small limits."""
    limits = Settings(bilat_home=home, bilat_query_seconds=5, bilat_query_rows=10, bilat_query_bytes=10_000)
    with TestClient(create_app(limits), client=LOOPBACK) as opened:
        yield opened


def test_limits(tight: TestClient) -> None:
    cut = ask(tight, "UNWIND range(1, 100) AS n RETURN n")
    assert (len(cut["rows"]), cut["truncated"]) == (10, True)
    assert ask(tight, "UNWIND range(1, 10) AS n RETURN n")["truncated"] is False
    assert "bytes" in ask(tight, "RETURN range(1, 100000) AS long", 413)["detail"]
    ask(tight, "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*)", 504)
    assert ask(tight, "RETURN 1 AS one")["rows"] == [[1]]


def test_dates_among_the_parameters(client: TestClient) -> None:
    day = {"$type": "Date", "_value": "2024-10-12"}
    query = "UNWIND $days AS day RETURN day < date('2024-10-13') AS before, day.month AS month"
    assert ask(client, query, days=[day])["rows"] == [[True, 10]]
    assert ask(client, "RETURN date($day).month AS month", day="2024-10-12")["rows"] == [[10]]
    wrong = ask(client, query, 422, days=[{**day, "_value": "12.10.2024"}])
    assert "$days holds '12.10.2024'" in wrong["detail"]
    pattern = {"$type": "String", "_value": "(a+)+"}
    assert "repetition" in ask(client, "RETURN 'a' =~ $p", 403, p=pattern)["detail"]


def test_the_drivers_public_way_gives_the_same_answers(client: TestClient, home: Path) -> None:
    query = {"query": "MATCH p = (c:Country)-[s:SUPPLIES]->(r) RETURN c, s, p, date('2024-10-12') AS day ORDER BY s.id"}
    public = Settings(bilat_home=home, bilat_read_ahead=False, bilat_query_rows=10_000, bilat_query_seconds=6)
    with TestClient(create_app(public), client=LOOPBACK) as other:
        for kind in formats():
            ours, theirs = (asked.post("/cypher", json=query, headers={"accept": kind}) for asked in (client, other))
            assert (ours.status_code, theirs.status_code) == (200, 200)
            assert rows_of(ours.content, kind) == rows_of(theirs.content, kind)
        ask(other, "MATCH (n) DELETE n", 403)
        ask(other, "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*)", 504)
        cut = ask(other, "UNWIND range(1, 20000) AS n RETURN n")
        assert (len(cut["rows"]), cut["truncated"]) == (10_000, True)
    small = Settings(bilat_home=home, bilat_read_ahead=False, bilat_query_bytes=10_000)
    with TestClient(create_app(small), client=LOOPBACK) as other:
        assert "bytes" in ask(other, "RETURN range(1, 100000) AS long", 413)["detail"]
        assert ask(other, "RETURN 1 AS one")["rows"] == [[1]]


def rows_of(body: bytes, kind: str) -> object:
    if "arrow" in kind:
        return pa.ipc.open_stream(body).read_all().to_pylist()
    return re.sub(rb'"ms":[0-9.]+', b"", body)


def test_hostile_queries_are_refused_and_change_nothing(client: TestClient, sample: Store) -> None:
    before = sample.read("read/totals")
    answers = {}
    for case in hostile():
        body = {"query": case.query, "parameters": case.parameters}
        try:
            text = json.dumps(body)
        except (TypeError, ValueError):
            continue
        answer = client.post("/cypher", content=text, headers={"content-type": "application/json"})
        answers[case.title] = (answer.status_code, case.status)
    assert len(answers) > 150
    assert {title: both for title, both in answers.items() if both[0] != both[1]} == {}
    assert ask(client, "RETURN 1 AS one")["rows"] == [[1]]
    assert sample.read("read/totals") == before


def test_writing_needs_a_key(client: TestClient, home: Path) -> None:
    record = {"actor": "PRK", "relation": "supplies", "partner": "RUS", "source_title": "t", "source_publisher": "p"}
    wrong = client.post("/facts", json=[record], headers={"Authorization": "Bearer wrong"})
    assert (wrong.status_code, wrong.headers["www-authenticate"]) == (401, "Bearer")
    with TestClient(create_app(Settings(bilat_home=home, bilat_api_keys=())), client=LOOPBACK) as keyless:
        refused = keyless.post("/facts", json=[record])
        assert refused.status_code == 403
        assert "BILAT_API_KEYS" in refused.json()["detail"]
        assert keyless.get("/facts").status_code == 200


def test_reading_from_another_machine_needs_a_key_unless_it_is_open(home: Path) -> None:
    def status(**options: Any) -> int:
        chosen = Settings(bilat_home=home, bilat_api_keys=(SecretStr("k"),), **options)
        with TestClient(create_app(chosen), client=("192.0.2.1", 50000)) as other:
            answer = other.get("/facts")
            assert other.get("/health").status_code == 200
            assert other.get("/facts", headers={"Authorization": "Bearer k"}).status_code == 200
            return answer.status_code

    assert status() == 401
    assert status(bilat_open_reading=True) == 200
