"""`/dyads`: two sides and all that passes between them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.answers import JSONAnswer, with_page
from api.dependencies import DyadFilterDep, PairDep, StatusName, StoreDep
from api.openapi.answers import Dyads
from api.openapi.dates import day_query
from api.openapi.facts import Changes, Dyad
from api.parameters import value_of
from api.reading import READING
from api.steady import SteadyRoute
from api.views.addresses import dyad_address
from graph.dates import day, today
from graph.dyad import dyad_answer, dyad_changes
from graph.parameters import read_as

router = APIRouter(prefix="/dyads", tags=["dyads"], dependencies=READING, route_class=SteadyRoute)


@router.get("", summary="The dyads with most facts", responses={200: {"model": Dyads}})
def list_dyads(
    store: StoreDep,
    status: Annotated[StatusName | None, Query(description="Count only facts of this status.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    skip: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> JSONAnswer:
    """Pairs with how many facts, claims and disputed facts they have."""
    rows = store.read("read/dyads", status=status, limit=limit, skip=skip)
    for row in rows:
        row["parties"].sort(key=lambda party: str(party["id"]))
    return JSONAnswer({"dyads": rows})


@router.get("/{a}/{b}", summary="One dyad: the ledger in both directions", responses={200: {"model": Dyad}})
def one_dyad(
    pair: PairDep,
    wanted: DyadFilterDep,
    store: StoreDep,
    predecessors: Annotated[bool, Query(description="Also what the states before these two did.")] = False,
) -> JSONAnswer:
    """What each side does for, with or to the other, by any names or codes (countries or organisations)."""
    answer = JSONAnswer(dyad_answer(store, pair, wanted, predecessors=predecessors))
    return with_page(answer, dyad_address(pair[0].id, pair[1].id))


@router.get(
    "/{a}/{b}/changes",
    summary="What became known, disputed or retracted between two days",
    responses={200: {"model": Changes}},
)
def changes(
    pair: PairDep,
    wanted: DyadFilterDep,
    store: StoreDep,
    start: Annotated[str, day_query("What was said by that day is already known at the beginning.", alias="from")],
    end: Annotated[str | None, day_query("The last day that counts; by default today.", alias="to")] = None,
) -> JSONAnswer:
    """Facts whose status was another at the end than at the beginning, each with both."""
    first, last = read_as("from", day, start), value_of("to", day, end) or today()
    return JSONAnswer(dyad_changes(store, pair, wanted, first, last))
