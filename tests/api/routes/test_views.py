"""The views as they are served: each answers on the sample, with its policy as a header, by any names."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from graph.store import Store

ADDRESSES = (
    "/views/dyad/PRK/RUS",
    "/views/dyad/DPRK/Russia?predecessors=false&status=asserted",
    "/views/dyad/Fiji/Chad",
    "/views/country/PRK",
    "/views/resource/weapons",
    "/views/resource/oil?known_at=2030-01-01",
    "/views/network",
    "/views/network?sign=hostile&as_of=2024-01-01&undated=true",
    "/views/network?relation=supplies&dimension=military&limit=2",
    "/views/disputes",
    "/views/disputes?country=Russia",
    "/views/exchanges?country=DPRK",
    "/views/query/who-says-what?country=PRK",
    "/views/query/how-two-are-linked",
    "/views/query/who-supplies-what",
)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_view_answers_and_its_header_is_the_policy_that_it_carries(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    carried = re.search(r'Content-Security-Policy" content="([^"]+)"', answer.text)
    assert carried
    policy = answer.headers["Content-Security-Policy"]
    assert policy == carried[1].replace("&#39;", "'") + "; frame-ancestors 'none'"
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.usefixtures("sample")
def test_a_form_with_empty_fields_goes_on_to_the_address_without_them(client: TestClient) -> None:
    answer = client.get("/views/network?dimension=&status=&sign=hostile", follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/views/network?sign=hostile")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/views/resource/unobtainium", 404),
        ("/views/query/no-such", 404),
        ("/views/network?sign=none", 422),
        ("/views/network?limit=20000", 422),
        ("/views/dyad/PRK/PRK", 422),
        ("/views/neighbours?id=Atlantis", 404),
        ("/views/query/who-says-what?planet=Mars", 404),
    ],
)
def test_what_is_asked_wrongly_is_told(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.usefixtures("sample")
def test_neighbours_have_nodes_edges_and_lines(client: TestClient) -> None:
    answer = client.get("/views/neighbours", params={"id": "Russia"}).json()
    assert {node["id"] for node in answer["nodes"]} == {"PRK", "RUS", "UKR"}
    items = {row[0] for row in answer["lines"]["rows"]}
    assert {fact for edge in answer["edges"] for fact in edge["facts"]} == items
    assert len({edge["id"] for edge in answer["edges"]}) == len(answer["edges"])


def test_a_network_on_a_day_counts_only_what_held_then(client: TestClient, store: Store, load: object) -> None:
    assert callable(load)
    told = {"relation": "supplies", "resource": "oil", "claimant": "Norway", "source_title": "S"}
    load([told | {"actor": "Norway", "partner": "Iceland", "since": "1990", "until": "1995"},
          told | {"actor": "Norway", "partner": "Chad", "since": "2000"},
          told | {"actor": "Norway", "partner": "Fiji", "said_on": "2020-01-01"}])  # fmt: skip
    on = client.get("/views/network?as_of=1992-01-01").text
    assert "1 fact between 2 actors" in on
    assert "2 facts between 3 actors" in client.get("/views/network?as_of=2001-01-01&undated=true").text
    assert "3 facts between 4 actors" in client.get("/views/network").text
    assert "2 actors on the other" not in client.get("/views/resource/oil?as_of=1992-01-01").text
