"""The folder under BILAT_HOME: what can be wrong with it is said clearly."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest

from graph.errors import ServerError
from graph.server.home import Home, check_disk, read_json, write_json, writing


def test_password_is_random_stays_and_is_only_for_its_owner(tmp_path: Path) -> None:
    one, other = Home(tmp_path / "one"), Home(tmp_path / "other")
    one.make()
    other.make()
    assert one.make_password() == one.make_password() == one.read_password()
    assert one.make_password() != other.make_password()
    assert stat.S_IMODE(one.password.stat().st_mode) == 0o600
    assert stat.S_IMODE(one.neo4j.stat().st_mode) == 0o700


def test_no_password_yet_says_what_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match=r"password.*can't be read from .*bilat up"):
        Home(tmp_path).read_password()


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerError, match=r"can't keep its files in .*file.*not a folder; set BILAT_HOME"):
        Home(tmp_path / "file" / "home").make()


def test_a_path_that_is_too_long_is_named(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="too long for this system"):
        Home(tmp_path / ("x" * 300)).make()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full, a disk that is always full, is Linux's")
def test_a_full_disk_is_named(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="the disk is full; free some space"), writing(tmp_path):
        Path("/dev/full").write_text("no room")


def test_too_little_disk_is_refused_before_anything_starts(tmp_path: Path) -> None:
    check_disk(tmp_path, 1)
    free = shutil.disk_usage(tmp_path).free
    with pytest.raises(ServerError, match=r"MiB free and Neo4j needs .*Free some space"):
        check_disk(tmp_path, free * 2)


@pytest.mark.parametrize("text", ["", "{", "[1]", "null"])
def test_a_broken_state_file_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(text)
    assert read_json(path) is None
    write_json(path, {"pid": 1})
    assert read_json(path) == {"pid": 1}
    assert list(tmp_path.iterdir()) == [path]
