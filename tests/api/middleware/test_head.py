"""HEAD answers as GET does, without a body."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("address", ["/", "/views/dyad/PRK/RUS", "/facts?limit=2", "/facts/none", "/health", "/docs"])
def test_head_is_get_without_a_body(client: TestClient, address: str) -> None:
    asked, told = client.head(address), client.get(address)
    assert asked.status_code == told.status_code
    assert asked.content == b""
    for name in ("Content-Type", "ETag", "Content-Security-Policy", "Link"):
        assert asked.headers.get(name) == told.headers.get(name)


def test_what_only_takes_post_refuses_head(client: TestClient) -> None:
    answer = client.head("/cypher")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


@pytest.mark.usefixtures("sample")
def test_the_server_says_how_long_it_would_be_and_takes_the_next_question(served: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(served).netloc, timeout=60)
    connection.request("HEAD", "/facts?limit=2")
    first = connection.getresponse()
    assert first.read() == b""
    connection.request("GET", "/facts?limit=2")
    second = connection.getresponse()
    assert len(second.read()) == int(first.headers["Content-Length"]) > 100
    connection.close()
