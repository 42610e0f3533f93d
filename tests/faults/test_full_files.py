"""Files that Bilat writes where the disk is full: one clear line, and what was there before is still whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.commands._shared import write_file
from api.keys import KeyFile
from graph.errors import ServerError, UnusableError
from graph.server import archive
from graph.server.home import write_text
from graph.unresolved import FOLDER, UnresolvedName, UnresolvedNames
from loaders.rejects import RejectsFile
from tests.files import ROOT

resource = pytest.importorskip("resource", reason="this system has no limit to the size of files")

ROOM = 1_000
MUCH = b"x" * 10 * ROOM


@contextmanager
def full_disk() -> Iterator[None]:
    """No file that this process writes gets longer than ROOM bytes: what is over it fails half way, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _backup(folder: Path) -> None:
    (folder / "neo4j.dump").write_bytes(MUCH)
    with full_disk():
        archive.pack(folder / "out", {}, folder / "neo4j.dump")


def _export(folder: Path) -> None:
    with full_disk():
        write_file(folder / "out", [MUCH[:100], MUCH])


def _state(folder: Path) -> None:
    with full_disk():
        write_text(folder / "out", MUCH.decode())


@pytest.mark.parametrize("write", [_backup, _export, _state])
def test_the_file_that_was_there_stays(tmp_path: Path, write: Callable[[Path], None]) -> None:
    (tmp_path / "out").write_text("whole")
    with pytest.raises((UnusableError, ServerError), match="File too large"):
        write(tmp_path)
    assert (tmp_path / "out").read_text() == "whole"
    assert {path.name for path in tmp_path.iterdir()} <= {"out", "neo4j.dump"}


def test_keys_stay(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path)
    made = [keys.make(f"somebody {number}", ["read"])[0] for number in range(8)]
    with full_disk(), pytest.raises(UnusableError, match=r"can't be written: File too large\. Nothing was changed"):
        keys.make("somebody " * 10, ["read"])
    assert list(keys.all()) == made
    assert not list(tmp_path.glob("**/*.part"))


def test_rejects_say_that_they_are_cut_short(tmp_path: Path) -> None:
    with full_disk():
        out = RejectsFile(tmp_path / "rejects.jsonl")
        out({"record": "x" * 2 * ROOM})  # waits in the buffer
        with pytest.raises(UnusableError, match=r"rejects\.jsonl can't be written \(File too large\): name another"):
            out.close()


def test_names_that_can_not_be_kept_cost_no_load(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    found = UnresolvedNames("facts.jsonl")
    kept = UnresolvedName("Freedonia", "unknown", "facts.jsonl", 1, ["actor"], [])
    found.names["Freedonia", "unknown"] = kept
    found.keep(tmp_path)
    (whole,) = (tmp_path / FOLDER).glob("*.jsonl")
    before = whole.read_bytes()
    for number in range(100):
        found.names[f"Freedonia {number}", "unknown"] = kept
    with full_disk():
        found.keep(tmp_path)
    assert "can't be kept" in caplog.text
    assert "File too large" in caplog.text
    assert whole.read_bytes()[: len(before)] == before
    assert not list((tmp_path / FOLDER).glob("*.part"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full, a disk that is always full, is Linux's")
@pytest.mark.parametrize("command", [["datasets"], ["datasets", "--json"], ["status", "--json"]])
def test_an_output_that_can_not_be_written_is_one_line(tmp_path: Path, command: list[str]) -> None:
    with Path("/dev/full").open("w") as out:
        done = subprocess.run(
            [sys.executable, "-c", "from api.cli import main; main()", *command],
            cwd=ROOT,
            env=os.environ | {"BILAT_HOME": str(tmp_path)},
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert (
        done.stderr
        == "bilat: The output can't be written: No space left on device. Free some disk, or write elsewhere.\n"
    )
