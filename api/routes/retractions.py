"""`/retractions`: taking claims back; nothing is deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, field_validator

from api.answers import JSONAnswer
from api.dependencies import StoreDep, may_write
from api.openapi.answers import Retracted
from api.openapi.dates import EDTF
from graph.claims import RetractionKind
from graph.journal import Author
from graph.retracting import retract
from loaders.rows import HALF

router = APIRouter(tags=["facts"], dependencies=[Depends(may_write)])


class RetractionRequest(BaseModel):
    """Which claim, or all claims of which source, and why."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"oneOf": [{"required": ["source"]}, {"required": ["claim"]}]},
    )

    source: Annotated[str | None, Field(description="A source's id: all its claims.", max_length=10_000)] = None
    claim: Annotated[str | None, Field(description="A claim's id.", max_length=10_000)] = None
    reason: Annotated[str, Field(description="Why it is no longer said.", max_length=10_000, pattern=r"\S")]
    kind: Annotated[
        RetractionKind,
        Field(description="withdrawn by who said it, from `on` on; or our_error, gone from every known_at"),
    ] = "withdrawn"
    on: Annotated[
        str | None,
        Field(description="The day from which it is withdrawn; by default today.", json_schema_extra={"pattern": EDTF}),
    ] = None

    @field_validator("source", "claim", "reason")
    @classmethod
    def _is_whole(cls, value: str | None) -> str | None:
        if value is not None and HALF.search(value):
            raise ValueError("holds half of a character: the text is damaged")
        return value


@router.post("/retractions", summary="Retract a claim or a source's claims", responses={200: {"model": Retracted}})
def post_retraction(request: Request, wanted: RetractionRequest, store: StoreDep) -> JSONAnswer:
    """How many claims were retracted now, how many already were, and the facts concerned."""
    author = Author(request.state.writer, f"source {wanted.source}" if wanted.source else f"claim {wanted.claim}")
    done = retract(
        store,
        reason=wanted.reason,
        source=wanted.source,
        claim=wanted.claim,
        kind=wanted.kind,
        on=wanted.on,
        author=author,
    )
    request.state.audit = {"retracted": done.retracted, "source": wanted.source, "claim": wanted.claim}
    return JSONAnswer({"retracted": done.retracted, "already_retracted": done.already, "facts": list(done.facts)})
