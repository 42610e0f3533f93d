"""`/analysis` on the sample and on facts of known answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from loaders.summary import Summary
from loaders.tables.registry import datasets

NAMES = ("reciprocity", "dependence", "balance", "communities", "centrality", "coverage")


def get(client: TestClient, name: str, **params: Any) -> dict[str, Any]:
    answer = client.get(f"/analysis/{name}", params=params)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("name", NAMES)
def test_every_answer_says_how_it_was_calculated(client: TestClient, name: str) -> None:
    assert all(get(client, name)["method"][part] for part in ("name", "formula", "source"))
    assert get(client, name, known_at="1990-01-01")


@pytest.mark.usefixtures("sample")
def test_the_sample(client: TestClient) -> None:
    found = get(client, "reciprocity", dyad="PRK-RUS", relation="supplies")
    # North Korea supplies four things, Russia two: of six, two and two are returned.
    assert (found["total"], found["returned"], found["reciprocity"]) == (6, 4, pytest.approx(4 / 6))
    earlier = get(client, "reciprocity", dyad="PRK-RUS", relation="supplies", recorded_by="2999-01-01")
    assert earlier["pairs"] == found["pairs"]
    (row,) = get(client, "dependence", recipient="RUS", resource="weapons")["rows"]
    assert (row["resource"], row["herfindahl"], row["suppliers"][0]["id"]) == ("weapons", 1, "PRK")
    assert get(client, "centrality")["actors"][0]["id"] == "RUS"
    assert get(client, "balance")["triads"] == {"+++": 0, "++-": 0, "+--": 0, "---": 0}
    assert [[one["id"] for one in group] for group in get(client, "communities")["communities"]] == [["PRK", "RUS"]]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("name", "params", "status"),
    [
        ("reciprocity", {"unit": "stones"}, 404),
        ("communities", {"resolution": 0}, 422),
        ("coverage", {"years": -1}, 422),
        ("dreams", {}, 404),
    ],
)
def test_what_can_not_be_asked(client: TestClient, name: str, params: dict[str, Any], status: int) -> None:
    assert client.get(f"/analysis/{name}", params=params).status_code == status


def _record(actor: str, partner: str, claimant: str, said_on: str, **more: Any) -> dict[str, Any]:
    return {
        "actor": actor, "relation": "supplies", "partner": partner, "resource": "food", "claimant": claimant,
        "said_on": said_on, "source_title": f"{claimant} on {said_on}", **more,
    }  # fmt: skip


def test_coverage_by_hand(client: TestClient, load: Callable[..., Summary]) -> None:
    load(
        [
            # Both sides speak, one fact of two origins, one of one.
            _record("Norway", "Iceland", "Norway", "2024-05-20", since="2024"),
            _record("Norway", "Iceland", "Iceland", "2024-06-01", since="2024", stance="confirms"),
            _record("Norway", "Iceland", "Norway", "2024-07-01", since="2023"),
            # Only one side speaks, and long ago.
            _record("Chad", "Fiji", "Chad", "1999-01-01", since="1998"),
            # Neither does.
            _record("Chad", "Peru", "Japan", "2024-01-01", since="2023"),
        ]
    )
    found = get(client, "coverage", known_at="2025-01-01")
    assert (found["facts"], found["single_origin"], found["dyads"]) == (4, 3, 3)
    assert (found["one_sided"], found["stale"]) == (1, 1)
    rows = {row["dyad"]: row for row in found["rows"]}
    assert {dyad: row["word"] for dyad, row in rows.items()} == {"ISL-NOR": "both", "FJI-TCD": "one", "PER-TCD": "none"}
    assert (rows["FJI-TCD"]["stale"], rows["FJI-TCD"]["newest"]) == (True, "1999-01-01")
    now = get(client, "coverage", years=1000)
    assert [row["word"] for row in now["rows"]] == [row["word"] for row in found["rows"]]
    assert now["stale"] == 0


@pytest.mark.usefixtures("sample")
def test_which_datasets_could_have_spoken(client: TestClient) -> None:
    told = {row["name"]: row for row in get(client, "coverage", as_of="1900-01-01")["datasets"]}
    assert set(told) == set(datasets())
    contiguity = told["cow_contiguity"]
    assert (contiguity["first"], contiguity["last"], contiguity["loaded"]) == (1816, 2016, False)
    assert contiguity["could_speak"] is True
    assert [row["could_speak"] for row in told.values() if row["first"] > 1900] == [False] * sum(
        row["first"] > 1900 for row in told.values()
    )
    later = {row["name"]: row for row in get(client, "coverage", since="2020")["datasets"]}
    assert later["cow_contiguity"]["could_speak"] is False
