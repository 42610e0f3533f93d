"""`/queries`: named queries, each a file in `cypher/queries/` or in the folder of BILAT_QUERIES."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse

from api.answers import JSONAnswer
from api.dependencies import AskerDep
from api.openapi.answers import NamedQueries, Table
from api.pages import page_answer
from api.parameters import EveryParameterDep
from api.reading import READING
from api.routes.cypher import answer_as
from api.views.queries import render_queries, render_query
from graph.asking import Asker, whole_answer
from graph.errors import BilatError, DatabaseAwayError, UnknownNameError
from graph.named import NamedQuery, named_queries, named_query

router = APIRouter(prefix="/queries", tags=["queries"], dependencies=READING)

# An answer's address may say its format; otherwise the request's Accept does.
_ENDINGS = {
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv",
    "arrow": "application/vnd.apache.arrow.stream",
    "html": "text/html",
}
# More rows than this nobody reads in a browser; the other formats have them all.
_TABLE_ROWS = 1000

_TEXT = {"schema": {"type": "string"}}


@router.get("", summary="The named queries", responses={200: {"model": NamedQueries, "content": {"text/html": _TEXT}}})
def list_queries(request: Request) -> Response:
    """Each with its title, description, typed parameters, example and text; a page where a browser asks."""
    queries = list(named_queries().values())
    if _wants_page(request):
        return page_answer(render_queries(queries, str(request.url)))
    return JSONAnswer({"queries": [query.as_json() for query in queries]})


@router.get(
    "/{name}",
    summary="Ask a named query",
    responses={
        200: {
            "model": Table,
            "content": {kind: _TEXT for kind in _ENDINGS.values() if kind != "application/json"},
        }
    },
)
def run_query(
    name: Annotated[
        str,
        Path(description="A query's name, such as promises; with .json, .ndjson, .csv, .arrow or .html the format."),
    ],
    request: Request,
    asker: AskerDep,
    given: EveryParameterDep,
) -> Response:
    """The answer in the formats of `POST /cypher`, or a page with a form; parameters stand in the address (`?country=PRK`)."""
    name, dot, ending = name.partition(".")
    if dot and ending not in _ENDINGS:
        raise UnknownNameError(f"There is no format {ending!r} of an answer; there are {', '.join(_ENDINGS)}.")
    query = named_query(name)
    request.state.query = query.name
    if ending == "html" or (not dot and _wants_page(request)):
        # Without any parameter only the form is shown where one is needed.
        return _page(request, asker, query, given)
    asked = _accepting(request, _ENDINGS[ending]) if dot else request
    return answer_as(asked, asker, query.text, query.bind(given))


def _page(request: Request, asker: Asker, query: NamedQuery, given: Mapping[str, str]) -> HTMLResponse:
    """The form with the answer, or with what is wrong in its place; a page is for people, so it says so in words."""
    answer, problem, status = None, None, 200
    try:
        answer = whole_answer(asker, query.text, query.bind(given), _TABLE_ROWS)
        request.state.rows = len(answer["rows"])
    except DatabaseAwayError:
        raise
    except BilatError as error:
        problem, status = error.detail, error.status
    made = page_answer(render_query(query, given, answer, problem, str(request.url)))
    made.status_code = status
    return made


def _wants_page(request: Request) -> bool:
    """Whether a browser asks: it names HTML, and programs don't."""
    return "text/html" in request.headers.get("accept", "")


def _accepting(request: Request, kind: str) -> Request:
    """The same request with another Accept."""
    headers = [(name, value) for name, value in request.scope["headers"] if name != b"accept"]
    return Request({**request.scope, "headers": [*headers, (b"accept", kind.encode())]}, request.receive)
