"""The OpenAPI description: every endpoint has an example that works, and answers are as described.

`BILAT_RECORD=1 pytest tests/api/test_openapi.py` records the examples' answers anew.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

import api.openapi
from api.openapi.dates import EDTF, INSTANT
from api.openapi.examples import examples
from api.reference.program import openapi
from graph.dates import day, instant, today
from graph.store import Store

DESCRIBED = openapi()
OPERATIONS = [
    (f"{method.upper()} {path}", operation)
    for path, methods in DESCRIBED["paths"].items()
    for method, operation in methods.items()
]
# What these list first may be another with each new dataset, word or query.
GROWING = {"GET /datasets", "GET /analysis/coverage", "GET /relations", "GET /resources", "GET /queries"}
_HASH = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z")


def asked(client: TestClient, name: str) -> Any:
    """What an operation answers to its example. `POST` examples change nothing: they ask for a dry run, or for nothing."""
    method, path = name.split(" ", 1)
    example = examples()[name]
    given = dict(example.get("parameters", {}))
    for part in re.findall(r"\{(\w+)\}", path):
        path = path.replace(f"{{{part}}}", str(given.pop(part)))
    body = example.get("body")
    return client.request(
        method,
        path,
        params=given,
        json=body if "content_type" not in example else None,
        data=body if "content_type" in example else None,
        headers={"Accept": "application/json"},
    )


def shortened(value: Any) -> Any:
    """An answer as it is shown: one member of each list, and no moment, day or hash that is another at each run."""
    if isinstance(value, dict):
        return {name: 1.5 if name in {"ms", "seconds"} else shortened(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shortened(one) for one in value[:1]]
    if isinstance(value, str):
        return (
            "0" * 64
            if _HASH.fullmatch(value)
            else _MOMENT.sub("2026-11-24T12:00:00.000000Z", value).replace(today(), "2026-11-24")
        )
    return value


def test_every_operation_has_an_example_and_nothing_else_has() -> None:
    assert {name for name, _ in OPERATIONS} == set(examples())


@pytest.mark.parametrize(("name", "operation"), OPERATIONS, ids=[name for name, _ in OPERATIONS])
def test_an_example_answers_as_shown_and_as_described(
    client: TestClient, sample: Store, name: str, operation: dict[str, Any]
) -> None:
    answer = asked(client, name)
    expected = examples()[name].get("status", 200)
    assert answer.status_code == expected, answer.text
    kind = answer.headers["content-type"].partition(";")[0]
    content = operation["responses"][str(expected)]["content"]
    assert kind in {known.partition(";")[0] for known in content}
    if kind != "application/json":
        return
    schema = content[kind]["schema"]
    jsonschema.validate(answer.json(), {**schema, "components": DESCRIBED["components"]})
    found = shortened(answer.json())
    if os.environ.get("BILAT_RECORD"):
        record(name, found)
    shown = examples()[name]["answer"]
    assert found.keys() == shown.keys() if name in GROWING else found == shown
    jsonschema.validate(shown, {**schema, "components": DESCRIBED["components"]})


def record(name: str, answer: Any) -> None:
    file = Path(next(iter(api.openapi.__path__))) / "examples.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    kept[name]["answer"] = answer
    examples()[name]["answer"] = answer
    file.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def test_problems_are_as_described(client: TestClient, sample: Store) -> None:
    answer = client.get("/facts/f0")
    jsonschema.validate(answer.json(), DESCRIBED["components"]["schemas"]["Problem"])
    for name, operation in OPERATIONS:
        for status in ("404", "422", "503"):
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"], name


def test_each_operation_has_a_name_of_its_own() -> None:
    names = [operation["operationId"] for _, operation in OPERATIONS]
    assert len(set(names)) == len(names)


def test_writing_is_described_as_needing_a_key() -> None:
    needing = {name for name, operation in OPERATIONS if "security" in operation}
    assert needing == {"POST /facts", "POST /retractions"}


def test_a_method_that_is_not_answered_is_told_with_those_that_are(client: TestClient) -> None:
    answer = client.delete("/facts")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("2024", True), ("2024-10", True), ("2024-10-31", True), ("2024~", True), ("2024-02-29", True), ("", True),
        ("2000-02-29", True), ("2023-02-29", False), ("1900-02-29", False), ("2024-13", False), ("2024-04-31", False),
        ("24", False), ("2024-10-12 ", False),
    ],
)  # fmt: skip
def test_the_pattern_of_days_is_the_calendar(text: str, fits: bool) -> None:
    assert bool(re.search(EDTF, text)) is fits
    if fits and text:
        assert day(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        assert bool(re.search(INSTANT, f"{text}T12:30:00Z")) is fits
        if fits:
            assert instant(f"{text}T12:30:00Z")


JSON = "application/json"
# What a POST is refused for, over all of them; 429, 500 and 504 are told of in tests of their own.
REFUSED = {
    "packed": ({"Content-Type": JSON, "Content-Encoding": "gzip"}, b"x", 415),
    "another kind": ({"Content-Type": "text/html"}, b"<p>", None),
    "half an object": ({"Content-Type": JSON}, b"{", None),
    "a number": ({"Content-Type": JSON}, b"1", None),
    "nothing": ({"Content-Type": JSON}, b"", None),
    "too much": ({"Content-Type": JSON, "Content-Length": f"{10**12}"}, b"x", 413),
    "a wrong key": ({"Content-Type": JSON, "Authorization": "Bearer nobody's"}, b"{}", None),
}
POSTS = [(name, operation) for name, operation in OPERATIONS if name.startswith("POST ")]


@pytest.mark.parametrize("why", REFUSED)
@pytest.mark.parametrize(("name", "operation"), POSTS, ids=[name for name, _ in POSTS])
def test_whatever_a_post_is_refused_with_is_listed(
    client: TestClient, store: Store, name: str, operation: dict[str, Any], why: str
) -> None:
    headers, body, expected = REFUSED[why]
    for query in ("", "?colour=red"):
        answer = client.post(f"{name.split()[1]}{query}", content=body, headers=headers)
        assert expected is None or answer.status_code == expected
        described = operation["responses"][str(answer.status_code)]["content"]
        assert answer.headers["content-type"] in described


@pytest.mark.parametrize("path", ["/facts", "/reconcile"])
def test_a_body_of_another_kind_is_415(client: TestClient, store: Store, path: str) -> None:
    answer = client.post(path, content=b"<p>", headers={"Content-Type": "text/html"})
    assert (answer.status_code, answer.json()["title"]) == (415, "Wrong kind of body")
    assert "'text/html'" in answer.json()["detail"]


def test_only_what_takes_a_body_is_described_as_refusing_its_kind(client: TestClient, store: Store) -> None:
    assert {name for name, operation in OPERATIONS if "415" in operation["responses"]} == {name for name, _ in POSTS}
    assert client.get("/health", headers={"Content-Encoding": "gzip"}).status_code == 200
