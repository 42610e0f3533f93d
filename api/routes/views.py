"""`/views`: pages that show a relationship; each is one self-contained HTML file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.dependencies import ClocksDep, CountryDep, DyadFilterDep, PairDep, StoreDep
from api.pages import page_answer
from api.reading import READING
from api.views.country import render_country
from api.views.dyad import render_dyad
from graph.dates import today
from graph.dyad import country_facts, dyad_answer

router = APIRouter(prefix="/views", tags=["views"], dependencies=READING, default_response_class=HTMLResponse)


@router.get("/dyad/{a}/{b}", summary="The sheet of a dyad")
def dyad_view(
    request: Request,
    pair: PairDep,
    wanted: DyadFilterDep,
    store: StoreDep,
    predecessors: Annotated[bool, Query(description="Also what the states before these two did.")] = True,
) -> HTMLResponse:
    """What two do for, with or to each other, who says so and who doubts it, on one page."""
    answer = dyad_answer(store, pair, wanted, predecessors=predecessors)
    clocks = wanted.clocks
    return page_answer(
        render_dyad(answer, address=str(request.url), as_of=clocks.as_of, known_at=clocks.known_at, made_on=today())
    )


@router.get("/country/{x}", summary="The sheet of a country")
def country_view(request: Request, x: CountryDep, clocks: ClocksDep, store: StoreDep) -> HTMLResponse:
    """A country's partners, and what passes between them."""
    return page_answer(
        render_country(
            country_facts(store, x, clocks),
            address=str(request.url),
            as_of=clocks.as_of,
            known_at=clocks.known_at,
            made_on=today(),
        )
    )
