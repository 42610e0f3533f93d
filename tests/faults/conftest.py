"""One Neo4j for all of these tests: other tests' must not be killed under them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.app import create_app
from graph.settings import Settings, settings
from tests.conftest import KEY, LOOPBACK
from tests.faults.victims import Victims
from tests.faults.world import Api, World


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


@pytest.fixture
def api(world: World) -> Iterator[Api]:
    """The API on the graph, for a client that may write."""
    chosen = Settings(bilat_home=world.folder, bilat_api_keys=(SecretStr(KEY),))
    with TestClient(create_app(chosen), headers={"Authorization": f"Bearer {KEY}"}, client=LOOPBACK) as opened:
        yield Api(opened)
