"""Whether the client of one request has gone away, without a task for each of the many answers that are over at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.types import Receive

# It is looked at from so many seconds after the request began.
SOON = 0.05


class Leaving:
    """Calls `then` when the client goes away; `gone` is done from then on. Closed once the answer is over."""

    def __init__(self, receive: Receive, then: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        self.gone: asyncio.Future[None] = loop.create_future()
        self._receive, self._then = receive, then
        self._watching: asyncio.Task[None] | None = None
        self._timer = loop.call_later(SOON, self._begin)

    def _begin(self) -> None:
        self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._then()
        self.gone.set_result(None)

    def close(self) -> None:
        """Look no more."""
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()
