"""`/views`: pages that show a relationship; each is one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.answers import JSONAnswer
from api.dependencies import AskerDep, ClocksDep, CountryDep, DyadFilterDep, PairDep, StoreDep
from api.pages import page_answer
from api.parameters import EveryParameterDep
from api.reading import READING
from api.steady import SteadyRoute
from api.views.country import country_page
from api.views.disputes import disputes_page
from api.views.dyad import dyad_page
from api.views.exchanges import exchanges_page
from api.views.neighbours import neighbours
from api.views.network import LIMIT, network_page
from api.views.query import query_page
from api.views.resource import resource_page
from graph.dates import today
from graph.named import named_query
from graph.naming import actor_named, country_named, resource_kinds, resource_named
from graph.reading import FactFilter
from graph.vocabulary import vocabulary


class _Tidy(SteadyRoute):
    """A form sends what nobody filled in, too: an address with empty values goes on to the one without them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def tidied(request: Request) -> Response:
            given = request.query_params.multi_items()
            if all(value for _, value in given):
                return await answer(request)
            kept = urlencode([(name, value) for name, value in given if value])
            return RedirectResponse(f"{request.url.path}{'?' if kept else ''}{kept}", 303)

        return tidied


router = APIRouter(
    prefix="/views",
    tags=["views"],
    dependencies=READING,
    default_response_class=HTMLResponse,
    route_class=_Tidy,
)

_Country = Annotated[str | None, Query(description="Only what this country has a part in: any name or code.")]


@router.get("/dyad/{a}/{b}", summary="The sheet of a dyad")
def dyad_view(
    request: Request,
    pair: PairDep,
    wanted: DyadFilterDep,
    store: StoreDep,
    predecessors: Annotated[bool, Query(description="Also what the states before these two did.")] = True,
) -> HTMLResponse:
    """What two do for, with or to each other, who says so and who doubts it, on one page."""
    return page_answer(
        dyad_page(store, pair, wanted, predecessors=predecessors, address=str(request.url), made_on=today())
    )


@router.get("/country/{x}", summary="The sheet of a country")
def country_view(request: Request, x: CountryDep, clocks: ClocksDep, store: StoreDep) -> HTMLResponse:
    """A country's partners, and what passes between them."""
    return page_answer(country_page(store, x, clocks, address=str(request.url), made_on=today()))


@router.get("/resource/{x}", summary="A resource: who supplies it to whom")
def resource_view(request: Request, x: str, clocks: ClocksDep, store: StoreDep) -> HTMLResponse:
    """Who gives a resource and its kinds to whom, by any spelling of its name."""
    resource = vocabulary().resources[resource_named(x).id]
    wanted = FactFilter(resources=resource_kinds(resource.id), clocks=clocks)
    return page_answer(resource_page(store, resource, wanted, address=str(request.url), made_on=today()))


@router.get("/network", summary="The network of the whole graph, or of a part of it")
def network_view(
    request: Request,
    wanted: DyadFilterDep,
    store: StoreDep,
    sign: Annotated[Literal["cooperative", "hostile"] | None, Query(description="Only lines of this sign.")] = None,
    limit: Annotated[int, Query(ge=1, le=LIMIT, description="Lines at most, those with most facts.")] = LIMIT,
) -> HTMLResponse:
    """Who deals with whom: lines of one direction and dimension, communities, and the sign of what they do."""
    return page_answer(network_page(store, wanted, sign=sign, limit=limit, address=str(request.url), made_on=today()))


@router.get("/disputes", summary="Who doubts whom")
def disputes_view(request: Request, wanted: DyadFilterDep, store: StoreDep, country: _Country = None) -> HTMLResponse:
    """The map of disputes: who doubts or denies what others say, and on which facts."""
    about = country_named(country) if country else None
    return page_answer(disputes_page(store, wanted, country=about, address=str(request.url), made_on=today()))


@router.get("/exchanges", summary="What is given in return for what")
def exchanges_view(request: Request, wanted: DyadFilterDep, store: StoreDep, country: _Country = None) -> HTMLResponse:
    """The exchanges that somebody tells of, each with both sides and who says so."""
    about = country_named(country) if country else None
    return page_answer(exchanges_page(store, wanted, country=about, address=str(request.url), made_on=today()))


@router.get("/query/{name}", summary="The answer of a named query as a picture and a table")
def query_view(request: Request, name: str, store: StoreDep, asker: AskerDep, given: EveryParameterDep) -> HTMLResponse:
    """Nodes and relationships of the answer are drawn; its parameters stand in the address (`?country=PRK`)."""
    return page_answer(query_page(store, asker, named_query(name), given, address=str(request.url), made_on=today()))


@router.get(
    "/neighbours", summary="The neighbours of an actor, for a picture to be expanded", response_class=JSONAnswer
)
def neighbours_view(
    store: StoreDep, actor: Annotated[str, Query(alias="id", description="An actor's id, name or code.")]
) -> JSONAnswer:
    """`{"nodes", "edges", "lines"}` in the words of the pages' pictures: the lines with most facts."""
    return JSONAnswer(neighbours(store, actor_named(store, actor)))
