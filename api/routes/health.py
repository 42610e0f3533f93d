"""`/health`: the process answers. `/ready`: the database does too, with the right schema. `/metrics`: what was asked."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

from api.dependencies import StoreDep, may_read
from api.metrics import exposition
from api.openapi.answers import Health, Ready
from graph.errors import DatabaseAwayError
from graph.schema import is_current

router = APIRouter(tags=["service"])


@router.get("/health", summary="Whether the API is alive", responses={200: {"model": Health}})
def health() -> dict[str, Any]:
    """Answers as long as the process does, whatever the database is doing."""
    return {"status": "ok"}


@router.get("/ready", summary="Whether the database is there and its schema current", responses={200: {"model": Ready}})
def ready(store: StoreDep) -> dict[str, Any]:
    """503 while the database is away or its schema is not the one that this Bilat needs."""
    store.verify()
    if not is_current(store):
        raise DatabaseAwayError("The database answers, but its schema isn't current: run 'bilat schema'.")
    return {"status": "ok", "database": "ok", "schema": "current"}


@router.get(
    "/metrics",
    summary="Numbers for Prometheus",
    dependencies=[Depends(may_read)],
    response_class=PlainTextResponse,
)
def get_metrics() -> Response:
    """Requests by route and status, seconds by route, rows and seconds by the name of the query."""
    return Response(exposition(), media_type=CONTENT_TYPE_LATEST)
