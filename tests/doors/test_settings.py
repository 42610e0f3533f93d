"""Settings of the environment and of `.env`, odd or damaged: each is taken, or the command ends with a word that names it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.errors import SettingError
from graph.settings import Settings, settings
from tests.api.test_cli import Bilat, bilat
from tests.conftest import LOOPBACK
from tests.damage import damaged, tried

__all__ = ["bilat"]

NAMES = sorted(name.upper() for name in Settings.model_fields)
VALUES = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1",
        "nan",
        "inf",
        "1e400",
        "1e308",
        "9" * 30,
        "9" * 5_000,
        "0x10",
        "true",
        "maybe",
        ",",
        ",,a,",
    ),
    *(
        "None",
        "neo4j://",
        "bolt://[::1",
        "neo4j://x:99999",
        "neo4j://x:-1",
        "http://x",
        "bolt://x:y@z",
        "http://[::1",
        "*",
    ),
    *("x" * 5_000, "/", "/dev/null", "/dev/zero", "/proc/self/mem", "~nobody-at-all/x", "..", "a/b", "100/century"),
    *(
        "1/second;",
        "0/minute",
        "🇰🇵",
        "ünï",
        "\t",
        "a\nb",
        "\udcff",
        "$(id)",
        "'",
        '"',
        "2026.x",
        "5.26.30",
        "5",
        "auto",
    ),
)
GOOD = """\
# Bilat
BILAT_QUERY_SECONDS=3
BILAT_WRITER='Anna'
BILAT_CORS_ORIGINS="http://a.example, http://b.example"
BILAT_LOG=json
export BILAT_QUERY_ROWS=10
BILAT_API_KEYS=one,two
NEO4J_DATABASE=neo4j
"""
# Each asks another part; none needs a database, and those that would use one say that there is none.
COMMANDS = (
    ("status",),
    ("query",),
    ("datasets", "--json"),
    ("keys", "list"),
    ("cypher", "RETURN 1"),
    ("load", "nowhere.csv"),
)


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with an empty home, and no setting but that."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_is_taken_or_named(bilat: Bilat, alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def one(chance: random.Random) -> None:
        chosen = {chance.choice(NAMES): chance.choice(VALUES) for _ in range(chance.choice((1, 1, 1, 3)))}
        with monkeypatch.context() as patched:
            for name, value in chosen.items():
                patched.setenv(name, value)
            result = bilat(*chance.choice(COMMANDS))
        assert result.code in {0, 2, 3}, (chosen, result)
        # What isn't running is no error to `status`.
        if result.code == 2 or (result.code == 3 and result.err):
            assert result.error.isprintable() or result.error.rstrip("\n").isprintable(), (chosen, result)
            assert len(result.error) < 5_000

    tried("settings", 120, one)


def test_a_file_of_them_is_taken_or_named(alone: Path) -> None:
    def one(chance: random.Random) -> None:
        (alone / ".env").write_bytes(damaged(chance, GOOD.encode()))
        settings.cache_clear()
        try:
            settings()
        except SettingError as error:
            told = error.detail
        else:
            return
        assert ".env" in told
        assert len(told) < 5_000

    tried(".env", 400, one)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.mkdir(),
        lambda path: path.write_bytes(b"BILAT_WRITER=\xff\xfe\n"),
        lambda path: path.write_bytes(b"\0" * 100),
        lambda path: path.write_bytes(b"BILAT_HOME=a\0b\n"),
        lambda path: path.write_bytes(b"BILAT_HOME='a\nb'\n"),
        lambda path: path.write_bytes(b"BILAT_HOME=${BILAT_HOME}${BILAT_HOME}\n" * 100),
    ],
    ids=["a folder", "no text", "zeros", "a zero", "two lines", "itself"],
)
def test_an_odd_file_of_them(bilat: Bilat, alone: Path, make: Callable[[Path], object]) -> None:
    make(alone / ".env")
    result = bilat("query")
    assert result.code in {0, 2}
    if result.code:
        assert ".env" in result.error


@pytest.mark.parametrize(
    ("name", "value"),
    [("BILAT_QUERY_SECONDS", "604800"), ("BILAT_QUERY_ROWS", "1000000000"), ("BILAT_QUERY_CONCURRENCY", "1000"),
     ("BILAT_QUERY_BYTES", "1099511627776"), ("BILAT_REQUEST_BYTES", "8589934592"), ("BILAT_QUERY_SECONDS", "1e-9")],
)  # fmt: skip
def test_the_most_that_a_limit_takes_works(
    home: Path, sample: object, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with TestClient(create_app(Settings(bilat_home=home)), client=LOOPBACK) as opened:
        answer = opened.post("/cypher", json={"query": "MATCH (f:Fact) RETURN f.id LIMIT 3"})
    assert (answer.status_code, len(answer.json().get("rows", []))) in {(200, 3), (504, 0)}
    monkeypatch.setenv(name, f"{value.rstrip('0')}0000000000")
    settings.cache_clear()
    with pytest.raises(SettingError, match=name):
        settings()
