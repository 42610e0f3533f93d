"""`/facts`: facts with their claims, and new claims."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from api.answers import JSONAnswer, page_of
from api.dependencies import ClocksDep, FactFilterDep, StoreDep, may_write
from api.openapi.answers import Load
from api.openapi.facts import Fact, FactPage
from api.parameters import value_of
from api.reading import READING
from api.steady import SteadyRoute
from graph.errors import UnknownNameError, UnusableError, WrongKindError
from graph.ids import is_fact_id
from graph.reading import fact_page, facts_by_id
from loaders.formats import READERS, Row
from loaders.pipeline import load_rows

router = APIRouter(prefix="/facts", tags=["facts"], route_class=SteadyRoute)

_FORMATS = {
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "text/csv": "csv",
}

# No type: what is no record is answered with 200 and told among the rejects.
_BODY = {"application/json": {"description": "A list of fact records, or one: docs/reference/record.md"}}
_LINES = {"type": "string"}


def _place(cursor: str) -> str:
    """Where a page begins: after the fact of this id. Another text would be some place in the list, or its end."""
    if not is_fact_id(cursor):
        raise UnusableError(f"{cursor!r} is no place in this list: take the address in 'next' as it is.")
    return cursor


@router.get("", summary="Facts that pass the filters", dependencies=READING, responses={200: {"model": FactPage}})
def list_facts(
    request: Request,
    store: StoreDep,
    wanted: FactFilterDep,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    cursor: Annotated[
        str, Query(description="From the address in `next`.", json_schema_extra={"pattern": "^(f[0-9a-f]{24})?$"})
    ] = "",
) -> JSONAnswer:
    """A page of facts in a fixed order; `next` is the address of the next page, or null."""
    facts, last = fact_page(store, wanted, value_of("cursor", _place, cursor) or "", limit)
    return page_of(request, "facts", facts, last)


@router.get("/{ident}", summary="One fact", dependencies=READING, responses={200: {"model": Fact}})
def one_fact(ident: str, store: StoreDep, clocks: ClocksDep) -> JSONAnswer:
    """A fact with all its claims, as of today's or an earlier knowledge."""
    found = facts_by_id(store, [ident], clocks)
    if not found:
        when = "" if clocks.now else " that was known then"
        raise UnknownNameError(f"There is no fact {ident!r} in this graph{when}; GET /facts lists facts.")
    return JSONAnswer(found[0])


async def _body(request: Request) -> bytes:
    return await request.body()  # not larger than BILAT_REQUEST_BYTES: api/middleware/body_limit.py


@router.post(
    "",
    summary="Load claims",
    dependencies=[Depends(may_write)],
    responses={200: {"model": Load}},
    openapi_extra={
        "requestBody": {"content": {kind: {"schema": _BODY.get(kind, _LINES)} for kind in _FORMATS}, "required": True}
    },
)
def load_facts(
    request: Request,
    store: StoreDep,
    body: Annotated[bytes, Depends(_body)],
    dry_run: Annotated[bool, Query(description="Count what would be loaded, and load nothing.")] = False,
    strict: Annotated[bool, Query(description="Load nothing when anything is bad.")] = False,
) -> JSONAnswer:
    """Records as a JSON list, NDJSON or CSV (by Content-Type); answers the load's summary with the rejects."""
    kind = (request.headers.get("content-type") or "application/json").partition(";")[0].strip().lower()
    if kind not in _FORMATS:
        raise WrongKindError(f"Content-Type is {kind!r}; records come as {', '.join(_FORMATS)}.")
    if not body.strip():
        raise UnusableError("The request has no body: send records as a JSON list, NDJSON or CSV.")
    rejects: list[dict[str, Any]] = []
    rows: Callable[[], Iterable[Row]] = lambda: READERS[_FORMATS[kind]](io.BytesIO(body))  # noqa: E731 - opened twice when strict
    summary = load_rows(
        store, {"request": rows}, rejects.append, dry_run=dry_run, strict=strict, by=request.state.writer
    )
    told = summary.as_json()
    request.state.audit = {name: told[name] for name in ("read", "loaded", "rejected")} | {"dry_run": dry_run}
    return JSONAnswer(told | {"rejects": rejects})
