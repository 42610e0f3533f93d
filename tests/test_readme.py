"""Every ```bash block of the README is executed, and what it shows is compared with what comes out.

A block that can't run inside the tests (it would set up the machine, start this very test suite, or need Docker) is listed
in NOT_EXECUTED with the reason, and is checked in another way. A block that is neither executed nor listed fails.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from graph.server import ManagedServer
from graph.server.lock import VERSION
from graph.server.release import release
from graph.store import Store
from loaders.tables.registry import datasets
from tests.files import ROOT

README = ROOT / "README.md"
SERVED = "127.0.0.1:8000"
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"# exit status (\d)")


@dataclass(frozen=True)
class Block:
    """A block of commands, and the output that the README shows after it."""

    commands: str
    shown: str | None

    @property
    def status(self) -> int:
        """The exit status that the README says it has."""
        told = _STATUS.search(self.commands)
        return int(told[1]) if told else 0


def blocks() -> list[Block]:
    """The README's blocks of commands in their order."""
    found = _FENCED.findall(README.read_text(encoding="utf-8"))
    return [
        Block(text, following[1] if following[0] in {"text", "json"} else None)
        for (kind, text), following in zip(found, [*found[1:], ("", "")], strict=True)
        if kind == "bash"
    ]


def _make_has_the_targets(block: Block) -> None:
    """`make -n` knows each target, and says what it would run."""
    for line in block.commands.splitlines():
        done = subprocess.run([*line.split(), "-n"], cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.strip(), line


def _uv_runs_what_there_is(block: Block) -> None:
    """What `uv run` is asked for is installed by the project: its own command, or pytest of the dev group."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    name = block.commands.split()[2]
    groups = project["dependency-groups"]["dev"]
    assert name in project["project"]["scripts"] or any(re.match(rf"{name}\b", group) for group in groups)


def _compose_takes_the_variables(block: Block) -> None:
    """The variables that the block sets are those that docker-compose.yml asks for."""
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert {"api", "neo4j"} <= set(yaml.safe_load(text)["services"])
    assert set(re.findall(r"\b([A-Z0-9_]+)=", block.commands)) == set(re.findall(r"\$\{(\w+):\?", text))


def _is_served(block: Block) -> None:
    """This command is what the test itself starts, on a free port, for the blocks that ask over HTTP."""
    assert block.commands.strip() == SERVE


def _is_told_by_its_help(block: Block) -> None:
    """It would stop the session's Neo4j; tests/graph/server stop one of their own."""
    command = block.commands.split()
    assert subprocess.run([*command, "--help"], env=_path(), capture_output=True, check=True).stdout


def _names_datasets_that_can_be_fetched(block: Block) -> None:
    """It would need the publisher; tests/loaders/test_fetching.py have one on this machine."""
    names = set(re.findall(r"bilat (?:fetch|load) (\w+)", block.commands))
    assert names
    assert [name for name in names if not datasets()[name].downloads] == []


def _names_a_neo4j_that_is_known(block: Block) -> None:
    """It would move the session's graph to another Neo4j; tests/graph/server/test_upgrading.py does that with its own."""
    (asked,) = re.findall(r"BILAT_NEO4J_VERSION=(\S+)", block.commands)
    assert f" and {release(asked).version}" in README.read_text(encoding="utf-8")


SERVE = "BILAT_API_KEYS=my-key bilat serve"

NOT_EXECUTED: dict[str, Callable[[Block], None]] = {
    "make demo\n": _make_has_the_targets,  # would serve until Ctrl-C
    "make\nmake test\nmake check\n": _make_has_the_targets,  # would run these tests inside these tests
    "uv run bilat demo\n": _uv_runs_what_there_is,  # uv would make an environment of its own
    "uv run pytest\n": _uv_runs_what_there_is,
    "bilat fetch cow_contiguity && bilat load cow_contiguity\n": _names_datasets_that_can_be_fetched,
    "bilat load history.jsonl --bulk\n": _is_told_by_its_help,
    "bilat down\n": _is_told_by_its_help,
    "BILAT_NEO4J_VERSION=2026.x bilat up\n": _names_a_neo4j_that_is_known,
    f"{SERVE}\n": _is_served,
    "NEO4J_PASSWORD=a-long-password BILAT_API_KEYS=my-key docker compose up --build\n": _compose_takes_the_variables,
}


def _path() -> dict[str, str]:
    """The environment with this Python's own commands first, and a terminal of 100 columns."""
    return os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}


