"""The page to ask in Cypher: a small Neo4j Browser for those who only have the HTTP address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import orjson

from api.views.numbers import date_text
from api.views.query import LIMIT, Elements, answer_data
from api.views.render import Page, page
from graph.asking import Asker
from graph.errors import BilatError, DatabaseAwayError, UnusableError
from graph.named import named_queries
from graph.store import Store
from graph.vocabulary import vocabulary

_BEGIN = "MATCH (a:Country)-[e:SUPPLIES]->(b:Country)\nRETURN a, e, b\nLIMIT 50"


def explore_address(query: str, parameters: Mapping[str, Any] | None = None) -> str:
    """Where a query is asked on the page.

    >>> explore_address("RETURN $n", {"n": 1})
    '/explore?query=RETURN+%24n&parameters=%7B%22n%22%3A1%7D'
    """
    told = {"query": query}
    if parameters:
        told["parameters"] = orjson.dumps(parameters).decode()
    return f"/explore?{urlencode(told)}"


def explore_page(store: Store, asker: Asker, query: str, parameters: str, *, address: str, made_on: str) -> Page:
    """The page with the answer to `query`, none where it is empty.

    What is wrong with a query is told beside it, for its author to mend it. Raises DatabaseAwayError.
    """
    columns: Sequence[str] = ()
    rows: list[list[Any]] = []
    cut, problem = None, None
    if query.strip():
        try:
            with asker.ask(query, _parameters(parameters), LIMIT) as answer:
                rows, columns = list(answer.rows), answer.columns
            cut = answer.truncated
        except DatabaseAwayError:
            raise
        except BilatError as error:
            problem = error
    found = Elements(rows)
    if missing := sorted(found.missing):
        found.nodes |= {row["id"]: row for row in store.read("read/nodes_by_element", ids=missing)}
    return page(
        "explore.html.j2",
        data=answer_data(columns, rows, found, vocabulary(), served=True),
        served=True,
        extra=("explore.js",),
        title="Explore",
        query=query or _BEGIN,
        asked=bool(query.strip()),
        parameters=parameters,
        problem=problem and {"title": problem.title, "detail": problem.detail, **_place(problem)},
        cut=cut,
        counts=(("rows", len(rows)), ("nodes", len(found.nodes)), ("relationships", len(found.relationships))),
        named=_named(),
        address=address,
        made_on=date_text(made_on),
    )


def _parameters(text: str) -> dict[str, Any]:
    """The parameters that stand beside a query. Raises UnusableError."""
    if not text.strip():
        return {}
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UnusableError(f'The parameters are no JSON ({error}); {{"country": "PRK"}} would be.') from None
    if not isinstance(found, dict):
        raise UnusableError('The parameters are no JSON object; {"country": "PRK"} would be one.')
    return found


def _place(problem: BilatError) -> dict[str, Any]:
    return {"line": problem.extra.get("line"), "column": problem.extra.get("column")}


def _named() -> list[dict[str, str]]:
    """The named queries, each with the address that fills its text and the parameters of its example in."""
    return [
        {
            "title": query.title,
            "description": query.description,
            "address": explore_address(query.text, query.bind(query.example)),
            "view": f"/views/query/{query.name}?{urlencode(query.example)}".rstrip("?"),
        }
        for query in named_queries().values()
    ]
