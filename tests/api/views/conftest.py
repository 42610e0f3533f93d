"""A real Chromium without any way to the network: a request elsewhere, a console error or a refused script fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import window

OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens HTML from a file; at the end of the test nothing may have gone wrong in any page that was opened."""
    file = tmp_path / "page.html"
    with ExitStack() as windows:

        def opened(html: str, fragment: str = "", **options: Any) -> Page:
            file.write_text(html, encoding="utf-8")
            page = windows.enter_context(window(browser, _only(file), **options))
            page.goto(file.as_uri() + fragment)
            return page

        yield opened


def _only(file: Path) -> Callable[[str], bool]:
    return lambda url: url.split("#")[0].split("?")[0] == file.as_uri()
