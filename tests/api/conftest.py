"""The API as it is served, and a page of it in a real Chromium with every other address cut off."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from api.app import create_app
from graph.server import ManagedServer
from graph.settings import Settings


@pytest.fixture(scope="session")
def served(home: Path, server: ManagedServer) -> Iterator[str]:
    """The address of the API, served by uvicorn in a thread."""
    assert server.status().running
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(create_app(Settings(bilat_home=home)), port=port, log_level="warning")
    answering = uvicorn.Server(config)
    thread = threading.Thread(target=answering.run)
    thread.start()
    while not answering.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    answering.should_exit = True
    thread.join()


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
