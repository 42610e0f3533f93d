"""The reading endpoints on the sample."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.store import Store

pytestmark = pytest.mark.usefixtures("sample")


def get(client: TestClient, path: str, **params: Any) -> Any:
    answer = client.get(path, params=params or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


def problem(client: TestClient, path: str, status: int, **params: Any) -> dict[str, Any]:
    answer = client.get(path, params=params or None)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = dict(answer.json())
    assert body["status"] == status
    assert body["title"]
    return body


def test_health_and_readiness(client: TestClient) -> None:
    assert get(client, "/health") == {"status": "ok"}
    assert get(client, "/ready")["schema"] == "current"


def test_countries(client: TestClient) -> None:
    first = get(client, "/countries")["countries"][0]
    assert (first["id"], first["facts"]) == ("RUS", 16)
    assert get(client, "/countries", q="nort", limit=3)["countries"][0]["name"].startswith("North")
    for name in ("PRK", "DPRK", "Corée du Nord", "kp"):
        assert get(client, f"/countries/{name}")["id"] == "PRK"
    partners = get(client, "/countries/PRK/partners")["partners"]
    assert [(p["id"], p["facts"], p["disputed"]) for p in partners] == [("RUS", 15, 1)]
    body = problem(client, "/countries/Nrth Korea", 404)
    assert "PRK" in [suggestion["id"] for suggestion in body["suggestions"]]


def test_a_dyad_by_any_name_in_either_order(client: TestClient) -> None:
    answer = get(client, "/dyads/Russia/DPRK")
    assert answer["dyad"] == "PRK-RUS"
    assert set(answer["ledger"]) == {"PRK", "RUS"}
    assert len(answer["timeline"]) == 15
    assert answer["counts"]["disputed"] == 1
    assert get(client, "/dyads/PRK/RUS", relation="receives", status="reported")["counts"]["facts"] == 2
    assert get(client, "/dyads/PRK/RUS", dimension="energy")["counts"]["facts"] == 1
    assert get(client, "/dyads/PRK/RUS", modality="planned")["counts"]["facts"] == 1


def test_undated_facts_hold_on_no_day_unless_asked_for(client: TestClient) -> None:
    assert get(client, "/dyads/PRK/RUS", as_of="2024-01-01")["counts"]["facts"] == 0
    assert get(client, "/dyads/PRK/RUS", as_of="2024-01-01", undated="true")["counts"]["facts"] == 15
    assert get(client, "/dyads/PRK/RUS", known_at="2000-01-01")["counts"]["facts"] == 0


def test_two_sides_without_facts_and_one_side_twice(client: TestClient) -> None:
    empty = get(client, "/dyads/Fiji/Chad")
    assert (empty["counts"]["facts"], empty["ledger"]) == (0, {"FJI": [], "TCD": []})
    assert "both" in problem(client, "/dyads/PRK/DPRK", 422)["detail"]


def test_dyads_with_most_facts(client: TestClient) -> None:
    rows = get(client, "/dyads")["dyads"]
    assert [(row["dyad"], row["facts"], row["disputed"]) for row in rows] == [("PRK-RUS", 15, 1), ("RUS-UKR", 1, 0)]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 16),
        ({"actor": "North Korea"}, 10),
        ({"actor": "Russia"}, 7),
        ({"recipient": "Russia", "relation": "supplies"}, 4),
        ({"resource": "weapons"}, 3),
        ({"resource": "energy"}, 1),
        ({"status": "disputed"}, 1),
        ({"claimant": "South Korea"}, 4),
        ({"claimant": "Institute for the Study of War"}, 1),
        ({"claimant": "Alexander Matsegora"}, 5),
        ({"q": "wounded"}, 1),
        ({"q": "sanatoriums"}, 1),
        ({"q": "Wonsan"}, 2),
        ({"q": "zzz:b AND ("}, 0),
        ({"dyad": "RUS-UKR"}, 1),
        ({"dyad": "UKR-RUS"}, 1),
        ({"since": "2020"}, 0),
        ({"relation": "pays for"}, 1),
    ],
)
def test_filters_of_facts(client: TestClient, filters: dict[str, str], count: int) -> None:
    facts = get(client, "/facts", **filters)["facts"]
    assert len({fact["id"] for fact in facts}) == len(facts) == count


def test_pages_of_facts_cover_all_once(client: TestClient) -> None:
    seen: list[str] = []
    address = "/facts?limit=5"
    while address:
        page = get(client, address)
        seen += [fact["id"] for fact in page["facts"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == 16
    assert get(client, "/facts", limit=16)["next"] is None


def test_one_fact(client: TestClient) -> None:
    ident = get(client, "/facts", status="disputed")["facts"][0]["id"]
    fact = get(client, f"/facts/{ident}")
    assert fact["recipient"] == {"id": "RUS", "name": "Russia"}
    assert {"id", "title", "publisher", "url"} <= set(fact["claims"][0]["source"])
    assert "no fact" in problem(client, "/facts/f0", 404)["detail"]
    assert "known then" in problem(client, f"/facts/{ident}", 404, known_at="1990")["detail"]


def test_sources(client: TestClient) -> None:
    (source,) = get(client, "/sources")["sources"]
    assert (source["publisher"], source["facts"]) == ("Newser", 16)
    one = get(client, f"/sources/{source['id']}")
    assert (one["claims"], one["retracted"]) == (22, 0)
    assert "South Korea" in {who["name"] for who in one["claimants"]}
    problem(client, "/sources/nothing", 404)


def test_the_vocabulary(client: TestClient) -> None:
    relations = {row["id"]: row for row in get(client, "/relations")["relations"]}
    assert (relations["supplies"]["inverse"], relations["supplies"]["facts"]) == ("receives", 6)
    resources = {row["id"]: row for row in get(client, "/resources")["resources"]}
    assert (resources["troops"]["parent"], resources["oil"]["facts"]) == ("personnel", 1)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/facts?limit=0", 422),
        ("/facts?status=maybe", 422),
        ("/facts?actor=Atlantis", 404),
        ("/facts?relation=loves", 404),
        ("/facts?resource=unicorns", 404),
        ("/facts?as_of=2024-02-30", 422),
        ("/facts?recorded_by=noon", 422),
        ("/dyads/PRK/Atlantis", 404),
        ("/queries/nothing", 404),
        ("/export/doc", 404),
    ],
)
def test_every_error_is_a_problem_document(client: TestClient, path: str, status: int) -> None:
    assert problem(client, path, status)["detail"]


def test_named_queries(client: TestClient) -> None:
    listed = get(client, "/queries")["queries"]
    assert len(listed) >= 8
    answer = get(client, "/queries/what-is-disputed")
    assert answer["rows"]
    assert "takes no parameter" in problem(client, "/queries/what-is-disputed", 422, colour="red")["detail"]


def test_recorded_by_an_instant_before_the_load_nothing_was_there(client: TestClient, sample: Store) -> None:
    assert get(client, "/facts", recorded_by="2000-01-01T00:00:00Z")["facts"] == []
    assert len(get(client, "/facts", recorded_by="2999-01-01")["facts"]) == 16
