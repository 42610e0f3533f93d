"""A real Chromium without any way to the network: a request elsewhere, a console error or a refused script fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens HTML from a file; at the end of the test nothing may have gone wrong in any page that was opened."""
    problems: list[str] = []
    contexts = []

    def refuse(route: Route) -> None:
        problems.append(f"a request went to {route.request.url[:200]}")
        route.abort()

    def opened(html: str, fragment: str = "", **context: Any) -> Page:
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8")
        context = {"viewport": {"width": 1280, "height": 900}, "accept_downloads": True, **context}
        contexts.append(browser.new_context(**context))
        page = contexts[-1].new_page()
        page.route(lambda url: url.split("#")[0].split("?")[0] != file.as_uri(), refuse)
        page.on("console", lambda message: problems.append(message.text) if message.type != "log" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: problems.append(f"a dialog: {dialog.message}"))
        page.goto(file.as_uri() + fragment)
        return page

    yield opened
    for each in contexts:
        each.close()
    assert problems == []
