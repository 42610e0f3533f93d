"""The pages of the served API in a real Chromium, with every other address cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from graph.store import Store
from tests.browser import picture, show

SENTENCES = (
    "South Korea says that North Korea supplies Russia with troops (about 11,000), missiles, 200 long-range artillery "
    "pieces and ammunition; in return, it is reported, North Korea receives oil and food. One of 13 facts is disputed: "
    "the treatment of wounded soldiers (asserted by Russia's ambassador, doubted by the Institute for the Study of War)."
)


@pytest.mark.usefixtures("sample")
def test_the_sheet_of_a_dyad(page: Page, served: str, tmp_path: Path) -> None:
    page.goto(f"{served}/views/dyad/PRK/RUS")
    expect(page.locator("h1")).to_contain_text("North Korea")
    assert " ".join(page.locator("#sentences").inner_text().split()) == SENTENCES
    expect(page.locator("#network canvas")).to_be_visible()
    expect(page.locator("details.fact")).to_have_count(15)
    show(page, picture("dyad", tmp_path), 1560)
    page.locator("details.fact", has_text="wounded soldiers").first.locator("summary").click()
    expect(page.get_by_text("Institute for the Study of War").first).to_be_visible()


@pytest.mark.usefixtures("sample")
def test_the_sheet_of_a_country(page: Page, served: str, tmp_path: Path) -> None:
    page.goto(f"{served}/views/country/PRK")
    expect(page.locator("h1")).to_contain_text("North Korea")
    expect(page.locator("#network canvas")).to_be_visible()
    show(page, picture("country", tmp_path), 1300)


@pytest.mark.usefixtures("sample")
def test_from_the_first_page_to_what_is_doubted(page: Page, served: str, tmp_path: Path) -> None:
    page.goto(served)
    show(page, picture("start", tmp_path), 1000)
    page.get_by_role("link", name="North Korea treats wounded soldiers of Russia").first.click()
    expect(page.locator("details.fact[open]")).to_contain_text("wounded soldiers")
    page.get_by_role("link", name="Bilat").click()
    page.get_by_role("searchbox").fill("DPRK and Россия")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="North Korea ⇄").first.click()
    expect(page).to_have_url(f"{served}/views/dyad/PRK/RUS")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    "q", ["oil", "wounded", "nothing of the kind", "<b>", "a and b", "Korea", '"(" AND', "PRK, RUS"]
)
def test_whatever_is_searched_for(client: TestClient, q: str) -> None:
    answer = client.get("/", params={"q": q})
    assert answer.status_code == 200
    assert "<b></b>" not in answer.text


def test_an_empty_graph_says_so(client: TestClient, store: Store) -> None:
    assert "Nobody says anything here yet" in client.get("/").text
    assert "Nobody in this graph says anything about" in client.get("/views/dyad/Fiji/Chad").text
    assert client.get("/views/country/Fiji").status_code == 200
