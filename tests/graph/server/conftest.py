"""Jars and homes for the tests of the managed server: real jars, shared; homes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.server import artifacts, conf, processes
from graph.server.home import Home
from graph.server.release import release
from tests.files import ARTIFACTS


@pytest.fixture(scope="session")
def jars() -> Path:
    """The jars of this checkout's own home, so that `make demo` and `make test` fetch them once between them."""
    artifacts.ensure(ARTIFACTS, release().jars)
    return ARTIFACTS


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A home of this test alone; what was started in it is ended even where the test fails."""
    made = Home(tmp_path / "home")
    yield made
    made.keeper_state.unlink(missing_ok=True)
    for server in processes.scan(conf.home_mark(made)):
        processes.stop(server, 10)
