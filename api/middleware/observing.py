"""Each request gets an id, a log line and its numbers; writes and refusals an audit line, too."""

from __future__ import annotations

import logging
import re
import secrets
import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import metrics
from api.logs import request_id
from api.middleware.incoming import header

log = logging.getLogger("bilat.requests")
audit = logging.getLogger("bilat.audit")

_ID = re.compile(rb"[\w.:-]{1,100}")
_WRITES = frozenset({"/facts", "/retractions"})
_QUERIES = frozenset({"/cypher", "/queries/{name}", "/views/query/{name}"})


class Observing:
    """Around everything else, so that what the others answer is seen as well."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = header(scope, b"x-request-id")
        ident = given.decode() if _ID.fullmatch(given) else secrets.token_hex(8)
        state = scope.setdefault("state", {})
        token = request_id.set(ident)
        began, status = time.perf_counter(), 500

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", ident.encode())]
            await send(message)

        try:
            await self._app(scope, receive, seen)
        finally:
            _told(scope, state, status, time.perf_counter() - began)
            request_id.reset(token)


def _told(scope: Scope, state: dict[str, Any], status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", None) or "none"
    metrics.REQUESTS.labels(scope["method"], route, str(status)).inc()
    metrics.SECONDS.labels(route).observe(seconds)
    if query := state.get("query"):
        metrics.QUERY_SECONDS.labels(query).observe(seconds)
        metrics.QUERY_ROWS.labels(query).inc(state.get("rows", 0))
    # The path alone: an address may hold what people search for, and headers hold keys.
    line = {
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "ms": round(seconds * 1000, 1),
        "address": (scope.get("client") or (None,))[0],
        "key": state.get("key"),
    }
    log.info("%s %s %d", line["method"], line["path"], status, extra={"told": line})
    writing = scope["method"] == "POST" and route in _WRITES
    if writing or (status == 403 and route in _QUERIES):
        what = "write" if writing and status < 400 else "refused"
        audit.info("%s %s", what, scope["path"], extra={"told": {"event": what, **line, **state.get("audit", {})}})
