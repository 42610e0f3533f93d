"""What happens around every request, each in one module, put together in `add_middleware`.

All are plain ASGI: a streamed answer passes through them piece by piece.
"""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette_compress import CompressMiddleware

from api.middleware.body_limit import BodyLimit
from api.middleware.cache_buster import CacheBuster
from api.middleware.head import Head
from api.middleware.headers import Headers
from api.middleware.observing import Observing
from api.middleware.rate_limit import RateLimit
from graph.settings import Settings

_SHOWN = ["ETag", "Link", "Retry-After", "X-Request-ID"]


def add_middleware(app: FastAPI, chosen: Settings) -> None:
    """Put everything around the app; what is added last is outermost and sees all."""
    app.add_middleware(CacheBuster)
    app.add_middleware(BodyLimit, limit=chosen.bilat_request_bytes)
    if chosen.bilat_rate_limit:
        app.add_middleware(RateLimit, chosen=chosen)
    app.add_middleware(CompressMiddleware, minimum_size=1000)
    if chosen.bilat_cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(chosen.bilat_cors_origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "If-None-Match"],
            expose_headers=_SHOWN,
        )
    app.add_middleware(Headers)
    app.add_middleware(Observing)
    app.add_middleware(Head)
