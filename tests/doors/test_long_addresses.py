"""Addresses and headers of ten megabytes, at the port that the API is served at: refused, and the next request is answered."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from graph.settings import Settings
from tests.serving import serving

MUCH = 10_000_000
END = b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
LONG = {
    "path": b"GET /facts/" + b"a" * MUCH + END,
    "path of many parts": b"GET /" + b"a/" * (MUCH // 2) + END,
    "escapes": b"GET /facts/" + b"%00" * (MUCH // 3) + END,
    "value": b"GET /facts?q=" + b"a" * MUCH + END,
    "name": b"GET /facts?" + b"a" * MUCH + b"=1" + END,
    "many parameters": b"GET /facts?" + b"a=1&" * (MUCH // 4) + END,
    "method": b"G" * MUCH + b" /health" + END,
    "version": b"GET /health HTTP/1." + b"1" * MUCH + b"\r\n\r\n",
    "header": b"GET /health HTTP/1.1\r\nHost: x\r\nX: " + b"a" * MUCH + b"\r\n\r\n",
    "header's name": b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"a" * MUCH + b": x\r\n\r\n",
    "many headers": b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"a: x\r\n" * (MUCH // 6) + b"\r\n",
    "key": b"GET /facts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + b"a" * MUCH + b"\r\n\r\n",
    "address of a POST": b"POST /facts?strict=" + b"a" * MUCH + b" HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """An API of a home without a database: none of these requests gets as far."""
    with serving(Settings(bilat_home=tmp_path_factory.mktemp("nobody"), bilat_api_keys=())) as address:
        yield urlsplit(address).port or 0


def answered(port: int, request: bytes) -> bytes:
    """All that comes back until the connection is closed; b"" where it was closed while the request was still being sent."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as opened:
        came = b""
        try:
            opened.sendall(request)
            while piece := opened.recv(65_536):
                came += piece
        except ConnectionError:
            pass
        return came


@pytest.mark.parametrize("where", LONG)
def test_ten_megabytes_besides_a_body_are_refused_and_the_next_is_answered(port: int, where: str) -> None:
    # Where the server closes while it is still being sent to, the system may throw its answer away.
    came = answered(port, LONG[where])
    assert came[:12] in {b"HTTP/1.1 400", b"HTTP/1.1 414", b"HTTP/1.1 431", b""}, came[:300]
    assert len(came) < 2_000
    assert answered(port, b"GET /health" + END).endswith(b'{"status":"ok"}')


@pytest.mark.parametrize(
    "target", [b"/\xff", b"/facts?q=\xff\xfe", b"/a\x00b", b"//x/..//", b"http://x/health", b"*", b"/#", b"/?q=\x7f"]
)
def test_targets_that_no_client_writes(port: int, target: bytes) -> None:
    came = answered(port, b"GET " + target + END)
    assert came[:11] in {b"HTTP/1.1 20", b"HTTP/1.1 30", b"HTTP/1.1 40", b"HTTP/1.1 42", b"HTTP/1.1 50", b""}, came[
        :300
    ]
    # Without a database the rest is 503, and told as such.
    assert not came.startswith(b"HTTP/1.1 500"), came[:300]
    assert answered(port, b"GET /health" + END).endswith(b'{"status":"ok"}')
