"""Backup and restore with a real Neo4j: the same graph again, here and on another home, or nothing touched."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.exports import EXPORTS
from graph import backups
from graph.errors import UnusableError
from graph.reading import FactFilter
from graph.schema import SCHEMA_VERSION, prepare
from graph.server import ManagedServer, archive
from graph.server.swapping import replacing
from graph.settings import Settings
from graph.store import LOAD_PATIENCE, Store
from graph.verifying import verify
from loaders.pipeline import load_files
from tests.files import ARTIFACTS, SAMPLE, VERSION
from tests.graph.migrations.test_to_2 import OLDER


class Managed:
    """A managed Neo4j with the sample in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = ManagedServer(folder, ARTIFACTS)

    def connect(self, patience: float = LOAD_PATIENCE) -> Store:
        return Store.connect(Settings(bilat_home=self.folder), patience)

    def load(self, path: Path) -> None:
        with self.connect() as store:
            prepare(store)
            load_files(store, [path], rejects=self.folder / "rejects.jsonl")

    def verified(self) -> tuple[int, int]:
        """How many writes adopted what was there, and how many differences there are."""
        with self.connect() as store:
            entries = [row["entry"] for row in store.read("read/writes_after", after=0, limit=100)]
            adopted = sum(entry["kind"] == "adoption" for entry in entries)
            return adopted, verify(store, lambda _: None).differences

    def exported(self) -> list[bytes]:
        with self.connect() as store:
            return [b"".join(form.write(store, FactFilter())) for form in EXPORTS.values()]


@pytest.fixture(scope="module")
def managed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Managed]:
    made = Managed(tmp_path_factory.mktemp("home"))
    made.server.up()
    made.load(SAMPLE)
    yield made
    made.server.down()


@pytest.fixture(scope="module")
def file(managed: Managed) -> Path:
    file = managed.folder / "graph.bilat"
    about = backups.backup(managed.server, managed.connect, file)
    assert (about["facts"], about["claims"], about["schema"]) == (16, 22, SCHEMA_VERSION)
    assert managed.server.status().running
    return file


def more(folder: Path) -> Path:
    record = {"actor": "Norway", "relation": "supplies", "partner": "Iceland", "resource": "food", "claimant": "Norway"}
    path = folder / "more.jsonl"
    path.write_text(json.dumps(record | {"source_title": "A statement"}))
    return path


def test_what_was_written_since_is_gone_and_all_else_is_the_same(managed: Managed, file: Path, tmp_path: Path) -> None:
    before = managed.exported()
    managed.load(more(tmp_path))
    assert managed.exported() != before
    backups.restore(managed.server, managed.connect, file)
    assert managed.exported() == before


def test_on_another_home_it_is_the_same_graph(managed: Managed, file: Path, tmp_path: Path) -> None:
    other = Managed(tmp_path / "other")
    try:
        assert backups.holds_facts(other.server, other.connect) == 0
        backups.restore(other.server, other.connect, file)
        assert other.exported() == managed.exported()
        assert other.server.password() != managed.server.password()
    finally:
        other.server.down()


def test_a_restore_that_was_killed_leaves_the_graph_that_was_there(managed: Managed, file: Path) -> None:
    before = managed.exported()
    managed.server.down()
    unfinished = replacing(managed.server.home)
    unfinished.__enter__()
    archive.unpack(file, managed.server.home.data / "databases")
    managed.server.up()
    assert managed.exported() == before


def environment_of(managed: Managed, home: Path) -> dict[str, str]:
    """What a command needs to find this home, and nothing of the tests' own."""
    return {
        "PATH": "",
        "HOME": str(home),
        "BILAT_HOME": str(managed.folder),
        "BILAT_ARTIFACTS": str(ARTIFACTS),
        "BILAT_NEO4J_VERSION": VERSION,
    }


def test_an_older_graph_is_backed_up_and_migrated_and_so_is_its_backup(managed: Managed, tmp_path: Path) -> None:
    before = managed.exported()
    with managed.connect() as store:
        for text in OLDER:
            store.command(text)
    environment = environment_of(managed, tmp_path)
    command = [sys.executable, "-m", "api.cli", "schema"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    (made,) = (managed.folder / "backups").iterdir()
    assert f"it is backed up to {made} and migrated" in done.stderr
    assert (backups.usable(managed.server, made)["schema"], managed.exported()) == (1, before)
    assert managed.verified() == (1, 0)
    backups.restore(managed.server, managed.connect, made)
    assert (managed.verified(), managed.exported()) == ((1, 0), before)


def altered(file: Path, folder: Path, **changes: object) -> Path:
    """A backup, rightly summed, that says other things of itself."""
    path = folder / "altered.bilat"
    archive.pack(path, archive.examine(file) | changes, archive.unpack(file, folder))
    return path


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"schema": SCHEMA_VERSION + 1}, "use a newer Bilat"), ({"neo4j": "2099.1.0"}, "whose data Neo4j .* can't read")],
)
def test_what_a_newer_one_made_is_refused(
    managed: Managed, file: Path, tmp_path: Path, changes: dict[str, object], why: str
) -> None:
    with pytest.raises(UnusableError, match=why):
        backups.usable(managed.server, altered(file, tmp_path, **changes))


def test_the_command_asks_before_it_replaces_a_graph(managed: Managed, file: Path, tmp_path: Path) -> None:
    def restore(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "api.cli", "restore", str(path), *options]
        return subprocess.run(
            command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=environment
        )

    environment = environment_of(managed, tmp_path)
    asked = restore(file)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert "holds a graph of 16 facts already: add --replace" in asked.stderr
    damaged = tmp_path / "damaged.bilat"
    damaged.write_bytes(file.read_bytes()[:-1])
    refused = restore(damaged, "--replace")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "cut short or altered" in refused.stderr
    assert managed.server.status().running
