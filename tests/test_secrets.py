"""No secret is shown: not in logs, process lists, environments of other programs, answers, pages, errors or backups."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import psutil
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.app import create_app
from api.logs import configure
from graph import backups
from graph.errors import SettingError
from graph.server import ManagedServer
from graph.settings import SECRETS, Settings, settings
from graph.store import Store
from tests.conftest import KEY, LOOPBACK
from tests.files import ROOT

FOREIGN = "a-password-of-another-neo4j"


@pytest.fixture
def secrets(server: ManagedServer) -> tuple[str, ...]:
    """What must stand nowhere: the database's password and a key."""
    return server.password(), KEY


def shown(text: str | bytes, secrets: tuple[str, ...]) -> list[str]:
    """The secrets that a text shows."""
    told = text if isinstance(text, str) else text.decode("utf-8", "replace")
    return [secret for secret in secrets if secret in told]


def test_the_search_would_find_one(secrets: tuple[str, ...]) -> None:
    assert shown(f"Authorization: Bearer {KEY}", secrets) == [KEY]


def test_every_secret_of_the_settings_is_known_as_one() -> None:
    named = {name.upper() for name in Settings.model_fields if "password" in name or "key" in name or "secret" in name}
    assert named == SECRETS


def test_no_process_of_this_machine_shows_one(secrets: tuple[str, ...]) -> None:
    lines = []
    for process in psutil.process_iter():
        try:
            lines.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue  # gone meanwhile
    assert len(lines) > 3
    assert [line for line in lines if shown(line, secrets)] == []


def test_neo4j_and_its_keeper_are_given_none(server: ManagedServer, secrets: tuple[str, ...]) -> None:
    assert os.environ["BILAT_API_KEYS"] == KEY  # what started them has it
    states = [json.loads(path.read_text()) for path in (server.home.server_state, server.home.keeper_state)]
    for state in states:
        environment = psutil.Process(state["pid"]).environ()
        assert environment["BILAT_HOME"]
        assert shown(json.dumps(environment), secrets) == []


def test_files_of_the_home_hold_none_but_the_password_s_own(server: ManagedServer, secrets: tuple[str, ...]) -> None:
    """Logs above all; Neo4j's own store of users has a salted hash."""
    files = [path for path in server.home.root.rglob("*") if path.is_file() and path != server.home.password]
    assert {"neo4j.log", "debug.log", "console.log", "keeper.log"} <= {path.name for path in files}
    assert [path for path in files if shown(path.read_bytes(), secrets)] == []
    assert oct(server.home.password.stat().st_mode)[-3:] == "600"
    assert oct(server.home.neo4j.stat().st_mode)[-3:] == "700"


@pytest.fixture
def logged(home: Path) -> Iterator[StringIO]:
    """All that the API logs meanwhile."""
    out = StringIO()
    before = logging.getLogger().handlers[:], logging.getLogger().level
    configure(Settings(bilat_home=home, bilat_log="text"), out)
    yield out
    logging.getLogger().handlers[:], logging.getLogger().level = before
    for handler in logging.getLogger("bilat.audit").handlers[:]:
        handler.close()
    logging.getLogger("bilat.audit").handlers[:] = []


def test_no_answer_and_no_log_of_the_api_shows_one(
    sample: Store, home: Path, logged: StringIO, secrets: tuple[str, ...]
) -> None:
    app = create_app(Settings(bilat_home=home, bilat_api_keys=(SecretStr(KEY),)))

    @app.get("/broken")
    def broken() -> None:
        password, key = secrets  # a traceback with its variables would show them
        raise RuntimeError(f"unforeseen, {len(password)} and {len(key)}")

    headers = {"Authorization": f"Bearer {KEY}"}
    with TestClient(app, headers=headers, client=LOOPBACK, raise_server_exceptions=False) as client:
        answers = [
            client.get(path)
            for path in ("/", "/health", "/ready", "/metrics", "/openapi.json", "/facts?limit=x", "/nowhere", "/broken")
        ]
        answers += [
            client.post("/facts", json=[{"actor": "Nowhere"}]),
            client.post("/facts", content=b"{"),
            client.post("/retractions", json={"source": "none", "reason": "a test"}),
            client.post("/cypher", json={"query": "CALL dbms.listConfig()"}),
            client.post("/cypher", json={"query": "RETURN $missing"}),
            client.post("/cypher", json={"query": "RETURN 1"}, headers={"Authorization": f"Bearer {KEY}x"}),
        ]
    assert {answer.status_code for answer in answers} >= {200, 400, 403, 404, 422, 500}
    assert [answer.url for answer in answers if shown(answer.content + repr(answer.headers).encode(), secrets)] == []
    assert "unforeseen" in logged.getvalue()
    assert shown(logged.getvalue(), secrets) == []
    assert shown((home / "audit.jsonl").read_bytes(), secrets) == []


@pytest.mark.parametrize(
    "arguments",
    ["status --json", "doctor --json", "schema --json", "query --json", "cypher RETURN", "load no-such-file --json"],
)
def test_no_command_shows_one(sample: Store, secrets: tuple[str, ...], arguments: str) -> None:
    command = [sys.executable, "-m", "api.cli", *arguments.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert shown(done.stdout + done.stderr, secrets) == []


def test_what_a_backup_says_of_itself_shows_none(
    server: ManagedServer, sample: Store, secrets: tuple[str, ...]
) -> None:
    about = backups._about(server, lambda _: Store.connect(Settings(bilat_home=server.home.root)))
    assert about["facts"]
    assert shown(json.dumps(about), secrets) == []


@pytest.mark.parametrize("address", ["bolt://neo4j:{}@127.0.0.1:1", "neo4j://{}@127.0.0.1:1"])
def test_an_address_that_holds_a_password_is_refused_and_not_shown(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", address.format(FOREIGN))
    settings.cache_clear()
    with pytest.raises(SettingError, match=r"NEO4J_URI .*set NEO4J_USERNAME and NEO4J_PASSWORD") as caught:
        settings()
    assert FOREIGN not in str(caught.value)
    assert FOREIGN not in str(caught.getrepr(chain=True))


@pytest.mark.parametrize("command", ["status", "doctor", "status --json", "up", "query what-is-disputed"])
def test_the_password_of_another_neo4j_is_not_shown(command: str) -> None:
    environment = os.environ | {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": FOREIGN}
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", *command.split()],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {1, 3}, done.stderr
    assert "Traceback" not in done.stderr
    assert FOREIGN not in done.stdout + done.stderr
