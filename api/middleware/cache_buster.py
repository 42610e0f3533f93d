"""The parameter `_` of a read is left out before anybody looks: no page names it as its address, no list leads on with it.

Unlike what links are tracked by (`api/parameters.py`) it is asked with on purpose, by programs that may follow no redirect.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from api.parameters import without_cache_buster


class CacheBuster:
    """Takes `_=…` out of the address of a GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and b"_" in scope["query_string"] and scope["method"] == "GET":
            scope = {**scope, "query_string": without_cache_buster(scope["query_string"])}
        await self._app(scope, receive, send)
