"""`POST /cypher`: read queries from outside, under the guard and its limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.dependencies import asker_of, may_read
from api.direct import DirectRoute
from api.formats import accepted, formats
from api.openapi.answers import Table
from api.parameters import only_known
from api.streaming import QueryAnswer
from graph.asking import Asker
from graph.errors import TooLargeError
from graph.settings import MIB

router = APIRouter(tags=["queries"], route_class=DirectRoute)

# Parameters are lists of ids, not files; what is larger would only fill the memory.
BODY_BYTES = 16 * MIB


class CypherRequest(BaseModel):
    """One read query with its parameters."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"query": "MATCH (c:Country) RETURN c.name"}]}
    )

    query: Annotated[str, Field(description="One Cypher statement that only reads.")]
    parameters: Annotated[
        dict[str, Any],
        Field(
            description="Its parameters by name. What JSON has no values for is told by its type, as in Neo4j's Query API.",
            examples=[{"id": "PRK", "day": {"$type": "Date", "_value": "2024-10-12"}}],
        ),
    ] = {}


async def _asked(request: Request) -> CypherRequest:
    """The body, read with a limit and decoded once, by a parser that knows its depth."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > BODY_BYTES:
            raise TooLargeError(f"The request has more than {BODY_BYTES:,} bytes, the most that is taken.")
    try:
        return CypherRequest.model_validate_json(bytes(body))
    except ValidationError as error:
        raise RequestValidationError([{**found, "loc": ("body", *found["loc"])} for found in error.errors()]) from None


@router.post(
    "/cypher",
    summary="Ask in Cypher",
    response_class=Response,
    responses={
        200: {"model": Table, "content": {kind: {} for kind in formats() if kind != "application/json"}},
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": CypherRequest.model_json_schema()}},
        }
    },
)
async def post_cypher(request: Request) -> Response:
    """`{"columns", "rows", "truncated", "ms"}`, or by `Accept` an object a line (NDJSON), CSV or an Arrow stream."""
    await only_known(request)
    await may_read(request, request.app.state.settings, request.headers.get("authorization"))
    asker = await asker_of(request)
    wanted = await _asked(request)
    request.state.query = "cypher"
    return answer_as(request, asker, wanted.query, wanted.parameters)


def answer_as(request: Request, asker: Asker, query: str, parameters: Mapping[str, object]) -> Response:
    """An answer in the format that the request accepts."""
    return QueryAnswer(asker, query, parameters, accepted(request.headers.get("accept", "")))
