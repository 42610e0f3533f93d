"""No request body is larger than BILAT_REQUEST_BYTES, whether it says its length or not; none is unpacked."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.middleware.incoming import header
from api.problems import problem
from graph.errors import WrongKindError


class BodyLimit:
    """Answers 413 to a body that is, or turns out to be, over the limit; it is not held in memory first."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit
        self._detail = f"The request has more than {limit:,} bytes: use 'bilat load' for a larger file."

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        packing = header(scope, b"content-encoding").decode("latin-1").strip().lower()
        if packing not in {"", "identity"} and scope["method"] != "GET":  # of which no body is looked at
            told = f"Content-Encoding is {packing!r}: send the body as it is, or load a packed file with 'bilat load'."
            await problem(WrongKindError.status, told, WrongKindError.title)(scope, receive, send)
            return
        length = header(scope, b"content-length")
        if length.isdigit() and int(length) > self._limit:
            await problem(413, self._detail, "Too large")(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._limit:
                # FastAPI lets this kind of error pass while it reads a body; any other would become a 400.
                raise HTTPException(413, self._detail)
            return message

        await self._app(scope, counted, send)
