"""Reads that are of one state of the graph, although several queries make them.

Neo4j shows what others commit between two queries, and even while it commits it (`settle` in `graph/journal.py`). So a read that
met a commit is done once more. Not for answers that stream, and not for people's own Cypher: these see what Neo4j shows.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute

from api.dependencies import opened_store
from graph.errors import BilatError
from graph.overview import Version, version_now

# After the first tries, in seconds, while a commit is under way: a batch of a load is applied within a fifth of a second on a
# quiet machine. Whoever reads beside writers that never pause gets the last try, and what takes long the first.
PAUSES = (0.02, 0.05, 0.1, 0.2)
PATIENCE = 0.3
# So long after this process first saw a version, its commit is over, or its writer was killed and nobody notes that it is.
SURELY_OVER = 2.0


class Commits:
    """Since when this process has known a version that isn't settled."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version, self._since = -1, 0.0

    def is_over(self, version: int) -> bool:
        """Whether the commit of a version that isn't settled must be over by now."""
        with self._lock:
            if version != self._version:
                self._version, self._since = version, time.monotonic()
            return time.monotonic() - self._since >= SURELY_OVER


class SteadyRoute(APIRoute):
    """A route whose reads are of one state of the graph. `fresh` (`api/caching.py`) puts what it found
    before into `request.state.graph`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint, asked again where the graph changed meanwhile."""
        handler = super().get_route_handler()

        async def steady(request: Request) -> Response:
            began = time.monotonic()
            for pause in PAUSES:
                response = await handler(request)
                if isinstance(response, StreamingResponse) or await run_in_threadpool(_is_steady, request):
                    return response
                if time.monotonic() - began > PATIENCE:
                    return response
                if not request.state.graph.settled:
                    await asyncio.sleep(pause)
            return await handler(request)

        return steady


def _is_steady(request: Request) -> bool:
    """Whether the graph is in the state in which the request found it; also where nobody looked, or can look now."""
    before: Version | None = getattr(request.state, "graph", None)
    if before is None:
        return True
    try:
        now = version_now(opened_store(request.app.state))
    except BilatError:
        return True
    request.state.graph = now
    commits: Commits = request.app.state.commits
    return now == before and (now.settled or commits.is_over(now.number))
