"""`/explore` and `/guide`: ask in Cypher from a browser, and learn what can be asked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.dependencies import AskerDep, SettingsDep, StoreDep
from api.pages import page_answer
from api.reading import READING
from api.routes.pages import browser_of
from api.steady import SteadyRoute
from api.views.explore import explore_page
from api.views.guide import guide_page
from graph.dates import today

router = APIRouter(tags=["pages"], dependencies=READING, route_class=SteadyRoute, default_response_class=HTMLResponse)


@router.get("/explore", summary="Ask in Cypher and see the answer")
def explore(
    request: Request,
    store: StoreDep,
    asker: AskerDep,
    query: Annotated[str, Query(max_length=20_000, description="One Cypher statement that only reads.")] = "",
    parameters: Annotated[str, Query(max_length=20_000, description="Its parameters as a JSON object.")] = "",
) -> HTMLResponse:
    """The answer as a table and, where it holds nodes or relationships, a picture; its address is permanent.

    What is wrong with a query is told on the page: programs ask `POST /cypher`.
    """
    return page_answer(explore_page(store, asker, query, parameters, address=str(request.url), made_on=today()))


@router.get("/guide", summary="What the graph is made of, and twelve queries to begin with")
def guide(request: Request, chosen: SettingsDep) -> HTMLResponse:
    """The model in a page; each query opens in Neo4j Browser, filled in, or in `/explore`."""
    return page_answer(guide_page(browser_of(chosen), address=str(request.url)))
