"""The lock files: whole, unambiguous, and free of addresses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.server.lock import VERSION, lock_file, read_lock, roots, sha256_of
from graph.server.release import known

each = pytest.mark.parametrize("version", known())


def test_there_is_one_for_the_version_that_is_run_without_asking() -> None:
    assert VERSION in known()


@each
def test_a_lock_holds_its_roots_and_what_they_need(version: str) -> None:
    jars = read_lock(lock_file(version))
    coordinates = {jar.coordinate for jar in jars}
    assert set(roots(version)) < coordinates
    assert len(coordinates) == len(jars) > 200


@each
def test_no_two_jars_have_one_file_name(version: str) -> None:
    jars = read_lock(lock_file(version))
    assert len({jar.filename for jar in jars}) == len(jars)


@each
def test_each_line_has_a_sum_and_a_size(version: str) -> None:
    for jar in read_lock(lock_file(version)):
        assert re.fullmatch(r"[0-9a-f]{64}", jar.sha256), jar
        assert jar.size > 0, jar


@each
def test_no_lock_names_an_address(version: str) -> None:
    assert "//" not in lock_file(version).read_text(encoding="utf-8")


def test_sha256(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert sha256_of(tmp_path / "empty") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
