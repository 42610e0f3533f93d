"""The first page, the page of a fact, `/explore` and `/guide` in a real Chromium, and the ways that people take."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from tests.api.conftest import OpenWindow
from tests.api.test_view_pages import serious
from tests.browser import picture, show

PATHS = "MATCH p = (:Country)-[:SUPPLIES]->(:Resource) RETURN p"
SOURCE = "s48949f3549000104f50727d3"
PAGES = {
    "start": "/",
    "fact": "/fact/fae0247435f005fbdd16be7eb",
    "explore": f"/explore?query={quote(PATHS)}",
    "guide": "/guide",
    "source": f"/source/{SOURCE}",
}


@pytest.mark.usefixtures("sample")
def test_each_page_in_both_themes_and_on_a_phone(
    open_window: OpenWindow, page: Page, served: str, tmp_path: Path
) -> None:
    phone = open_window(viewport={"width": 360, "height": 780}, color_scheme="dark")
    for name, address in PAGES.items():
        page.goto(served + address)
        assert serious(page) == [], name
        show(page, picture(name, tmp_path), 1300)
        phone.goto(served + address)
        assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        assert serious(phone) == [], name
        show(phone, picture(f"{name}-phone", tmp_path), 1300, 360)


@pytest.mark.usefixtures("sample")
def test_without_script_everything_is_there_to_be_read(open_window: OpenWindow, served: str) -> None:
    page = open_window(java_script_enabled=False)
    page.goto(f"{served}/?q=newser")
    expect(page.get_by_role("link", name="Deepening North Korea-Russia Relations")).to_be_visible()
    expect(page.get_by_role("link", name="North Korea to Russia: ")).to_be_visible()
    page.goto(f"{served}/explore")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#table")).to_contain_text("North Korea supplies Russia")


@pytest.mark.usefixtures("sample")
def test_what_russia_gives_north_korea_in_two_clicks(page: Page, served: str) -> None:
    page.goto(served)
    page.get_by_role("link", name="Russia to North Korea: ").click()
    expect(page.locator("#sentences")).to_contain_text("North Korea receives oil and food")
    page.locator("details.fact", has=page.locator(".what", has_text="oil")).first.locator("summary").click()
    page.get_by_role("link", name="Its own page").locator("visible=true").click()
    expect(page.locator("h1")).to_contain_text("Russia supplies North Korea with")


@pytest.mark.usefixtures("sample")
def test_who_doubts_what_and_what_rests_on_one_origin_in_one_click(page: Page, served: str) -> None:
    page.goto(served)
    page.get_by_role("link", name="who doubts whom").click()
    expect(page.locator("main")).to_contain_text("Institute for the Study of War")
    page.goto(served)
    page.get_by_role("link", name="Facts known from one origin only").click()
    expect(page.locator("#table")).to_contain_text("South Korea")


@pytest.mark.usefixtures("sample")
def test_a_fact_tells_why_it_stands_as_it_does_and_how_to_cite_it(page: Page, served: str) -> None:
    page.goto(served + PAGES["fact"])
    lede = page.locator("#sentences")
    expect(lede).to_contain_text(
        "Disputed: somebody doubts or denies it. It is asserted by Russia's ambassador, doubted by"
    )
    expect(lede).to_contain_text("its quality is doubted")
    expect(page.locator(".positions tbody tr")).to_have_count(4)
    expect(page.locator("#citation")).to_contain_text("of the graph")
    expect(page.locator("#citation")).to_contain_text(f"{served}{PAGES['fact']} (accessed ")
    expect(page.locator("#bibtex")).to_contain_text("@misc{bilat_fae0247435f005fbdd16be7eb")


@pytest.mark.usefixtures("sample")
def test_an_exchange_is_followed_from_fact_to_fact(page: Page, served: str, client: TestClient) -> None:
    given = next(f for f in client.get("/facts?resource=oil").json()["facts"] if f["in_return_for"])
    page.goto(f"{served}/fact/{given['id']}")
    first = page.get_by_role("region", name="In return").get_by_role("link").first
    name = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.get_by_role("region", name="In return")).to_contain_text("is given for it")


@pytest.mark.usefixtures("sample")
def test_a_query_is_asked_kept_and_downloaded(page: Page, served: str) -> None:
    page.goto(f"{served}/explore")
    page.locator("#query").fill(
        "MATCH (c:Country {id: $id})-[s:SUPPLIES]->(r:Resource) RETURN c.name AS who, r.name AS what"
    )
    page.get_by_label("parameters, as JSON").fill('{"id": "RUS"}')
    page.locator("#query").press("Control+Enter")
    expect(page.locator("#table tbody tr")).to_have_count(2)
    for ending in ("json", "ndjson", "csv", "arrows"):
        with page.expect_download() as download:
            page.locator(f"#downloads [data-ending={ending}]").click()
        assert download.value.path().stat().st_size > 20
        if ending == "json":
            assert json.loads(download.value.path().read_text())["columns"] == ["who", "what"]
    page.goto(f"{served}/explore")
    page.locator("#history a").first.click()
    expect(page.locator("#table")).to_contain_text("Russia")
    page.get_by_role("button", name="Forget").click()
    expect(page.locator("#past")).to_be_hidden()


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("query", "parameters", "told"),
    [
        ("RETURN nothing", "", "line 1"),
        ("MATCH (n) DETACH DELETE n", "", "Refused"),
        ("RETURN $x", "", "parameter"),
        ("RETURN 1", "{", "no JSON"),
        ("RETURN 1", "[1]", "no JSON object"),
        ("RETURN '</textarea><script>alert(1)</script>' AS x, ", "", "line 1"),
    ],
)
def test_what_is_wrong_with_a_query_is_told_beside_it(
    client: TestClient, query: str, parameters: str, told: str
) -> None:
    answer = client.get("/explore", params={"query": query, "parameters": parameters})
    assert answer.status_code == 200
    problem = answer.text.partition('id="problem"')[2].partition("</div>")[0]
    assert told in problem
    assert "<script>alert" not in answer.text


@pytest.mark.usefixtures("sample")
def test_each_named_query_fills_the_field(client: TestClient) -> None:
    text = client.get("/explore").text
    for query in client.get("/queries", headers={"Accept": "application/json"}).json()["queries"]:
        assert query["title"].replace("'", "&#39;") in text


def test_a_flow_and_a_dependence_are_drawn(client: TestClient, load: Callable[..., object]) -> None:
    told = {"relation": "exports_to", "resource": "oil", "unit": "barrels", "since": "2020", "until": "2020",
            "source_title": "S"}  # fmt: skip
    load([told | {"actor": a, "partner": b, "quantity": n, "claimant": a}
          for a, b, n in (("Norway", "Fiji", 300), ("Chad", "Fiji", 100), ("Norway", "Iceland", 50))])  # fmt: skip
    flow = client.get("/views/resource/oil").text
    assert "Norway to Fiji: 300 barrels" in flow
    assert "a band is as wide as what is said to pass, in barrels" in flow
    page = client.get("/views/country/Fiji").text
    assert "On whom <bdi>Fiji</bdi> depends" in page
    assert "75 %" in page
    assert ">1.6<" in page


def test_names_from_data_are_text_in_the_matrix_and_on_a_fact(client: TestClient, load: Callable[..., object]) -> None:
    evil = "</title><script>alert(1)</script>"
    load([{"actor": evil, "actor_kind": "organisation", "relation": "supplies", "partner": "Fiji", "resource": "oil",
           "claimant": "Fiji", "source_title": "{{7*7}} {unbalanced"}])  # fmt: skip
    assert "<script>alert" not in client.get("/").text
    (fact,) = client.get("/facts").json()["facts"]
    answer = client.get(f"/fact/{fact['id']}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert client.get("/fact/f0").status_code == 404


@pytest.mark.usefixtures("sample")
def test_what_was_known_before_a_day_in_three_clicks(page: Page, served: str) -> None:
    page.goto(served)
    page.get_by_role("link", name="North Korea ⇄").first.click()
    expect(page.locator("#sentences")).to_contain_text("South Korea says")
    page.locator("input[name=known_at]").fill("2020-01-01")
    page.get_by_role("button", name="Ask").click()
    expect(page).to_have_url(f"{served}/views/dyad/PRK/RUS?known_at=2020-01-01&undated=true")
    expect(page.locator("main")).to_contain_text("Nobody in this graph says anything about North Korea and Russia")
