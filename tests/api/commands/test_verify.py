"""`bilat verify`: a line for each difference, or one object."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import Store
from tests.api.test_cli import Bilat, bilat

__all__ = ["bilat"]


def test_differences_are_told_line_by_line_or_as_json(sample: Store, bilat: Bilat) -> None:
    right = bilat("verify", "--json")
    assert (right.code, right.json["count"], right.json["writes"], right.json["claims"]) == (0, 0, 1, 22)
    told = bilat("verify", "--expect", right.json["head"])
    assert (told.code, told.out.splitlines()[1]) == (0, "The expected hash is that of write 1.")
    sample.command("MATCH (w:Write {number: 1}) SET w.by = 'nobody'")
    wrong = bilat("verify")
    assert (wrong.code, wrong.out.splitlines()[0].partition(":")[0]) == (1, "write 1 was altered")
    assert wrong.out.splitlines()[1].startswith("1 difference among 1 writes")
    (difference,) = bilat("verify", "--json").json["differences"]
    assert (difference["where"], difference["id"]) == ("journal", "write:1")
    sample.command("MATCH (w:Write {number: 1}) SET w.by = 'somebody'")
    assert bilat("verify").code == 0


def test_without_a_database_it_ends_with_3(bilat: Bilat, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BILAT_HOME", str(tmp_path))
    result = bilat("verify")
    assert (result.code, result.error.partition(":")[0]) == (3, "bilat")
