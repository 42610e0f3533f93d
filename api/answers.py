"""JSON answers, written by orjson: facts are plain dicts, so nothing has to be validated on the way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import orjson
from fastapi import Request, Response


class JSONAnswer(Response):
    """A JSON body of plain values and JSON fragments."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The body's bytes."""
        return orjson.dumps(content)


def page_of(request: Request, name: str, rows: Sequence[Any], cursor: str | None) -> JSONAnswer:
    """A page of a list as `{name: rows, "next"}`; the next page's address stands in a Link header, too.

    `cursor` is what the next page begins after, None where this was the last.
    """
    following, headers = None, {}
    if cursor is not None:
        query = [(key, value) for key, value in request.query_params.multi_items() if key != "cursor"]
        following = f"{request.url.path}?{urlencode([*query, ('cursor', cursor)])}"
        headers["Link"] = f'<{following}>; rel="next"'
    return JSONAnswer({name: rows, "next": following}, headers=headers)


def with_page(answer: JSONAnswer, address: str) -> JSONAnswer:
    """The answer, naming the page that shows the same to people."""
    answer.headers["Link"] = f'<{address}>; rel="alternate"; type="text/html"'
    return answer
