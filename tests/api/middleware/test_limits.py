"""Requests that are too many or too large, and who may ask from another site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr, ValidationError

from api.app import create_app
from graph.settings import Settings
from tests.conftest import LOOPBACK

ELSEWHERE = ("192.0.2.1", 50000)


def client(home: Path, address: tuple[str, int] = ELSEWHERE, **options: Any) -> TestClient:
    """An API whose database isn't asked: what is tested here comes before it."""
    chosen = Settings(bilat_home=home, bilat_api_keys=(SecretStr("one"), SecretStr("two")), **options)
    return TestClient(create_app(chosen), client=address)


def test_an_address_and_a_key_each_have_their_limit(tmp_path: Path) -> None:
    with client(tmp_path, bilat_rate_limit="3/hour") as opened:
        for _ in range(3):
            assert opened.get("/openapi.json").status_code == 200
        over = opened.get("/openapi.json")
        assert over.status_code == 429
        assert 3500 < int(over.headers["retry-after"]) <= 3600
        assert over.headers["content-type"] == "application/problem+json"
        assert "3 per 1 hour" in over.json()["detail"]
        assert opened.get("/health").status_code == 200


def test_a_key_is_limited_from_wherever_it_comes(tmp_path: Path) -> None:
    app = create_app(Settings(bilat_home=tmp_path, bilat_api_keys=(SecretStr("one"),), bilat_rate_limit="2/hour"))
    key = {"Authorization": "Bearer one"}
    statuses = [
        TestClient(app, client=(f"192.0.2.{host}", 1)).get("/openapi.json", headers=key).status_code
        for host in (1, 2, 3)
    ]
    assert statuses == [200, 200, 429]
    assert TestClient(app, client=("192.0.2.9", 1)).get("/openapi.json").status_code == 200


def test_this_machine_is_never_limited_and_nobody_is_by_default(tmp_path: Path) -> None:
    for opened in (client(tmp_path, LOOPBACK, bilat_rate_limit="1/hour"), client(tmp_path)):
        assert {opened.get("/openapi.json").status_code for _ in range(5)} == {200}


def test_a_limit_that_is_none_is_told() -> None:
    with pytest.raises(ValidationError, match="bilat_rate_limit"):
        Settings(bilat_rate_limit="often")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[TestClient]:
    with client(tmp_path, LOOPBACK, bilat_request_bytes=1000) as opened:
        yield opened


@pytest.mark.parametrize("path", ["/facts", "/retractions", "/reconcile"])
@pytest.mark.parametrize("told", [True, False])
def test_a_body_over_the_limit_is_refused_whether_it_says_so_or_not(small: TestClient, path: str, told: bool) -> None:
    body = b'{"reason": "' + b"x" * 2000 + b'"}'
    pieces = (body[at : at + 100] for at in range(0, len(body), 100))
    headers = {"Authorization": "Bearer one", "Content-Type": "application/json"}
    if path == "/reconcile":
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    answer = small.post(path, content=body if told else pieces, headers=headers)
    # Where the database is asked first and there is none, that is told: nothing was read into memory, either.
    assert answer.status_code in ({413} if told or path != "/facts" else {413, 503}), answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_other_sites_may_ask_only_where_they_are_named(tmp_path: Path) -> None:
    site = {"Origin": "https://example.org"}
    with client(tmp_path, LOOPBACK) as closed:
        assert "access-control-allow-origin" not in closed.get("/health", headers=site).headers
    with client(tmp_path, LOOPBACK, bilat_cors_origins=("https://example.org",)) as opened:
        assert opened.get("/health", headers=site).headers["access-control-allow-origin"] == "https://example.org"
        other = opened.get("/health", headers={"Origin": "https://example.net"})
        assert "access-control-allow-origin" not in other.headers
        asked = {**site, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "Authorization"}
        assert opened.options("/facts", headers=asked).status_code == 200
