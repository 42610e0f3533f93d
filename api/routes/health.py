"""`/health`: the process answers. `/ready`: the database does too, and has the schema of this Bilat."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.dependencies import StoreDep
from graph.errors import DatabaseAwayError
from graph.schema import is_current

router = APIRouter(tags=["service"])


@router.get("/health", summary="Whether the API is alive")
def health() -> dict[str, Any]:
    """Answers as long as the process does, whatever the database is doing."""
    return {"status": "ok"}


@router.get("/ready", summary="Whether the database is there and its schema current")
def ready(store: StoreDep) -> dict[str, Any]:
    """503 while the database is away or its schema is not the one that this Bilat needs."""
    store.verify()
    if not is_current(store):
        raise DatabaseAwayError("The database answers, but its schema isn't current: run 'bilat schema'.")
    return {"status": "ok", "database": "ok", "schema": "current"}
