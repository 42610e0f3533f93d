"""The journal over HTTP: who wrote when and what, page by page."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

from graph.store import Store

RECORD = {
    "actor": "Norway", "relation": "supplies", "partner": "Iceland", "resource": "food", "claimant": "Norway",
    "source_id": "s:1", "source_title": "A statement",
}  # fmt: skip


def walked(client: TestClient, limit: int) -> list[dict[str, Any]]:
    """All entries, page by page."""
    found: list[dict[str, Any]] = []
    address: str | None = f"/writes?limit={limit}"
    while address:
        page = client.get(address).json()
        found += page["writes"]
        address = page["next"]
    return found


def test_what_a_key_writes_is_noted_under_its_name(client: TestClient, store: Store) -> None:
    for note in ("one", "two", "two"):
        assert client.post("/facts", json=[RECORD | {"note": note}]).status_code == 200
    client.post("/retractions", json={"source": "s:1", "reason": "a slip"})
    found = walked(client, 2)
    assert [(e["number"], e["kind"], e["what"], e["claims"], e["facts"]) for e in found] == [
        (3, "retraction", "source s:1", 2, 0),
        (2, "load", "request", 1, 0),
        (1, "load", "request", 1, 1),
    ]
    assert {entry["by"] for entry in found} == {"BILAT_API_KEYS, number 1"}
    assert found == walked(client, 100) == walked(client, 3)
    assert client.get("/writes/2").json() == found[1]
    assert found[0]["previous"] == found[1]["hash"]
    assert found[1]["at"] > found[2]["at"]


def test_a_write_that_is_not_there_is_told(client: TestClient, store: Store) -> None:
    assert client.get("/writes").json() == {"writes": [], "next": None}
    answer = client.get("/writes/7")
    assert (answer.status_code, answer.json()["detail"]) == (
        404,
        "There is no write 7 in this graph; GET /writes lists them.",
    )
    assert client.get("/writes/x").status_code == 422
