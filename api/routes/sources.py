"""`/sources`: the documents that claims stand in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.answers import JSONAnswer, page_of, with_page
from api.dependencies import StoreDep
from api.openapi.answers import Source, Sources
from api.reading import READING
from api.steady import SteadyRoute
from api.views.addresses import source_page
from graph.errors import UnknownNameError

router = APIRouter(prefix="/sources", tags=["sources"], dependencies=READING, route_class=SteadyRoute)


@router.get("", summary="All sources", responses={200: {"model": Sources}})
def list_sources(
    request: Request,
    store: StoreDep,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    cursor: Annotated[str, Query(description="From the address in `next`.")] = "",
) -> JSONAnswer:
    """A page of sources in the order of their ids, with how many facts each reports."""
    rows = store.read("read/sources", after=cursor, limit=limit + 1)
    more = len(rows) > limit
    return page_of(request, "sources", rows[:limit], rows[limit - 1]["id"] if more else None)


@router.get("/{ident:path}", summary="One source", responses={200: {"model": Source}})
def one_source(ident: str, store: StoreDep) -> JSONAnswer:
    """A source, who speaks in it, and how many claims and facts it has."""
    rows = store.read("read/source", id=ident)
    if not rows:
        raise UnknownNameError(f"There is no source {ident!r} in this graph; GET /sources lists them.")
    claimants = sorted((who for who in rows[0]["claimants"] if who["id"]), key=lambda who: str(who["id"]))
    return with_page(JSONAnswer(rows[0] | {"claimants": claimants}), source_page(ident))
