"""Headers that keep browsers safe, and the ETag that a read was found to have (`api/caching.py`)."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# For pages that bring no policy of their own: Swagger UI at /docs, from this address alone.
_PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)


class Headers:
    """Adds what is missing to each answer; what a route set itself stays."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                if headers.get("content-type", "").startswith("text/html"):
                    headers.setdefault("Content-Security-Policy", _PAGE_POLICY)
                    headers.setdefault("Referrer-Policy", "no-referrer")
                    headers.setdefault("X-Frame-Options", "DENY")
                    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                etag = scope.get("state", {}).get("etag")
                if etag and message["status"] in {200, 304}:
                    headers["ETag"] = etag
                    headers.setdefault("Cache-Control", "no-cache")
                    headers.add_vary_header("Accept")
                    headers.add_vary_header("Authorization")
            await send(message)

        await self._app(scope, receive, completed)
