"""`/retractions`: taking claims back; nothing is deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from api.answers import JSONAnswer
from api.dependencies import StoreDep, may_write
from graph.claims import RetractionKind
from graph.retracting import retract

router = APIRouter(tags=["facts"], dependencies=[Depends(may_write)])


class RetractionRequest(BaseModel):
    """Which claim, or all claims of which source, and why."""

    model_config = ConfigDict(extra="forbid")

    source: Annotated[str | None, Field(description="A source's id: all its claims.")] = None
    claim: Annotated[str | None, Field(description="A claim's id.")] = None
    reason: Annotated[str, Field(min_length=1, max_length=10_000)]
    kind: Annotated[
        RetractionKind,
        Field(description="withdrawn by who said it, from `on` on; or our_error, gone from every known_at"),
    ] = "withdrawn"
    on: Annotated[str | None, Field(description="The day from which it is withdrawn; by default today.")] = None


@router.post("/retractions", summary="Retract a claim or a source's claims")
def post_retraction(request: Request, wanted: RetractionRequest, store: StoreDep) -> JSONAnswer:
    """How many claims were retracted now, how many already were, and the facts concerned."""
    done = retract(
        store, reason=wanted.reason, source=wanted.source, claim=wanted.claim, kind=wanted.kind, on=wanted.on
    )
    request.state.audit = {"retracted": done.retracted, "source": wanted.source, "claim": wanted.claim}
    return JSONAnswer({"retracted": done.retracted, "already_retracted": done.already, "facts": list(done.facts)})
