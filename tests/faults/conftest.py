"""One Neo4j for all of these tests: other tests' must not be killed under them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.settings import settings
from tests.faults.victims import Victims
from tests.faults.world import World


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("faults"))
    made.server.up()
    yield made
    made.server.down()


@pytest.fixture
def world(running: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The empty graph; the settings of this process and its children name it."""
    monkeypatch.setenv("BILAT_HOME", str(running.folder))
    settings.cache_clear()
    running.server.up()
    running.empty()
    return running


@pytest.fixture(scope="package")
def victims(running: World) -> Iterator[Victims]:
    with Victims(running.folder) as made:
        yield made
