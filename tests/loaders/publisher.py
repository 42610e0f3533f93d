"""A publisher on this machine: an HTTP server whose answers a test arranges, and which notes what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Publisher:
    """What stands at which path (`files`), with which headers, and after how many bytes an answer breaks off."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    breaks_after: int | None = None
    ranges: bool = True
    asked: list[dict[str, str]] = field(default_factory=list)

    def url(self, name: str) -> str:
        """The address of a file."""
        return f"{self.address}/{name}"


def _answer(publisher: Publisher, handler: BaseHTTPRequestHandler) -> None:
    publisher.asked.append(dict(handler.headers))
    body = publisher.files.get(handler.path.partition("?")[0].lstrip("/"))
    if body is None:
        handler.send_error(404)
        return
    begin = _begin(publisher, handler)
    if begin > 0 and begin >= len(body):
        handler.send_response(416)
        handler.send_header("Content-Range", f"bytes */{len(body)}")
        handler.end_headers()
        return
    handler.send_response(206 if begin else 200)
    if begin:
        handler.send_header("Content-Range", f"bytes {begin}-{len(body) - 1}/{len(body)}")
    handler.send_header("Content-Length", str(len(body) - begin))
    for name, value in publisher.headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body[begin:][: publisher.breaks_after])


def _begin(publisher: Publisher, handler: BaseHTTPRequestHandler) -> int:
    """Where the wanted range begins, if this publisher knows ranges and the file is still the one asked for."""
    asked = handler.headers.get("Range")
    validator = handler.headers.get("If-Range")
    if asked is None or not publisher.ranges:
        return 0
    if validator not in {publisher.headers.get("ETag"), publisher.headers.get("Last-Modified")}:
        return 0
    return int(asked.removeprefix("bytes=").rstrip("-"))


@contextmanager
def publishing() -> Iterator[Publisher]:
    """A publisher on loopback, as long as it is needed."""
    publisher = Publisher()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(publisher, self)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    publisher.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
