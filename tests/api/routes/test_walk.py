"""One fact walks through all six statuses over HTTP, and `known_at` gives each earlier one back (issue 4, item 3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.store import Store

FACT = {"actor": "North Korea", "relation": "supplies", "partner": "Russia", "resource": "troops"}


def said(day: str, claimant: str, stance: str, **more: Any) -> dict[str, Any]:
    return {
        **FACT, "claimant": claimant, "stance": stance, "said_on": day, "source_title": f"{claimant} on {day}",
        "source_publisher": "A paper", **more,
    }  # fmt: skip


PAPER = {"claimant_kind": "organisation"}
OFFICIAL = {"claimant_kind": "person", "claimant_of": "Russia"}

# (day, what is posted, the status afterwards)
STEPS: list[tuple[str, dict[str, Any], str]] = [
    ("2024-01-01", said("2024-01-01", "A paper", "reports"), "reported"),
    ("2024-01-02", said("2024-01-02", "Another paper", "reports", **PAPER), "reported"),
    ("2024-01-03", said("2024-01-03", "South Korea", "asserts", quantity=10000), "asserted"),
    (
        "2024-01-04",
        said("2024-01-04", "Spy service", "asserts", claimant_kind="organisation", claimant_of="KOR"),
        "asserted",
    ),
    ("2024-01-05", said("2024-01-05", "A third paper", "asserts", origin="South Korea", **PAPER), "asserted"),
    ("2024-01-06", said("2024-01-06", "A machine", "asserts", method="machine", **PAPER), "asserted"),
    ("2024-01-07", said("2024-01-07", "United States", "confirms", quantity=12000), "corroborated"),
    ("2024-01-08", said("2024-01-08", "Russia", "denies"), "disputed"),
    ("2024-01-09", said("2024-01-09", "A paper", "doubts", aspect="quality"), "disputed"),
    ("2024-01-10", said("2024-01-10", "Russia", "confirms"), "corroborated"),
    ("2024-01-11", said("2024-01-11", "An envoy", "denies", **OFFICIAL), "disputed"),
    ("2024-01-12", said("2024-01-12", "An envoy", "asserts", **OFFICIAL), "corroborated"),
    ("2024-01-13", said("2024-01-13", "United States", "doubts"), "disputed"),
    ("2024-01-14", said("2024-01-14", "United States", "reports"), "corroborated"),
    ("2024-01-15", said("2024-01-15", "Japan", "reports"), "corroborated"),
    ("2024-01-16", said("2024-01-16", "Japan", "doubts"), "disputed"),
    ("2024-01-17", said("2024-01-17", "Japan", "reports"), "corroborated"),
    ("2024-01-18", said("2024-01-18", "Ukraine", "denies", aspect="attribution"), "disputed"),
    ("2024-01-19", said("2024-01-19", "Ukraine", "reports"), "corroborated"),
]
# Then what was said is withdrawn: (day, claimants whose claims go, the status afterwards; None: nothing is known)
WITHDRAWALS: list[tuple[str, list[str], str | None]] = [
    ("2024-02-01", ["KOR", "org:spy_service", "org:a_third_paper"], "asserted"),
    ("2024-02-02", ["RUS", "person:an_envoy@RUS", "org:a_machine"], "reported"),
]


@pytest.fixture
def walked(client: TestClient, store: Store) -> TestClient:
    for day, record, status in STEPS:
        answer = client.post("/facts", json=[record])
        assert answer.status_code == 200, answer.text
        assert (answer.json()["loaded"], answer.json()["rejected"]) == (1, 0)
        assert _fact(client)["status"] == status, day
    for day, claimants, expected in WITHDRAWALS:
        for claimant in claimants:
            _withdraw(client, day, partial(_is_by, claimant))
        assert _fact(client)["status"] == expected, day
    # Nobody affirms it any more; a party denies it, and the papers take back that they passed it on.
    assert client.post("/facts", json=[said("2024-02-03", "North Korea", "denies")]).json()["loaded"] == 1
    assert _fact(client)["status"] == "disputed"
    _withdraw(client, "2024-02-04", lambda claim: claim["stance"] == "reports" or _is_by("USA", claim))
    assert _fact(client)["status"] == "denied"
    _withdraw(client, "2024-02-05", lambda _: True)
    assert _fact(client)["status"] == "retracted"
    return client


def _is_by(claimant: str, claim: dict[str, Any]) -> bool:
    return bool(claim["by"]["id"] == claimant)


def _withdraw(client: TestClient, day: str, meant: Callable[[dict[str, Any]], bool]) -> None:
    """Retract the live claims that are meant, from `day` on."""
    for claim in _fact(client)["claims"]:
        if meant(claim) and not claim["retracted_at"]:
            body = {"claim": claim["id"], "reason": "taken back", "on": day}
            assert client.post("/retractions", json=body).json()["retracted"] == 1


def _fact(client: TestClient, **clocks: str) -> dict[str, Any]:
    facts = client.get("/facts", params={"dyad": "PRK-RUS", **clocks}).json()["facts"]
    assert len(facts) <= 1
    return dict(facts[0]) if facts else {"status": None, "claims": []}


def test_known_at_gives_each_earlier_status_back(walked: TestClient) -> None:
    for day, _, status in STEPS:
        fact = _fact(walked, known_at=day)
        assert fact["status"] == status, day
        assert all(claim["said_on"] <= day for claim in fact["claims"])
    for day, _, expected in WITHDRAWALS:
        assert _fact(walked, known_at=day)["status"] == expected, day
    assert _fact(walked, known_at="2023-12-31")["status"] is None
    assert _fact(walked, known_at="2024-02-03")["status"] == "disputed"
    assert _fact(walked, known_at="2024-02-04")["status"] == "denied"
    assert _fact(walked, known_at="2024-02-05")["status"] is None
    seen = {_fact(walked, known_at=day)["status"] for day, *_ in STEPS} | {"denied", _fact(walked)["status"]}
    assert seen == {"reported", "asserted", "corroborated", "disputed", "denied", "retracted"}


def test_changes_tell_the_walk(walked: TestClient) -> None:
    answer = walked.get("/dyads/PRK/RUS/changes", params={"from": "2024-01-06", "to": "2024-01-08"}).json()
    (change,) = answer["changes"]
    assert (change["before"], change["after"]) == ("asserted", "disputed")
    assert [claim["by"]["id"] for claim in change["claims"]] == ["USA", "RUS"]
    quiet = walked.get("/dyads/PRK/RUS/changes", params={"from": "2023-01-01", "to": "2023-12-31"}).json()
    assert quiet["changes"] == []


def test_what_was_asserted_again_counts_again(walked: TestClient) -> None:
    again = said("2024-03-01", "South Korea", "asserts")
    assert walked.post("/facts", json=[again]).json()["loaded"] == 1
    assert _fact(walked)["status"] == "asserted"
    # The claim that was retracted stays retracted when its record comes again.
    assert walked.post("/facts", json=[STEPS[2][1]]).json()["unchanged"] == 1
    assert [c["retracted_at"] is None for c in _fact(walked)["claims"] if c["by"]["id"] == "KOR"] == [False, True]
