"""The pages of named queries: the list, and one with its form and its answer as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from api.views.render import Page, page
from graph.dates import today
from graph.named import NamedQuery

# Endings of an answer's address, and what people call them.
FORMS: Mapping[str, str] = {"json": "JSON", "ndjson": "NDJSON", "csv": "CSV", "arrow": "Arrow"}


def render_queries(queries: Sequence[NamedQuery], address: str) -> Page:
    """The list of named queries."""
    return page(
        "queries.html.j2",
        data={},
        served=True,
        title="Named queries",
        queries=queries,
        address=address,
        made_on=today(),
    )


def render_query(
    query: NamedQuery, given: Mapping[str, str], answer: Mapping[str, Any] | None, problem: str | None, address: str
) -> Page:
    """A named query with a form; `answer` as of `whole_answer` (plain values), or `problem` in its place, or neither."""
    asked = urlencode({name: value for name, value in given.items() if value != ""})
    forms = [
        {"name": name, "address": f"/queries/{query.name}.{ending}?{asked}".rstrip("?")}
        for ending, name in FORMS.items()
    ]
    forms.append({"name": "as a picture", "address": f"/views/query/{query.name}?{asked}".rstrip("?")})
    return page(
        "question.html.j2",
        data={},
        served=True,
        title=query.title,
        query=query,
        given={p.name: given.get(p.name, _shown(p.default)) for p in query.parameters},
        answer=answer,
        problem=problem,
        forms=forms,
        address=address,
        made_on=today(),
    )


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    return "" if default is None else str(default)
