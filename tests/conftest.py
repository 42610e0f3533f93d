"""The world that tests run in: one real Neo4j for the session, emptied or filled with the sample for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser
from pydantic import SecretStr

from api.app import create_app
from graph.schema import prepare
from graph.server import ManagedServer
from graph.settings import Settings, settings
from graph.store import Store
from loaders.formats import Row
from loaders.pipeline import load_rows
from loaders.summary import Summary
from tests.browser import chromium
from tests.files import ARTIFACTS, SAMPLE, records

# The tests start Neo4j some eighty times, for seconds each: without its second compiler Java is up in six seconds, not ten.
os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")

KEY = "a-key-of-the-tests"
WRITER = "somebody"
LOOPBACK = ("127.0.0.1", 50000)

# What loads leave behind; countries, resources and known organisations stay.
# The writer's lock first: a write that a killed load has left the database would otherwise end between two of these, and its
# entry of the journal would stay while the numbers begin anew.
_WIPE = """
MATCH (g:Graph) REMOVE g.writes, g.head, g.written_at
WITH count(*) AS locked
CALL () { MATCH (:Actor)-[e]->() WHERE e.facts IS NOT NULL DELETE e }
CALL () {
  MATCH (n) WHERE n:Fact OR n:Source OR n:Event OR n:Place OR n:Person OR n:Write OR n:Earlier DETACH DELETE n
}
CALL () { MATCH (o:Organisation) WHERE o.known IS NULL DETACH DELETE o }
"""


def wipe(store: Store) -> None:
    """Leave countries and vocabulary, and nothing else."""
    store.command(_WIPE)


@pytest.fixture(autouse=True)
def _settings_anew() -> Iterator[None]:
    """What one test put into the environment is nothing that the next one has set."""
    yield
    settings.cache_clear()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The session's Chromium: one, because a process can drive only one Playwright."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of the session's Neo4j, which the settings of this process and its children name."""
    folder = tmp_path_factory.mktemp("home")
    named = {
        "BILAT_HOME": str(folder),
        "BILAT_ARTIFACTS": str(ARTIFACTS),
        "BILAT_API_KEYS": KEY,
        "BILAT_WRITER": WRITER,
    }
    before = {name: os.environ.get(name) for name in [*named, "NEO4J_URI"]}
    os.environ.update(named)
    os.environ.pop("NEO4J_URI", None)
    settings.cache_clear()
    yield folder
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    settings.cache_clear()


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[ManagedServer]:
    """The session's real Neo4j."""
    managed = ManagedServer(home, ARTIFACTS)
    managed.up()
    yield managed
    managed.down()


@dataclass
class _World:
    """The session's graph, and at which version it held the sample and nothing else."""

    store: Store
    sample_version: int | None = None

    def version(self) -> int:
        return int(self.store.read("read/graph")[0]["version"])

    def empty(self) -> Store:
        self.sample_version = None
        wipe(self.store)
        return self.store


@pytest.fixture(scope="session")
def _world(server: ManagedServer) -> Iterator[_World]:
    with Store.connect(Settings(bilat_home=server.home.root)) as store:
        prepare(store)
        yield _World(store)


@pytest.fixture
def store(_world: _World) -> Store:
    """The store of an empty graph: countries and vocabulary only."""
    return _world.empty()


@pytest.fixture
def empty(_world: _World) -> Callable[[], Store]:
    """Empties the graph in the middle of a test."""
    return _world.empty


@pytest.fixture
def load(store: Store) -> Callable[..., Summary]:
    """Loads records into an empty graph and expects that none is rejected."""

    def take(rows: Iterable[Mapping[str, Any]], **options: Any) -> Summary:
        rejected: list[dict[str, Any]] = []
        made = [Row(number, dict(row)) for number, row in enumerate(rows, start=1)]
        summary = load_rows(store, {"test": lambda: made}, rejected.append, **options)
        assert not rejected, rejected
        return summary

    return take


@pytest.fixture
def sample(_world: _World) -> Store:
    """The store of a graph that holds the sample, and nothing else.

    It stays from test to test until one of them writes; a test that writes past the loaders fills `store` itself.
    """
    if _world.sample_version is None or _world.version() != _world.sample_version:
        made = [Row(number, row) for number, row in enumerate(records(SAMPLE), start=1)]
        load_rows(_world.empty(), {"sample": lambda: made}, lambda reject: pytest.fail(str(reject)))
        _world.sample_version = _world.version()
    return _world.store


@pytest.fixture
def client(_world: _World, home: Path) -> Iterator[TestClient]:
    """The API on the session's graph, for a client that may write; what the graph holds is up to other fixtures."""
    chosen = Settings(bilat_home=home, bilat_api_keys=(SecretStr(KEY),))
    with TestClient(create_app(chosen), headers={"Authorization": f"Bearer {KEY}"}, client=LOOPBACK) as opened:
        yield opened
