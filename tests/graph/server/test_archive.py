"""A backup's file: whole it gives back what was put in; cut or altered anywhere it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnusableError
from graph.server import archive

ABOUT = {"schema": 1, "neo4j": "5.26.30", "facts": 16}
DUMP = bytes(range(256)) * 40


def made(folder: Path) -> Path:
    dump = folder / "a.dump"
    dump.write_bytes(DUMP)
    archive.pack(folder / "graph.bilat", ABOUT, dump)
    return folder / "graph.bilat"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(tmp_path_factory.mktemp("archive")).read_bytes()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch") / "graph.bilat"


def test_what_was_packed_is_told_and_unpacked(tmp_path: Path) -> None:
    file = made(tmp_path)
    assert archive.examine(file) == ABOUT
    assert archive.unpack(file, tmp_path).read_bytes() == DUMP


@given(st.data())
def test_a_changed_byte_anywhere_is_refused(whole: bytes, scratch: Path, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[place]))
    scratch.write_bytes(whole[:place] + bytes([other]) + whole[place + 1 :])
    with pytest.raises(UnusableError):
        archive.examine(scratch)


@given(st.data())
def test_a_file_cut_short_is_refused(whole: bytes, scratch: Path, data: st.DataObject) -> None:
    scratch.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(UnusableError):
        archive.examine(scratch)


def test_a_longer_file_and_no_file_are_refused(whole: bytes, scratch: Path, tmp_path: Path) -> None:
    scratch.write_bytes(whole + b"\0")
    with pytest.raises(UnusableError, match="cut short or altered"):
        archive.examine(scratch)
    with pytest.raises(UnusableError, match="can't be read"):
        archive.examine(tmp_path / "nowhere.bilat")


def test_a_newer_form_is_told(whole: bytes, scratch: Path) -> None:
    scratch.write_bytes(whole.replace(b"bilat-backup 1 ", b"bilat-backup 2 ", 1))
    with pytest.raises(UnusableError, match="form 2"):
        archive.examine(scratch)


def test_a_backup_that_can_not_be_written_leaves_nothing(tmp_path: Path) -> None:
    dump = tmp_path / "a.dump"
    dump.write_bytes(DUMP)
    (tmp_path / "taken").mkdir()
    with pytest.raises(Exception, match="can't keep its files"):
        archive.pack(tmp_path / "taken", ABOUT, dump)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.dump", "taken"]
