"""HEAD is answered as GET would be, without the body: for every page and endpoint, in this one place."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Head:
    """Asks the app with GET, and sends on only how its answer begins.

    Source: RFC 9110, section 9.3.2, https://www.rfc-editor.org/rfc/rfc9110#name-head.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        ended = False

        async def without_body(message: Message) -> None:
            nonlocal ended
            if message["type"] == "http.response.start":
                await send(message)
            elif not ended:
                ended = True
                await send({"type": "http.response.body", "body": b""})

        # The server keeps the scope that says HEAD: it would otherwise wait for as many bytes as Content-Length says.
        await self._app({**scope, "method": "GET"}, receive, without_body)
