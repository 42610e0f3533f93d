"""The real datasets in a real Neo4j of their own, which other tests don't empty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.schema import prepare
from graph.server import ManagedServer
from graph.settings import Settings
from graph.store import Store
from tests.files import ARTIFACTS, shared
from tests.loaders.datasets.world import World


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The graph of the real datasets; a folder is loaded when a test first asks for it, and stays."""
    shared("data")
    folder = tmp_path_factory.mktemp("datasets")
    managed = ManagedServer(folder, ARTIFACTS)
    managed.up()
    try:
        with Store.connect(Settings(bilat_home=folder)) as store:
            prepare(store)
            yield World(store, tmp_path_factory.mktemp("rejects"))
    finally:
        managed.down()
