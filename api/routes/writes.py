"""`/writes`: the journal of what was written to the graph."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from api.answers import JSONAnswer, page_of
from api.dependencies import StoreDep
from api.openapi.answers import Write, Writes
from api.reading import READING
from api.steady import SteadyRoute
from graph.errors import UnknownNameError
from graph.journal import shown

router = APIRouter(prefix="/writes", tags=["service"], dependencies=READING, route_class=SteadyRoute)

_LARGEST = 2**63 - 1


@router.get("", summary="The journal of writes", responses={200: {"model": Writes}})
def list_writes(
    request: Request,
    store: StoreDep,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    cursor: Annotated[int, Query(ge=0, le=_LARGEST, description="From the address in `next`.")] = _LARGEST,
) -> JSONAnswer:
    """A page of entries, the newest first: who wrote when and what, and the hashes that chain them."""
    rows = [shown(row["entry"]) for row in store.read("read/writes_before", before=cursor, limit=limit + 1)]
    return page_of(request, "writes", rows[:limit], str(rows[limit - 1]["number"]) if len(rows) > limit else None)


@router.get("/{number}", summary="One entry of the journal", responses={200: {"model": Write}})
def one_write(number: Annotated[int, Path(ge=0, le=_LARGEST)], store: StoreDep) -> JSONAnswer:
    """The entry of this number."""
    rows = store.read("read/writes_after", after=number - 1, limit=1)
    if not rows or rows[0]["entry"]["number"] != number:
        raise UnknownNameError(f"There is no write {number} in this graph; GET /writes lists them.")
    return JSONAnswer(shown(rows[0]["entry"]))
