"""`/dyads`: two sides and all that passes between them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.answers import JSONAnswer
from api.dependencies import DyadFilterDep, PairDep, StatusName, StoreDep
from api.reading import READING
from graph.dyad import dyad_answer, dyad_changes

router = APIRouter(prefix="/dyads", tags=["dyads"], dependencies=READING)


@router.get("", summary="The dyads with most facts")
def list_dyads(
    store: StoreDep,
    status: Annotated[StatusName | None, Query(description="Count only facts of this status.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    skip: Annotated[int, Query(ge=0)] = 0,
) -> JSONAnswer:
    """Pairs with how many facts, claims and disputed facts they have."""
    return JSONAnswer({"dyads": store.read("read/dyads", status=status, limit=limit, skip=skip)})


@router.get("/{a}/{b}", summary="One dyad: the ledger in both directions")
def one_dyad(
    pair: PairDep,
    wanted: DyadFilterDep,
    store: StoreDep,
    predecessors: Annotated[bool, Query(description="Also what the states before these two did.")] = False,
) -> JSONAnswer:
    """What each side does for, with or to the other, by any names or codes (countries or organisations)."""
    return JSONAnswer(dyad_answer(store, pair, wanted, predecessors=predecessors))


@router.get("/{a}/{b}/changes", summary="What became known, disputed or retracted between two days")
def changes(
    pair: PairDep,
    wanted: DyadFilterDep,
    store: StoreDep,
    start: Annotated[str, Query(alias="from", description="The day before the first that counts, as EDTF.")],
    end: Annotated[str | None, Query(alias="to", description="The last day that counts; by default today.")] = None,
) -> JSONAnswer:
    """Facts whose status was another at the end than at the beginning, each with both."""
    return JSONAnswer(dyad_changes(store, pair, wanted, start, end))
