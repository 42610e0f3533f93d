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
        ("/views/query/who-says-what?planet=Mars", 422),
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


@pytest.mark.usefixtures("sample")
def test_a_country_of_many_facts_tells_how_sure_they_are_and_where_they_stand(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.views.country._MOST_FACTS", 3)
    text = client.get("/views/country/RUS").text
    assert "a line stands for all of one direction and dimension" in text
    sure = text.partition('id="how-sure"')[2].partition("</section>")[0]
    assert "10 asserted" in sure
    assert "1 disputed" in sure
    assert "South Korea" in sure
    assert "Russia speaks only through its officials." in sure
    sources = text.partition('id="sources"')[2].partition("</section>")[0]
    assert "Deepening North Korea-Russia Relations Amidst Ongoing Conflict" in sources
    assert "claims on 16 facts" in sources


def test_a_source_tells_its_claims_fact_by_fact_and_what_was_retracted(client: TestClient, load: object) -> None:
    assert callable(load)
    told = {"actor": "Norway", "relation": "supplies", "partner": "Fiji", "source_title": "Statement <b>",
            "source_publisher": "Examples", "source_url": "https://example.org/a", "claimant": "Norway"}  # fmt: skip
    load([told | {"resource": "oil", "quote": "All of it."}, told | {"resource": "food", "quantity": 3, "unit": "tonnes"},
          told | {"resource": "gas", "source_title": "Another", "source_url": "https://example.org/b"}])  # fmt: skip
    (source,) = [one for one in client.get("/sources").json()["sources"] if one["title"] != "Another"]
    answer = client.get(f"/sources/{source['id']}")
    page = f"/source/{source['id']}"
    assert f"<{page}>" in answer.headers["Link"]
    done = client.post("/retractions", json={"source": source["id"], "reason": "A slip", "kind": "withdrawn"})
    assert done.status_code == 200
    text = client.get(page).text
    assert "Statement &lt;b&gt;" in text
    assert "A source of <bdi>Examples</bdi>, without a date: 2 claims on 2 facts, 2 of them retracted." in text
    assert 'href="https://example.org/a"' in text
    assert "Norway supplies Fiji with oil" in text
    assert "All of it." in text
    assert "3 tonnes" in text
    assert text.count('class="retracted"') == 2
    assert "withdrawn on" in text
    assert "A slip" in text
    assert "with gas" not in text
    assert f'href="{page}"' in client.get("/?q=statement").text
    assert client.get("/source/none").status_code == 404


def test_a_source_of_many_facts_has_pages(client: TestClient, load: object) -> None:
    assert callable(load)
    told = {"actor": "Norway", "relation": "exports_to", "partner": "Fiji", "claimant": "Norway", "source_title": "S"}
    load([told | {"since": str(1900 + year), "until": str(1900 + year)} for year in range(101)])
    (source,) = client.get("/sources").json()["sources"]
    first, second = (client.get(f"/source/{source['id']}?page={number}").text for number in (1, 2))
    assert "1 to 100 of 101 facts." in first
    assert f'href="/source/{source["id"]}?page=2"' in first
    assert "101 to 101 of 101 facts." in second
    assert "Nothing is claimed in it on this page." in client.get(f"/source/{source['id']}?page=3").text
