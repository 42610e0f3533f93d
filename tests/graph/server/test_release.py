"""Which Neo4j is meant, and what is said where it isn't known."""

from __future__ import annotations

import pytest

from graph.errors import SettingError
from graph.server import ManagedServer
from graph.server.lock import VERSION
from graph.server.release import known, release
from graph.settings import settings
from tests.files import ROOT


@pytest.mark.parametrize(
    ("asked", "meant"),
    [(VERSION, VERSION), ("5.26", VERSION), ("5.x", VERSION), ("2026.x", known()[-1]), ("2026", known()[-1])],
)
def test_a_version_or_the_newest_of_a_series(asked: str, meant: str) -> None:
    assert release(asked).version == meant


@pytest.mark.parametrize("asked", ["4.4.12", "5.2", "2026.08.1-beta", "../locks/5.26.30", "newest"])
def test_an_unknown_version_is_refused_with_those_that_are_known(asked: str) -> None:
    with pytest.raises(SettingError, match=rf"BILAT_NEO4J_VERSION is .*It knows {VERSION} and 2026\."):
        release(asked)


def test_the_setting_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILAT_NEO4J_VERSION", "2026.x")
    settings.cache_clear()
    server = ManagedServer(ROOT / "nowhere")
    assert server.status().version == known()[-1]
    assert server.artifacts.name == known()[-1]
