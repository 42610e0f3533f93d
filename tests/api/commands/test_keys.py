"""`bilat keys`: made, listed, revoked."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from api.cli import main
from api.keys import key_given
from graph.settings import Settings, settings


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILAT_HOME", str(tmp_path))
    settings.cache_clear()


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["bilat", "keys", *arguments])
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def test_a_keys_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "list") == 0
    assert "There are no keys" in capsys.readouterr().out
    assert run(monkeypatch, "make", "notebook", "--write", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["scopes"] == ["read", "write"]
    assert key_given(f"Bearer {made['key']}", Settings(bilat_home=tmp_path)) is not None
    assert run(monkeypatch, "make", "a reader") == 0
    told = capsys.readouterr()
    assert told.out.startswith("bilat_")
    assert "may read. It is not shown again" in told.err
    assert run(monkeypatch, "list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)["keys"]
    assert [key["name"] for key in listed] == ["notebook", "a reader"]
    assert made["key"] not in json.dumps(listed)
    assert run(monkeypatch, "revoke", made["id"]) == 0
    assert run(monkeypatch, "list") == 0
    assert made["id"] in capsys.readouterr().out
    assert key_given(f"Bearer {made['key']}", Settings(bilat_home=tmp_path)) is None
    assert run(monkeypatch, "revoke", "nothing") == 2
    assert "bilat keys list" in capsys.readouterr().err
