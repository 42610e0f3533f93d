"""Neo4j Browser at the managed server opens, connects and draws (issue 4, item 5)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from api.views.guide import browser_link, saved
from graph.server import ManagedServer
from graph.store import Store


@pytest.mark.timeout(240)
def test_neo4j_browser_connects_and_draws_the_countries(server: ManagedServer, sample: Store, browser: Browser) -> None:
    status = server.status()
    assert status.http_uri is not None
    assert status.bolt_uri is not None
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(60_000)
    page.goto(f"{status.http_uri.rstrip('/')}/browser/")
    scheme, address = status.bolt_uri.split("://")
    page.locator("select").first.select_option(f"{scheme}://")
    page.get_by_test_id("boltaddress").fill(address)
    page.get_by_test_id("username").fill(status.username)
    page.get_by_test_id("password").fill(server.password())
    page.get_by_test_id("connect").click()
    expect(page.get_by_text("You are connected as user")).to_be_visible(timeout=60_000)
    page.locator("#monaco-main-editor").click()
    page.keyboard.type("MATCH (n:Country) RETURN n")
    page.keyboard.press("Control+Enter")
    drawn = page.locator("svg.neod3viz g.node, .neod3viz g.node")
    expect(drawn.first).to_be_visible(timeout=60_000)
    # Neo4j Browser draws the first 300 nodes at most.
    assert drawn.count() > 190
    page.close()


@pytest.mark.timeout(240)
def test_a_link_of_the_guide_opens_with_its_query_and_shows_the_graph(
    server: ManagedServer, sample: Store, browser: Browser
) -> None:
    status = server.status()
    title, text = saved()[0]
    assert "North Korea and Russia" in title
    known = {"address": f"{status.http_uri}".rstrip("/") + "/browser/", "bolt": f"{status.bolt_uri}"}
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(60_000)
    page.goto(browser_link(text, {**known, "username": status.username}))
    # Address and user are filled in by the link.
    page.get_by_test_id("password").fill(server.password())
    page.get_by_test_id("connect").click()
    expect(page.get_by_text("You are connected as user")).to_be_visible(timeout=60_000)
    expect(page.locator("#monaco-main-editor")).to_contain_text("PRK-RUS")
    page.locator("#monaco-main-editor").click()
    page.keyboard.press("Control+Enter")
    drawn = page.locator(".neod3viz g.node")
    expect(drawn.first).to_be_visible(timeout=60_000)
    # 15 facts, the two, what passes between them and who speaks.
    assert drawn.count() > 20
    page.close()
