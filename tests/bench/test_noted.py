"""The verdict of a soak: what it lets pass, and that each of its parts can fail."""

from __future__ import annotations

import doctest
import random
from types import SimpleNamespace
from typing import Any

import pytest
import requests

from bench import noted as module
from bench import soak
from bench.noted import KILL_SECONDS, Memory, Noted, table
from graph.verifying import Difference


def flat(of: float = 100.0, growth: float = 0.0, count: int = 100) -> Memory:
    """One look each second; `growth` a look."""
    return Memory([(float(at), of + growth * at) for at in range(count)])


def test_examples_hold() -> None:
    found = doctest.testmod(module)
    assert (found.attempted > 0, found.failed) == (True, 0)


def test_memory_that_grows_in_the_second_half_fails_and_a_warm_up_does_not() -> None:
    assert not flat().grew(100)
    assert not Memory([(float(at), min(at, 40) * 50.0) for at in range(100)]).grew(100)
    assert flat(growth=5).grew(100)
    # Nothing was seen of it in the end: that it didn't grow isn't known.
    assert flat(count=50).grew(100)


def test_a_503_is_no_fault_after_a_kill_only() -> None:
    seen = Noted()
    seen.kills.append(100.0)
    seen.answered("facts", 200, 0, 1)
    seen.answered("facts", 503, 99, 101)
    seen.answered("facts", 503, 100 + KILL_SECONDS, 200)
    assert seen.faults == []
    seen.answered("facts", 503, 10, 11, "away")
    seen.answered("facts", 503, 101 + KILL_SECONDS, 300)
    seen.answered("facts", 500, 100, 101)
    seen.answered("facts", 404, 100, 101)
    assert [fault.partition(": ")[2] for fault in seen.faults] == [
        "facts: 503 away", "facts: 503 ", "facts: 500 ", "facts: 404 ",
    ]  # fmt: skip


def test_an_answer_that_breaks_off_is_no_fault_after_a_kill_only() -> None:
    seen = Noted()
    seen.kills.append(100.0)
    seen.cut("export", 99, 101)
    assert (seen.cuts, seen.faults) == (1, [])
    seen.cut("export", 10, 11)
    assert seen.faults[0].endswith("export: the answer broke off")


def test_all_that_was_noted_is_told() -> None:
    seen = Noted()
    seen.answered("facts", 200, 0, 0.25)
    seen.answered("facts", 500, 0, 1)
    seen.memory["API"] = flat()
    told = table(seen, 100)
    assert "| facts | 1 × 200, 1 × 500 | 250 | 250 | 250 |" in told
    assert "| API | 100 | 100 | 100 |" in told
    assert "was killed 0 times" in told


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the API of a soak answers, one after the other; there is none."""
    left: list[Any] = []

    def answer(*_: object, **__: object) -> Any:
        body = left.pop(0)
        return SimpleNamespace(
            status_code=200, headers={"Content-Type": "application/json"}, json=lambda: body, text=""
        )

    monkeypatch.setattr(requests, "request", answer)
    monkeypatch.setattr(soak.Soak, "_kept", lambda *_: None)
    return left


@pytest.fixture
def load(answers: list[Any]) -> soak.Soak:
    found = soak.Soak(SimpleNamespace(api="http://x"), "key", 0)  # type: ignore[arg-type]
    found._over.set()
    return found


def facts(*claims: int) -> dict[str, Any]:
    return {"facts": [{"claims": [{}] * count} for count in claims]}


@pytest.mark.parametrize(
    ("read", "fits"), [(facts(4), True), (facts(4, 4), True), (facts(), False), (facts(4, 3), False), (facts(3), False)]
)
def test_a_fact_that_is_lost_or_half_there_is_told(
    load: soak.Soak, answers: list[Any], read: dict[str, Any], fits: bool
) -> None:
    answers += [{"loaded": 4}, read]
    load._witness(random.Random(1))
    assert (load.noted.faults == []) is fits


@pytest.mark.parametrize(("loaded", "fits"), [(12, True), (11, False)])
def test_a_record_that_is_not_taken_is_told(load: soak.Soak, answers: list[Any], loaded: int, fits: bool) -> None:
    answers.append({"loaded": loaded, "unchanged": 8})
    load._post(random.Random(1))
    assert (load.noted.faults == []) is fits


@pytest.mark.parametrize(("at", "fits"), [("2026-01-01T00:00:00Z", True), (None, False)])
def test_a_claim_that_stands_after_its_retraction_is_told(
    load: soak.Soak, answers: list[Any], at: str | None, fits: bool
) -> None:
    claim = {"id": "c1", "retracted_at": at}
    answers += [{"facts": [{"id": "f1", "claims": [claim]}]}, {"retracted": 1, "already_retracted": 0}]
    answers.append({"claims": [claim]})
    load._retract(random.Random(1))
    assert (load.noted.faults == []) is fits


def test_a_thread_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found = soak.Soak(SimpleNamespace(api="http://x"), "key", 0)  # type: ignore[arg-type]

    def fail(_: object) -> None:
        found._over.set()
        raise ValueError("no such thing")

    found._kept(fail, 1)
    assert "fail: ValueError no such thing" in found.noted.faults[0]


@pytest.mark.parametrize(
    ("differences", "memory", "faults", "status"),
    [(0, flat(), [], 0), (1, flat(), [], 1), (0, flat(growth=5), [], 1), (0, flat(), ["a fault"], 1)],
)
def test_any_part_of_the_verdict_ends_it_with_1(
    monkeypatch: pytest.MonkeyPatch, differences: int, memory: Memory, faults: list[str], status: int
) -> None:
    seen = Noted()
    seen.memory["API"], seen.faults = memory, faults
    assert soak.status(seen, 100, [Difference("fact", "f1", "its status", "rebuild")] * differences) == status
