"""ETags follow the graph's version; encodings, safe headers and pages without the internet."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.store import Store

pytestmark = pytest.mark.usefixtures("sample")

READS = [
    "/countries", "/countries/PRK", "/countries/PRK/partners", "/dyads", "/dyads/PRK/RUS", "/facts", "/sources",
    "/relations", "/resources", "/queries/largest-dyads", "/export/csv", "/analysis/balance", "/views/dyad/PRK/RUS", "/",
]  # fmt: skip
RECORD: dict[str, Any] = {
    "actor": "PRK", "relation": "supplies", "partner": "RUS", "resource": "food", "source_title": "t",
    "source_publisher": "p",
}  # fmt: skip


@pytest.mark.parametrize("path", READS)
def test_a_read_has_a_tag_and_is_not_answered_twice(client: TestClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    assert "no-cache" in first.headers["cache-control"]
    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_each_write_makes_another_tag_and_nothing_else_does(client: TestClient, store: Store) -> None:
    def tag() -> str:
        return client.get("/facts").headers["etag"]

    before = tag()
    assert tag() == before
    client.post("/facts?dry_run=true", json=[RECORD])
    assert tag() == before
    client.post("/facts", json=[RECORD])
    after = tag()
    assert after != before
    client.post("/facts", json=[RECORD])
    assert tag() == after


def test_what_is_read_while_a_write_is_committed_has_no_tag(client: TestClient, store: Store) -> None:
    client.post("/facts", json=[RECORD])
    tag = client.get("/facts").headers["etag"]
    # As it is for a moment, and where a load was killed then.
    store.command("MATCH (w:Write) REMOVE w.settled")
    answer = client.get("/facts", headers={"If-None-Match": tag})
    assert (answer.status_code, "etag" in answer.headers) == (200, False)
    store.command(
        "MATCH (g:Graph) SET g.written_at = toString(datetime() - duration('PT240S'))"
    )  # a slow machine has a minute to ask
    assert "etag" not in client.get("/facts").headers
    store.command("MATCH (g:Graph) SET g.written_at = toString(datetime() - duration('PT301S'))")
    assert client.get("/facts").headers["etag"] == tag
    client.post("/facts", json=[RECORD])  # nothing new, but somebody had the lock since
    store.command("MATCH (g:Graph) SET g.written_at = toString(datetime())")
    assert client.get("/facts").headers["etag"] == tag


def test_an_error_has_no_tag_and_a_stranger_is_not_told_that_nothing_changed(client: TestClient) -> None:
    tag = client.get("/facts").headers["etag"]
    assert "etag" not in client.get("/facts/f0").headers
    stranger = TestClient(client.app, client=("192.0.2.1", 1), headers={"If-None-Match": tag})
    assert stranger.get("/facts").status_code == 401


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_an_answer_is_encoded_where_that_is_asked_for(client: TestClient, encoding: str) -> None:
    answer = client.get("/facts", headers={"Accept-Encoding": encoding})
    assert answer.headers["content-encoding"] == encoding
    assert "Accept-Encoding" in answer.headers["vary"]
    assert len(answer.json()["facts"]) == 16
    plain = client.get("/facts", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == answer.json()


def test_pages_have_headers_that_keep_browsers_safe(client: TestClient) -> None:
    for path in ("/", "/docs", "/views/dyad/PRK/RUS"):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
    assert client.get("/facts").headers["x-content-type-options"] == "nosniff"


def test_the_documentation_needs_no_internet(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "https://" not in page.replace("https://fastapi", "")
    script = page.partition('<script src="')[2].partition('"')[0]
    assert client.get(script).status_code == 200
