"""The lock file: whole, unambiguous, and free of addresses."""

from __future__ import annotations

import re
from pathlib import Path

from graph.server.lock import LOCK_FILE, ROOTS, locked, sha256_of


def test_the_lock_holds_its_roots_and_what_they_need() -> None:
    coordinates = {jar.coordinate for jar in locked()}
    assert set(ROOTS) < coordinates
    assert len(coordinates) == len(locked()) > 200


def test_no_two_jars_have_one_file_name() -> None:
    assert len({jar.filename for jar in locked()}) == len(locked())


def test_each_line_has_a_sum_and_a_size() -> None:
    for jar in locked():
        assert re.fullmatch(r"[0-9a-f]{64}", jar.sha256), jar
        assert jar.size > 0, jar


def test_the_lock_names_no_address() -> None:
    assert "//" not in LOCK_FILE.read_text(encoding="utf-8")


def test_sha256(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert sha256_of(tmp_path / "empty") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
