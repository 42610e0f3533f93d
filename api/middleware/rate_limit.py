"""Rate limits per address and per key: off unless BILAT_RATE_LIMIT is set, and never for this machine itself."""

from __future__ import annotations

import math
import time

from limits import parse_many
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.addresses import is_loopback
from api.keys import key_given
from api.problems import problem
from graph.settings import Settings

# A probe asks often, and has to be answered.
_FREE = frozenset({"/health", "/ready"})


class RateLimit:
    """Answers 429 with Retry-After to whoever asks more often than the limit; each process counts for itself."""

    def __init__(self, app: ASGIApp, chosen: Settings) -> None:
        self._app = app
        self._chosen = chosen
        self._limits = parse_many(chosen.bilat_rate_limit or "")
        self._windows = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A server on a Unix socket sees no address: only this machine can have opened it.
        host = (scope.get("client") or ("127.0.0.1", 0))[0]
        if scope["type"] != "http" or scope["path"] in _FREE or is_loopback(host):
            await self._app(scope, receive, send)
            return
        key = key_given(Headers(scope=scope).get("authorization"), self._chosen)
        for who in [f"address {host}", *([f"key {key.id}"] if key else [])]:
            for limit in self._limits:
                if not await self._windows.hit(limit, who):
                    stats = await self._windows.get_window_stats(limit, who)
                    seconds = max(1, math.ceil(stats.reset_time - time.time()))
                    told = f"More than {limit} for this {who.partition(' ')[0]}: ask again in {seconds} s."
                    answer = problem(429, told, "Too many requests", {"Retry-After": str(seconds)})
                    await answer(scope, receive, send)
                    return
        await self._app(scope, receive, send)
