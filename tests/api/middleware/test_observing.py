"""Request ids, log lines, the audit's lines and what `/metrics` counts; nothing secret in any of them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.logs import JsonLines, TextLines, configure, request_id
from graph.settings import Settings
from tests.conftest import KEY

pytestmark = pytest.mark.usefixtures("sample")

RECORD = {"actor": "PRK", "relation": "supplies", "partner": "RUS", "source_title": "t", "source_publisher": "p"}


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[tuple[io.StringIO, Path]]:
    """Logs as `bilat serve` writes them: what goes to stderr, and the audit's file."""
    out = io.StringIO()
    root, audit = logging.getLogger(), logging.getLogger("bilat.audit")
    before = (root.handlers[:], root.level)
    configure(Settings(bilat_home=tmp_path, bilat_log="json"), out)
    yield out, tmp_path / "audit.jsonl"
    for handler in (*root.handlers, *audit.handlers):
        handler.close()
    root.handlers[:], audit.handlers[:] = before[0], []
    root.setLevel(before[1])


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_answer_has_a_request_id(client: TestClient) -> None:
    assert client.get("/health").headers["x-request-id"] != client.get("/health").headers["x-request-id"]
    assert client.get("/nothing", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert client.get("/health", headers={"X-Request-ID": "a\tb"}).headers["x-request-id"] != "a\tb"


def test_a_line_for_each_request_with_its_id(client: TestClient, logged: tuple[io.StringIO, Path]) -> None:
    client.get("/facts?q=secret-plan", headers={"X-Request-ID": "mine"})
    told = logged[0].getvalue()
    (line,) = [line for line in lines(told) if line["logger"] == "bilat.requests"]
    assert (line["request_id"], line["path"], line["status"], line["key"]) == ("mine", "/facts", 200, "env1")
    assert KEY not in told
    assert "secret-plan" not in "".join(text for text in told.splitlines() if "httpx" not in text)


def test_writes_and_refusals_are_audited(client: TestClient, logged: tuple[io.StringIO, Path]) -> None:
    assert client.post("/facts?dry_run=true", json=[RECORD]).status_code == 200
    assert client.post("/retractions", json={"claim": "none", "reason": "x"}).status_code == 404
    assert client.post("/facts", json=[RECORD], headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.post("/cypher", json={"query": "MATCH (n) DELETE n"}).status_code == 403
    assert client.get("/facts").status_code == 200
    told = lines(logged[1].read_text(encoding="utf-8"))
    assert [(line["event"], line["path"], line["status"]) for line in told] == [
        ("write", "/facts", 200),
        ("refused", "/retractions", 404),
        ("refused", "/facts", 401),
        ("refused", "/cypher", 403),
    ]
    assert (told[0]["read"], told[0]["dry_run"], told[0]["key"]) == (1, True, "env1")
    assert "DELETE" in told[3]["reason"]
    assert logged[1].stat().st_mode & 0o077 == 0


def test_lines_for_people_and_for_programs() -> None:
    record = logging.LogRecord("bilat", logging.INFO, "f", 1, "hello %s", ("you",), None)
    record.told = {"status": 200, "key": None}
    token = request_id.set("r1")
    assert TextLines().format(record).endswith("info    hello you  request=r1 status=200")
    told = json.loads(JsonLines().format(record))
    request_id.reset(token)
    assert (told["message"], told["status"], told["request_id"]) == ("hello you", 200, "r1")
    assert "key" not in told


def test_metrics_count_by_route_status_and_query(client: TestClient) -> None:
    def metric(name: str) -> float:
        found = [line for line in client.get("/metrics").text.splitlines() if line.startswith(name)]
        return float(found[0].split()[-1]) if found else 0.0

    one_fact = 'bilat_http_requests_total{method="GET",route="/facts/{ident}",status="404"}'
    asked = 'bilat_query_seconds_count{query="largest-dyads"}'
    rows = 'bilat_query_rows_total{query="largest-dyads"}'
    before = metric(one_fact), metric(asked), metric(rows)
    client.get("/facts/f0")
    client.get("/facts/f1")
    client.get("/queries/largest-dyads")
    client.get("/queries/largest-dyads.html")
    after = metric(one_fact), metric(asked), metric(rows)
    # Two dyads, twice.
    assert after == (before[0] + 2, before[1] + 2, before[2] + 4)
    assert metric('bilat_http_request_seconds_count{route="/facts/{ident}"}') >= 2
    assert client.get("/metrics").headers["content-type"].startswith("text/plain")
