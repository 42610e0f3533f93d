"""Examples: for each endpoint a call that answers on the sample, and what it answers (`examples.json`).

tests/api/test_openapi.py asks each of them, holds the answers to their schemas, and records them anew.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import orjson


@cache
def examples() -> dict[str, dict[str, Any]]:
    """By operation, such as `GET /facts`: `parameters` (path and query), `body` where it takes one, and `answer`."""
    found: dict[str, dict[str, Any]] = orjson.loads(files("api.openapi").joinpath("examples.json").read_bytes())
    return found


def add_examples(told: dict[str, Any]) -> None:
    """Put the examples into an OpenAPI description."""
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            example = examples().get(f"{method.upper()} {path}")
            if example is not None:
                _add(operation, example)


def _add(operation: dict[str, Any], example: dict[str, Any]) -> None:
    given = example.get("parameters", {})
    for parameter in operation.get("parameters", []):
        if parameter["name"] in given:
            parameter["example"] = given[parameter["name"]]
    if "body" in example:
        kind = operation["requestBody"]["content"][example.get("content_type", "application/json")]
        kind["example"] = example["body"]
    if "answer" in example:
        content = operation["responses"]["200"].setdefault("content", {})
        content.setdefault("application/json", {})["example"] = example["answer"]
