"""A real Chromium for tests of pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.files import ROOT

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright; a missing one fails the test and says what to install."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("There is no Chromium: install it (apt-get update && apt-get install -y chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def window(browser: Browser, allowed: Callable[[str], bool], **options: Any) -> Iterator[Page]:
    """A page in a new window, and the one place that opens any.

    A request to an address that isn't `allowed` is cut off and fails the test, and so do an error or a warning on the
    console, an exception in a script, and a dialog. `options` are Playwright's for a context.
    """
    wrong: list[str] = []

    def cut(route: Route) -> None:
        wrong.append(f"a request went to {route.request.url[:200]}")
        route.abort()

    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    page.route(lambda url: not (allowed(url) or url.startswith(("data:", "blob:"))), cut)
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(f"a dialog: {dialog.message}"))
    try:
        yield page
    finally:
        context.close()
    assert wrong == []


def picture(name: str, tmp_path: Path) -> Path:
    """Where a screenshot goes: with BILAT_PICTURES set to docs/pictures, which the README shows."""
    folder = ROOT / "docs" / "pictures" if os.environ.get("BILAT_PICTURES") else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.png"


def show(page: Page, target: Path, height: int, width: int = 1280) -> None:
    """Take a screenshot of the top of a page, and check that there is something to see in it."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(500)  # the picture fits itself into the new window
    page.screenshot(path=target)
    assert target.stat().st_size > 20_000
