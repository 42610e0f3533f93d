"""What can be done with a picture and its table, each by the button that people press."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.api.conftest import OpenWindow

SHEET = "/views/dyad/PRK/RUS"
TOLD = {"relation": "supplies", "resource": "oil", "claimant": "Norway", "source_title": "S"}


@pytest.mark.usefixtures("sample")
def test_the_link_that_is_copied_shows_the_same(open_window: OpenWindow, served: str) -> None:
    page = open_window(permissions=["clipboard-read", "clipboard-write"])
    page.goto(served + SHEET)
    page.locator("#q").fill("oil")
    # Oil, and what is given in return for it.
    expect(page.locator("#shown")).to_have_text("5 of 15 facts")
    page.locator("#copy").click()
    expect(page.locator("#copy")).to_have_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    again = open_window()
    again.goto(link)
    expect(again.locator("#shown")).to_have_text("5 of 15 facts")
    expect(again.locator("#copy")).to_have_text("Copy link")


@pytest.mark.usefixtures("sample")
def test_the_picture_fills_the_screen_and_leaves_it(page: Page, served: str) -> None:
    page.goto(served + SHEET)
    page.locator("#full").click()
    filled = page.locator(".stage:fullscreen, .stage.full")
    expect(filled).to_have_count(1)
    page.locator("#network").press("f")
    expect(filled).to_have_count(0)


@pytest.mark.usefixtures("sample")
def test_the_picture_stands_still_until_it_is_let_move(page: Page, served: str) -> None:
    page.goto(f"{served}/views/country/RUS")
    canvas = page.locator("#network canvas")
    still = canvas.screenshot()
    page.wait_for_timeout(300)
    assert canvas.screenshot() == still
    page.locator("#physics").check()
    page.wait_for_timeout(800)
    assert canvas.screenshot() != still
    assert "moves=yes" in page.evaluate("location.hash")
    page.locator("#physics").uncheck()
    assert "moves" not in page.evaluate("location.hash")
    stopped = canvas.screenshot()
    page.wait_for_timeout(300)
    assert canvas.screenshot() == stopped


def test_the_slider_plays_through_time_and_stops(page: Page, served: str, load: Callable[..., object]) -> None:
    load([TOLD | {"actor": "Norway", "partner": "Fiji", "since": "1990", "until": "1992"},
          TOLD | {"actor": "Fiji", "partner": "Norway", "since": "2001"}])  # fmt: skip
    page.goto(f"{served}/views/dyad/FJI/NOR")
    expect(page.locator("#year-shown")).to_have_text("any year")
    play, slider = page.locator("#play"), page.locator("#year")
    first = slider.input_value()
    play.click()
    expect(play).to_have_text("Stop")
    expect(page.locator("#shown")).to_have_text("1 of 2 facts")
    expect(page.locator("#year-shown")).to_have_text("1992")
    play.click()
    expect(play).to_have_text("Play")
    stopped = slider.input_value()
    assert int(stopped) > int(first)
    assert f"year={stopped}" in page.evaluate("location.hash")
    page.reload()
    assert slider.input_value() == stopped
    expect(page.locator("#year-shown")).to_have_text(stopped)


@pytest.mark.usefixtures("sample")
def test_a_node_is_expanded_pinned_and_hidden_by_the_buttons_of_the_panel(page: Page, served: str) -> None:
    page.goto(f"{served}/views/resource/oil")
    network, panel = page.locator("#network"), page.locator("#panel")
    network.press("ArrowRight")
    while "Russia" not in panel.locator("h3").first.inner_text():
        network.press("ArrowRight")
    panel.get_by_role("button", name="Show its neighbours").click()
    expect(page.locator("#said")).to_contain_text("1 more neighbours")
    panel.get_by_role("button", name="Pin").click()
    assert "pin=RUS" in page.evaluate("decodeURIComponent(location.hash)")
    panel.get_by_role("button", name="Let go").click()
    assert "pin=" not in page.evaluate("location.hash")
    panel.get_by_role("button", name="Hide").click()
    expect(page.locator("#hidden")).to_be_visible()
    assert "hide=RUS" in page.evaluate("location.hash")
    page.locator("#hidden").click()
    expect(page.locator("#hidden")).to_be_hidden()


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("button", ["#png", "[data-press=png]"])
def test_the_picture_as_png(page: Page, served: str, button: str) -> None:
    page.goto(served + SHEET)
    with page.expect_download() as download:
        page.locator(button).click()
    made = download.value.path().read_bytes()
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(made) > 20_000
    assert download.value.suggested_filename == "North-Korea-Russia.png"


@pytest.mark.usefixtures("sample")
def test_the_table_as_csv_holds_what_is_shown(page: Page, served: str) -> None:
    page.goto(served + SHEET)
    page.locator("#q").fill("south korea")
    expect(page.locator("#shown")).to_have_text("4 of 15 facts")
    with page.expect_download() as download:
        page.locator("#csv").click()
    rows = list(csv.DictReader(download.value.path().read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 4
    row = next(row for row in rows if row["resource"] == "troops")
    assert (row["actor"], row["relation"], row["recipient"], row["resource"]) == ("PRK", "supplies", "RUS", "troops")
    assert (row["quantity_best"], row["unit"], row["status"]) == ("11000", "people", "asserted")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("address", ["/views/network", "/views/resource/weapons", SHEET])
def test_the_rows_of_the_server_are_those_of_the_scripts(open_window: OpenWindow, served: str, address: str) -> None:
    read = open_window(java_script_enabled=False)
    read.goto(served + address)
    rows = read.locator("#table tbody tr").all_inner_texts()
    links = [link.get_attribute("href") for link in read.locator("#table tbody a").all()]
    page = open_window()
    page.goto(served + address)
    expect(page.locator("#table thead button").first).to_be_visible()
    assert page.locator("#table tbody tr").all_inner_texts() == rows
    assert [link.get_attribute("href") for link in page.locator("#table tbody a").all()] == links
    assert len(rows) > 2


def test_a_table_is_sorted_by_numbers_and_by_days(page: Page, served: str, load: Callable[..., object]) -> None:
    load([TOLD | {"actor": "Norway", "partner": "Fiji", "quantity": 9, "unit": "tonnes", "since": "2003", "until": "2003"},
          TOLD | {"actor": "Fiji", "partner": "Norway", "quantity": 100, "unit": "tonnes", "since": "1999", "until": "1999"},
          TOLD | {"actor": "Chad", "partner": "Norway", "quantity": 20, "unit": "tonnes"}])  # fmt: skip
    page.goto(f"{served}/views/resource/oil")
    first = page.locator("#table tbody tr td:first-child")
    page.get_by_role("button", name="number").click()
    expect(first).to_have_text(["Norway", "Chad", "Fiji"])
    page.get_by_role("button", name="number").click()
    expect(first).to_have_text(["Fiji", "Chad", "Norway"])
    page.get_by_role("button", name="when").click()
    # What has no day stays at the end.
    expect(first).to_have_text(["Fiji", "Norway", "Chad"])
