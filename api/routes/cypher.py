"""`POST /cypher`: read queries from outside, under the guard and its limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from api.answers import JSONAnswer
from api.dependencies import AskerDep, may_read
from graph.asking import Answer, Asker, whole_answer
from graph.errors import BilatError

router = APIRouter(tags=["queries"], dependencies=[Depends(may_read)])

NDJSON = "application/x-ndjson"


class CypherRequest(BaseModel):
    """One read query with its parameters."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(description="One Cypher statement that only reads.")]
    parameters: Annotated[dict[str, Any], Field(description="Its parameters by name.")] = {}


@router.post(
    "/cypher",
    summary="Ask in Cypher",
    responses={
        200: {"content": {"application/json": {}, NDJSON: {}}},
        403: {"description": "The query does not only read"},
    },
)
def post_cypher(wanted: CypherRequest, request: Request, asker: AskerDep) -> Response:
    """`{"columns", "rows", "truncated", "ms"}`, or with `Accept: application/x-ndjson` an object a row."""
    return answer_as(request, asker, wanted.query, wanted.parameters)


def answer_as(request: Request, asker: Asker, query: str, parameters: Mapping[str, object]) -> Response:
    """An answer in the format that the request accepts."""
    if NDJSON in request.headers.get("accept", ""):
        stack = ExitStack()
        with ExitStack() as opening:
            # What is wrong with a query shows when it begins: then the status can still say so.
            answer = opening.enter_context(asker.ask(query, parameters))
            stack = opening.pop_all()
        return StreamingResponse(_lines(answer, stack), media_type=NDJSON)
    return JSONAnswer(whole_answer(asker, query, parameters))


def _lines(answer: Answer, stack: ExitStack) -> Iterator[bytes]:
    """A line a row, an object by column; the last line says whether this is all."""
    names = [orjson.dumps(column) for column in answer.columns]
    try:
        with stack:  # leaving it ends the query, and tells the driver's errors in Bilat's words
            for row in answer.rows:
                cells = [orjson.dumps(cell) for cell in orjson.loads(row)]
                yield b"{" + b",".join(map(b":".join, zip(names, cells, strict=True))) + b"}\n"
    except BilatError as error:
        yield orjson.dumps({"error": error.detail, "status": error.status}) + b"\n"
        return
    last: dict[str, object] = {"truncated": answer.truncated} if answer.truncated else {"complete": True}
    yield orjson.dumps(last) + b"\n"
