from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import pytest

from graph.errors import BilatError, RefusedError
from graph.guard import KEPT, Guard

READS = {"operatorType": "ProduceResults@neo4j", "children": [{"operatorType": "AllNodesScan@neo4j"}]}
WRITES = {"operatorType": "ProduceResults@neo4j", "children": [{"operatorType": "Create@neo4j"}]}


class Database:
    """Shows one plan for every text, and remembers which texts it was asked about."""

    def __init__(self, plan: Mapping[str, Any]) -> None:
        self.plan = plan
        self.asked: list[str] = []

    def explain(self, query: str, parameters: Mapping[str, object]) -> Mapping[str, Any]:
        self.asked.append(query)
        return self.plan


def test_a_text_is_explained_once_and_then_known() -> None:
    guard, database = Guard(), Database(READS)
    first = guard.admit("MATCH (n) RETURN n", {}, database.explain)
    again = guard.admit("MATCH (n) RETURN n", {}, database.explain)
    other = guard.admit("MATCH (n) RETURN  n", {}, database.explain)
    assert first is again
    assert first == other
    assert database.asked == ["MATCH (n) RETURN n", "MATCH (n) RETURN  n"]


def test_a_verdict_is_asked_for_anew_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    guard, database = Guard(), Database(READS)
    guard.admit("RETURN 1", {}, database.explain)
    monkeypatch.setattr(database, "plan", WRITES)
    guard.admit("RETURN 1", {}, database.explain)
    moved = time.monotonic() + KEPT
    monkeypatch.setattr("graph.guard.time.monotonic", lambda: moved)
    with pytest.raises(RefusedError, match="Create"):
        guard.admit("RETURN 1", {}, database.explain)


def test_a_refused_text_never_reaches_the_database() -> None:
    database = Database(READS)
    with pytest.raises(RefusedError):
        Guard().admit("SHOW USERS", {}, database.explain)
    assert not database.asked


def test_a_refused_plan_is_refused_each_time() -> None:
    guard, database = Guard(), Database(WRITES)
    for _ in range(2):
        with pytest.raises(RefusedError, match="Create"):
            guard.admit("MATCH (n) RETURN n", {}, database.explain)
    assert len(database.asked) == 2


def test_parameters_of_a_known_text_are_looked_at_again() -> None:
    guard, database = Guard(), Database(READS)
    query = "MATCH (n) WHERE n.name =~ $p RETURN n"
    guard.admit(query, {"p": "a+"}, database.explain)
    for parameters, reason in (({"p": "(a+)+"}, "inside"), ({"p": "a", "x": "\0"}, "U+0000")):
        with pytest.raises(BilatError) as caught:
            guard.admit(query, parameters, database.explain)
        assert reason in caught.value.detail


def test_the_oldest_text_is_forgotten_first() -> None:
    guard, database = Guard(size=2), Database(READS)
    for query in ("RETURN 1", "RETURN 2", "RETURN 1", "RETURN 3", "RETURN 1", "RETURN 2"):
        guard.admit(query, {}, database.explain)
    assert database.asked == ["RETURN 1", "RETURN 2", "RETURN 3", "RETURN 2"]


def test_a_text_with_a_lone_surrogate_is_a_wrong_query() -> None:
    with pytest.raises(BilatError) as caught:
        Guard().admit("RETURN '\ud800'", {}, Database(READS).explain)
    assert caught.value.status == 400
