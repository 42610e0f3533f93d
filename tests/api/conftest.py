"""The API as it is served, and a page of it in a real Chromium with every other address cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from graph.server import ManagedServer
from graph.settings import Settings
from tests.serving import serving


@pytest.fixture(scope="session")
def served(home: Path, server: ManagedServer) -> Iterator[str]:
    """The address of the API, served by uvicorn in a thread."""
    assert server.status().running
    with serving(Settings(bilat_home=home)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A page that fails its test for a request elsewhere, an error on the console or an exception in a script."""
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.on("request", lambda request: wrong.append(request.url) if not _ours(request.url, served) else None)
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


def _ours(url: str, served: str) -> bool:
    return url.startswith((served, "data:", "blob:"))
