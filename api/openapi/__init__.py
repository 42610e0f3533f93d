"""The OpenAPI description: what answers look like (`facts.py`, `answers.py`), which problems there are, and examples.

Answers aren't validated by these models on their way out (docs/decisions.md, 18); tests hold the answers to them.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

from api.openapi.examples import add_examples

PROBLEM = "application/problem+json"


class Problem(BaseModel):
    """RFC 9457. Further members tell more, such as `suggestions`, `errors`, `line` and `column`."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str


_TOLD = {
    400: "The request can't be read, or the query is wrong",
    401: "A key is needed",
    403: "The key may not do this, or the query does not only read",
    404: "Nothing has this name or id",
    413: "The request or the answer is too large",
    415: "The body is of a kind that isn't taken, or it is packed",
    422: "A value can't be used",
    429: "Too many requests; Retry-After says when to ask again",
    500: "Something that was not foreseen, or a wrong setting",
    503: "The database is away; Retry-After says when to ask again",
    504: "The query ran longer than it may",
}

# Every endpoint's; `describe` gives each the type of a problem document.
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for status, text in _TOLD.items()
}
_NOT_MODIFIED = {"description": "What If-None-Match has is still the answer"}
_TIDIED = {
    "description": "The same address without empty values (`/views`) and what links are tracked by (`utm_source` and so on)"
}
_KEY = {"type": "http", "scheme": "bearer", "description": "A key of `bilat keys make` or of BILAT_API_KEYS."}
_WRITES = {("/facts", "post"), ("/retractions", "post")}


def describe(app: FastAPI) -> None:
    """Complete the description that FastAPI makes: problems, keys, examples."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            told = made()
            parts = told.setdefault("components", {})
            parts.setdefault("schemas", {})["Problem"] = Problem.model_json_schema()
            for unused in ("HTTPValidationError", "ValidationError"):
                parts["schemas"].pop(unused, None)
            parts["securitySchemes"] = {"key": _KEY}
            for path, methods in told["paths"].items():
                for method, operation in methods.items():
                    _complete(operation, path, method)
            add_examples(told)
        return app.openapi_schema or {}

    app.openapi = openapi  # type: ignore[method-assign]


def _complete(operation: dict[str, Any], path: str, method: str) -> None:
    for parameter in operation.get("parameters", []):
        _absent_is_not_null(parameter)
    for kind in operation["responses"]["200"].get("content", {}).values():
        # FastAPI takes an answer that it doesn't write itself for text.
        if "$ref" in kind.get("schema", {}):
            kind["schema"].pop("type", None)
    answer = operation["responses"]["200"]
    # Generated clients take the first format that is described.
    answer["content"] = dict(sorted(answer.get("content", {}).items(), key=lambda kind: kind[0] != "application/json"))
    if answer["content"].get("application/json") == {"schema": {"type": "string"}}:
        answer["content"]["application/json"] = {"schema": {}}
    if (path, method) in _WRITES:
        operation["security"] = [{"key": []}]
    if method == "get":
        # Nobody looks at a body there.
        operation["responses"].pop("415")
        operation["responses"]["303"] = _TIDIED
        operation["responses"]["304"] = _NOT_MODIFIED


def _absent_is_not_null(parameter: dict[str, Any]) -> None:
    """A parameter of an address can be left out; there is no way to say null."""
    schema = parameter["schema"]
    kinds = [kind for kind in schema.get("anyOf", []) if kind.get("type") != "null"]
    if len(kinds) == 1 and len(schema["anyOf"]) == 2:
        schema.pop("anyOf")
        parameter["schema"] = kinds[0] | schema
