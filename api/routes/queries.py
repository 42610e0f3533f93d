"""`/queries`: named queries, each a file in `cypher/queries/`."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.answers import JSONAnswer
from api.dependencies import AskerDep
from api.reading import READING
from api.routes.cypher import answer_as
from graph.named import named_queries, named_query

router = APIRouter(prefix="/queries", tags=["queries"], dependencies=READING)


@router.get("", summary="The named queries")
def list_queries() -> JSONAnswer:
    """Each with its title, description, typed parameters and text."""
    return JSONAnswer({"queries": [query.as_json() for query in named_queries().values()]})


@router.get("/{name}", summary="Ask a named query")
def run_query(name: str, request: Request, asker: AskerDep) -> Response:
    """The answer, in the formats of `POST /cypher`; parameters stand in the address (`?country=PRK`)."""
    query = named_query(name)
    request.state.query = query.name
    return answer_as(request, asker, query.text, query.bind(dict(request.query_params)))
