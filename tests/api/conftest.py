"""The API as it is served, and a page of it in a real Chromium with every other address cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from graph.server import ManagedServer
from graph.settings import Settings
from tests.browser import window
from tests.serving import serving


@pytest.fixture(scope="session")
def served(home: Path, server: ManagedServer) -> Iterator[str]:
    """The address of the API, served by uvicorn in a thread."""
    assert server.status().running
    with serving(Settings(bilat_home=home)) as address:
        yield address


OpenWindow = Callable[..., Page]


@pytest.fixture
def open_window(browser: Browser, served: str) -> Iterator[OpenWindow]:
    """Opens a window of its own (`options` are Playwright's: a phone, the dark, no script) on the served pages alone."""
    with ExitStack() as windows:
        yield lambda **options: windows.enter_context(window(browser, lambda url: url.startswith(served), **options))


@pytest.fixture
def page(open_window: OpenWindow) -> Page:
    """A page that fails its test for a request elsewhere, an error on the console or an exception in a script."""
    return open_window()
