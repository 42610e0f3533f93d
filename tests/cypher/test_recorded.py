"""The recorded answer of each named query to its own example on the sample (`answers.json`).

`BILAT_RECORD=1 pytest tests/cypher/test_recorded.py` writes the answers anew; read the difference before it is kept.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from graph.asking import Asker, whole_answer
from graph.dates import today
from graph.named import NamedQuery, named_queries
from graph.settings import Settings
from graph.store import Store
from tests.files import records_of_answer

RECORDED = Path(__file__).with_name("answers.json")
QUERIES = named_queries()


def told(value: Any) -> Any:
    """A value of an answer without what differs from load to load: a node is its id in the graph, a relationship its
    type, a path the ids along it; the day of the load, which claims without a day have, is "today"."""
    if isinstance(value, list):
        return [told(each) for each in value]
    if isinstance(value, dict):
        if "labels" in value:
            return value["properties"]["id"]
        return value["type"] if "type" in value else [told(each) for each in value["nodes"]]
    return "today" if value == today() else value


def answer(store: Store, query: NamedQuery) -> list[dict[str, Any]]:
    """The rows of a query's example."""
    rows = records_of_answer(whole_answer(Asker(store, Settings()), query.text, query.bind(query.example)))
    return [{name: told(value) for name, value in row.items()} for row in rows]


@pytest.fixture(scope="module")
def recorded() -> dict[str, Any]:
    found = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    return dict(found)


def test_an_answer_is_recorded_for_each_query_and_for_nothing_else(recorded: dict[str, Any]) -> None:
    assert set(recorded) == set(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_answers_its_example_as_recorded(sample: Store, recorded: dict[str, Any], name: str) -> None:
    found = answer(sample, QUERIES[name])
    if os.environ.get("BILAT_RECORD"):
        recorded[name] = found
        kept = {name: recorded[name] for name in sorted(recorded) if name in QUERIES}
        RECORDED.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == recorded[name]
    assert len({json.dumps(row) for row in found}) == len(found)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_with_parameters_has_an_example_of_them(name: str) -> None:
    query = QUERIES[name]
    assert bool(query.example) == bool(query.parameters)
    query.bind(query.example)
