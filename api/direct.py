"""A route without FastAPI's search for arguments, for the endpoint that is asked most and answers within a millisecond."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute


class DirectRoute(APIRoute):
    """Hands the request to its endpoint, which takes nothing else and checks itself what dependencies check elsewhere.

    To look for arguments and to solve dependencies takes as long as all else that a short answer needs in this process.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint. Raises TypeError where there are dependencies, which nobody would look at."""
        if self.dependencies:
            raise TypeError(f"{self.path} is a direct route: its endpoint has to do what its dependencies would.")
        return self.endpoint