@pytest.fixture
def served(server: ManagedServer, tmp_path: Path) -> Iterator[str]:
    """The address of an API that the README's own command serves."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    log = tmp_path / "served.log"
    with log.open("wb") as out:
        # exec: what is ended below has to be the server, not a shell around it.
        command = f"{SERVE.replace(' bilat', ' exec bilat')} --port {port}"
        process = subprocess.Popen(["bash", "-c", command], env=_path(), cwd=tmp_path, stdout=out, stderr=out)
    try:
        _until_it_answers(port, process, log)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _until_it_answers(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"nothing is served: {log.read_text(encoding='utf-8')}")


def matches(shown: str, came: str) -> bool:
    """Whether what the README shows is what came out; `…` stands for anything, blanks at the ends of lines for nothing."""
    lines = "\n".join(line.rstrip() for line in came.strip().splitlines())
    wanted = "\n".join(line.rstrip() for line in shown.strip().splitlines())
    # A line of nothing but … may also stand for no line at all.
    pattern = re.escape(wanted).replace(re.escape("\n") + "…" + re.escape("\n"), r"\n(?:.*\n)?").replace("…", ".*")
    return re.fullmatch(pattern, lines, re.DOTALL) is not None


@pytest.mark.parametrize(
    ("shown", "came", "same"),
    [
        ("a\n…\nb\n", "a\nb\n", True),
        ("a\n…\nb\n", "a  \n1\n2\nb", True),
        ("took … s", "took 0.2 s", True),
        ("a\n", "a\nb", False),
        ("a\n…\nb\n", "a\nc", False),
        ("[1].*", "[1] or", False),
    ],
)
def test_only_dots_stand_for_anything(shown: str, came: str, same: bool) -> None:
    assert matches(shown, came) is same


def test_every_listed_block_is_there_and_holds_by_its_own_check() -> None:
    listed = [block for block in blocks() if block.commands in NOT_EXECUTED]
    assert sorted(block.commands for block in listed) == sorted(NOT_EXECUTED)
    for block in listed:
        NOT_EXECUTED[block.commands](block)


def test_every_other_block_runs_and_shows_what_comes_out(
    sample: Store, server: ManagedServer, home: Path, served: str, tmp_path: Path
) -> None:
    stand_ins = {
        SERVED: served,
        ".bilat/": f"{home}/",
        "bolt://my-server:7687": str(server.status().bolt_uri),
        "its-password": server.password(),
    }
    run = [block for block in blocks() if block.commands not in NOT_EXECUTED]
    assert len(run) > 10
    for block in run:
        text, shown = block.commands, block.shown
        for name, real in stand_ins.items():
            text = text.replace(name, real)
        done = subprocess.run(
            ["bash", "-c", text], env=_path(), cwd=tmp_path, capture_output=True, text=True, check=False
        )
        told = f"{block.commands}\n--- came out:\n{done.stdout}\n{done.stderr}"
        assert done.returncode == block.status, told
        assert done.stderr == "", told
        if shown is not None:
            shown = shown.replace(f"Neo4j {VERSION} answers", f"Neo4j {server.release.version} answers")
            assert matches(shown, done.stdout), f"{told}\n--- the README shows:\n{shown}"


def test_the_versions_are_those_that_are_used() -> None:
    told = README.read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Neo4j Community {VERSION} " in told
    assert f"Python {project['requires-python'].removeprefix('>=')} and newer" in told


def test_the_folders_and_files_that_it_names_exist() -> None:
    named = set(
        re.findall(r"`((?:graph|loaders|api|cypher|tests|docs|bench)/[\w./-]*)`", README.read_text(encoding="utf-8"))
    )
    assert {name for name in named if not (ROOT / name).exists()} == set()
