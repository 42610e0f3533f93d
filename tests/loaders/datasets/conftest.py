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
    with pytest.MonkeyPatch.context() as changed:
        # It runs for minutes: Java's second compiler is worth its time here.
        changed.delenv("JDK_JAVA_OPTIONS", raising=False)
        managed.up()
    try:
        with Store.connect(Settings(bilat_home=folder)) as store:
            prepare(store)
            yield World(store, tmp_path_factory.mktemp("rejects"))
    finally:
        managed.down()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whichever test first asks for a folder loads it, which may take minutes on a busy machine."""
    for item in items:
        if "world" in getattr(item, "fixturenames", ()) and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(1_200))
