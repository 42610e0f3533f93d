"""The containers: they follow the Compose specification and keep what DESIGN sections 6 and 8 promise."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.server.lock import VERSION

ROOT = Path(__file__).parents[1]
COMPOSE = ROOT / "docker-compose.yml"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def check(path: Path) -> subprocess.CompletedProcess[str]:
    """Checks a file against the Compose specification's schema, as check-jsonschema ships it (no network)."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_follows_the_compose_specification() -> None:
    done = check(COMPOSE)
    assert done.returncode == 0, done.stdout


def test_the_check_would_notice(tmp_path: Path) -> None:
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text(COMPOSE.read_text(encoding="utf-8").replace("healthcheck:", "healthchek:"), encoding="utf-8")
    assert check(wrong).returncode == 1


def test_same_neo4j_as_the_managed_one(compose: dict[str, Any]) -> None:
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{VERSION}-community"


@pytest.mark.parametrize("variable", ["NEO4J_PASSWORD", "BILAT_API_KEYS"])
def test_secrets_are_asked_for_and_have_no_default(variable: str) -> None:
    uses = re.findall(rf"\$\{{{variable}([^}}]*)\}}", COMPOSE.read_text(encoding="utf-8"))
    assert uses
    assert all(use.startswith(":?set ") for use in uses)


def test_neo4j_is_healthy_before_the_api_starts_and_keeps_its_data(compose: dict[str, Any]) -> None:
    neo4j, api = compose["services"]["neo4j"], compose["services"]["api"]
    assert neo4j["healthcheck"]["test"]
    assert api["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert neo4j["volumes"] == ["neo4j-data:/data"]
    assert "neo4j-data" in compose["volumes"]


def test_neo4j_is_closed_and_reached_from_this_machine_only(compose: dict[str, Any]) -> None:
    neo4j = compose["services"]["neo4j"]
    assert neo4j["environment"]["NEO4J_dbms_security_allow__csv__import__from__file__urls"] == "false"
    assert neo4j["environment"]["NEO4J_internal_dbms_cypher__ip__blocklist"] == "0.0.0.0/0,::/0"
    assert all(port.startswith("127.0.0.1:") for port in neo4j["ports"])


def test_the_image_installs_only_what_the_lock_names() -> None:
    installs = [
        line for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines() if "pip install" in line
    ]
    assert installs
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)
