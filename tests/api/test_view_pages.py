"""The views as people have them: served, in a real Chromium, by keyboard, in both themes and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from loaders.summary import Summary
from tests.api.conftest import OpenWindow
from tests.browser import picture, show

Load = Callable[..., Summary]

VIEWS = {
    "dyad": "/views/dyad/PRK/RUS",
    "country": "/views/country/RUS",
    "resource": "/views/resource/weapons",
    "network": "/views/network",
    "disputes": "/views/disputes",
    "exchanges": "/views/exchanges",
    "query": "/views/query/who-says-what?country=PRK&limit=12",
}
HEIGHTS = {"dyad": 1560, "network": 1500, "disputes": 1250, "exchanges": 1500, "query": 1250}
HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "{{7*7}} ${7*7} {% raw %}",
    "عمان \u202eevil\u202c — 中華民國",
    "javascript:alert(1) " + "x" * 280,
)


@pytest.fixture
def dark_phone(open_window: OpenWindow) -> Page:
    """A narrow window in the dark theme, with less motion."""
    return open_window(viewport={"width": 360, "height": 780}, color_scheme="dark", reduced_motion="reduce")


def serious(page: Page) -> list[str]:
    """What axe-core finds that hinders people seriously, as rule and element."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_shows_its_picture_and_axe_finds_nothing_serious(
    page: Page, served: str, tmp_path: Path, name: str
) -> None:
    page.goto(served + VIEWS[name])
    expect(page.locator("#network canvas")).to_be_visible()
    for row in page.locator("details.fact summary").all()[:2]:
        row.click()
    assert serious(page) == []
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = false; scrollTo(0, 0)")
    if name not in ("dyad", "country"):
        show(page, picture(name, tmp_path), HEIGHTS.get(name, 1300))


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_on_a_phone_in_the_dark(dark_phone: Page, served: str, tmp_path: Path, name: str) -> None:
    dark_phone.goto(served + VIEWS[name])
    expect(dark_phone.locator("#network canvas")).to_be_visible()
    assert dark_phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert serious(dark_phone) == []
    if name in ("dyad", "network"):
        show(dark_phone, picture(f"{name}-phone", tmp_path), 1700, 360)


@pytest.mark.usefixtures("sample")
def test_the_sheet_in_the_dark(page: Page, served: str, tmp_path: Path) -> None:
    page.goto(f"{served}{VIEWS['dyad']}")
    page.locator("#theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("#picture").scroll_into_view_if_needed()
    show(page, picture("dyad-dark", tmp_path), 1400)


@pytest.mark.usefixtures("sample")
def test_a_node_is_expanded_by_key_and_the_address_keeps_it(page: Page, served: str) -> None:
    page.goto(f"{served}/views/resource/oil")
    network = page.locator("#network")
    network.press("ArrowRight")
    while "Russia" not in page.locator("#panel h3").first.inner_text():
        network.press("ArrowRight")
    network.press("e")
    expect(page.locator("#said")).to_contain_text("1 more neighbours")
    page.reload()
    expect(page.locator("#said")).to_contain_text("more neighbours")
    assert "expanded=RUS" in page.evaluate("location.hash")


@pytest.mark.usefixtures("sample")
def test_the_picture_as_svg_holds_names_and_lines(page: Page, served: str, tmp_path: Path) -> None:
    page.goto(f"{served}{VIEWS['dyad']}")
    with page.expect_download() as download:
        page.locator("#svg").click()
    download.value.save_as(tmp_path / "picture.svg")
    drawing = ElementTree.parse(tmp_path / "picture.svg").getroot()
    texts = " ".join("".join(each.itertext()) for each in drawing.iter("{http://www.w3.org/2000/svg}text"))
    assert "supplies troops" in texts
    assert "Institute for the Study of War" in texts
    assert len(list(drawing.iter("{http://www.w3.org/2000/svg}path"))) > 60


@pytest.mark.usefixtures("sample")
def test_the_clocks_are_asked_by_a_form_that_works_without_script(open_window: OpenWindow, served: str) -> None:
    page = open_window(java_script_enabled=False)
    page.goto(f"{served}{VIEWS['dyad']}")
    page.get_by_label("true on").fill("2024-10-01")
    page.get_by_role("button", name="Ask").click()
    expect(page).to_have_url(f"{served}/views/dyad/PRK/RUS?as_of=2024-10-01&undated=true")
    expect(page.locator("#table tbody tr")).to_have_count(15)
    page.get_by_label("undated, too").uncheck()
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#sentences")).to_contain_text("Nobody in this graph says anything")


@pytest.mark.parametrize("text", HOSTILE)
def test_names_from_data_are_text_in_every_view(page: Page, served: str, load: Load, text: str) -> None:
    said: dict[str, Any] = {"claimant": text, "claimant_kind": "organisation", "source_title": text}
    one = {"actor": text, "actor_kind": "organisation"}
    other = {"partner": "Chad", "relation": "supplies", "resource": "oil", "ref": "a"}
    load([
        {**said, **one, **other, "quote": text, "note": text},
        {**said, "claimant": "Newser", "stance": "doubts", "about": "a"},
        {**said, "actor": "Chad", "relation": "pays_for", "partner": text, "partner_kind": "organisation",
         "resource": "oil", "in_return_for": "a"},
    ])  # fmt: skip
    for address in ("/views/country/Chad", *(VIEWS[name] for name in ("network", "disputes", "exchanges")),
                    "/views/resource/oil", "/views/query/who-says-what?country=TCD"):  # fmt: skip
        page.goto(served + address)
        expect(page.locator("#network canvas")).to_be_visible()
        whole = page.evaluate("document.querySelector('main').textContent")
        assert text in whole, address
        assert page.locator("main img, main script, a[href^=javascript]").count() == 0
        page.locator("#network").press("ArrowRight")


def test_every_address_of_a_view_is_tried(client: TestClient) -> None:
    paths = {path for path in client.get("/openapi.json").json()["paths"] if path.startswith("/views/")}
    tried = {"/".join(address.split("?")[0].split("/")[:3]) for address in VIEWS.values()}
    assert {"/".join(path.split("/")[:3]) for path in paths} - tried == {"/views/neighbours"}
