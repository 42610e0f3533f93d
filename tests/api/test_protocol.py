"""Requests of which what isn't body never ends: over a real socket, to an app that only counts the body's bytes."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from api.protocol import BoundedProtocol

PIECES = b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"


async def count(_: Scope, receive: Receive, send: Send) -> None:
    size, more = 0, True
    while more:
        message = await receive()
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    answer = str(size).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(answer))]})
    await send({"type": "http.response.body", "body": answer})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    config = uvicorn.Config(count, port=0, http=BoundedProtocol, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(30)


def answer(port: int, first: bytes, piece: bytes = b"", times: int = 0, last: bytes = b"") -> bytes:
    """What is answered to a request that comes in these parts; b"" where the connection was closed meanwhile."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as opened:
        try:
            opened.sendall(first)
            for _ in range(times):
                opened.sendall(piece)
            opened.sendall(last)
            return opened.recv(4096)
        except ConnectionError:
            return b""


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"GET /", b"a" * 10_000),
        (b"GET / HTTP/1.1\r\nhost: x\r\nlong: ", b"a" * 10_000),
        (b"GET / HTTP/1.1\r\nhost: x\r\n", b"many: x\r\n" * 1_000),
        (b"", b"\r\n" * 5_000),
        (PIECES + b"1;", b"a" * 10_000),
        (PIECES + b"1\r\na\r\n0\r\n", b"trailing: x\r\n" * 1_000),
    ],
    ids=["address", "header", "headers", "empty lines", "a piece's extension", "trailers"],
)
def test_what_never_ends_is_ended(port: int, first: bytes, piece: bytes) -> None:
    assert answer(port, first, piece, 1_000)[:12] in {b"HTTP/1.1 400", b""}
    assert answer(port, b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_long_headers_and_longer_bodies_are_taken(port: int) -> None:
    assert answer(port, b"GET / HTTP/1.1\r\nhost: x\r\nlong: " + b"a" * 60_000 + b"\r\n\r\n").startswith(
        b"HTTP/1.1 200"
    )
    whole = b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5000000\r\n\r\n"
    assert answer(port, whole, b"a" * 1_000_000, 5).startswith(b"HTTP/1.1 200")
    assert answer(port, PIECES, b"3e8\r\n" + b"a" * 1_000 + b"\r\n", 5_000, b"0\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_many_requests_at_once_on_one_connection(port: int) -> None:
    assert answer(port, b"GET / HTTP/1.1\r\nhost: x\r\n\r\n", b"GET / HTTP/1.1\r\nhost: x\r\n\r\n", 20_000)
