"""The importer's files are the same however rows are divided up and whoever works on them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.journal import Author
from graph.model import Fact
from loaders.bulk import spreading, taking
from loaders.bulk.files import arguments
from loaders.bulk.importing import take_files
from loaders.bulk.machine import Machine
from loaders.bulk.preparing import Before, add_up
from loaders.bulk.spool import Spool
from loaders.bulk.spreading import Spread, buckets, groups
from loaders.bulk.work import Work
from loaders.progress import silent
from tests.files import SAMPLE, records
from tests.graph.test_drawing import made_up
from tests.loaders.bulk.test_importing import AWKWARD, written

AT = "2026-01-01T00:00:00.000000Z"
BEFORE = Before(1, (), Author("somebody", "a file"))


def prepared(folder: Path, paths: list[Path], cores: int) -> tuple[dict[str, bytes], tuple[int, int]]:
    """The files that are made of some files of records, by name, and what was counted."""
    work = Work(folder)
    with Machine(cores) as machine:
        take_files(work, paths, None, folder / "rejects.jsonl", silent, machine)
        counted = add_up(work, AT, BEFORE, machine)
    return {file.name: file.read_bytes() for file in work.files.iterdir()}, counted


def rows() -> list[dict[str, Any]]:
    return [*records(SAMPLE), *made_up(random.Random(5), 100), *AWKWARD]


def test_pieces_cores_and_small_buckets_make_the_same_files(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path / "a.jsonl", rows())
    files, counted = prepared(tmp_path / "whole", [file], 1)
    assert counted[1] > 120
    monkeypatch.setattr(taking, "PIECE", 7)
    monkeypatch.setattr(taking, "PIECE_BYTES", 3_000)
    assert prepared(tmp_path / "cores", [file], 2) == (files, counted)
    monkeypatch.setattr(spreading, "LIMIT", 3_000)
    assert prepared(tmp_path / "buckets", [file], 1) == (files, counted)


def test_the_order_of_rows_and_files_does_not_matter(home: Path, tmp_path: Path) -> None:
    told = [row for row in rows() if "ref" not in row and "about" not in row and "in_return_for" not in row]
    shuffled = random.Random(1).sample(told, len(told))
    whole = written(tmp_path / "a.jsonl", told)
    halves = [written(tmp_path / "b.jsonl", shuffled[:60]), written(tmp_path / "c.jsonl", shuffled[50:])]
    assert prepared(tmp_path / "one", [whole], 1) == prepared(tmp_path / "two", halves, 1)


def test_lines_come_back_in_groups_whatever_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spread = Spread(tmp_path / "lines", "a")
    told = [(f"{number % 300:024x}"[::-1], number) for number in range(2_000)]
    for key, number in told:
        spread.add(key, number)
    spread.add(*told[0])
    spread.close()
    wanted = {key: sorted((n for k, n in told if k == key), key=str) for key, _ in told}

    def found() -> list[tuple[str, list[int]]]:
        return [group for bucket in buckets(tmp_path / "lines") for group in groups(bucket)]

    assert found() == sorted(wanted.items())
    monkeypatch.setattr(spreading, "LIMIT", 500)
    assert found() == sorted(wanted.items())


def test_a_fact_that_was_put_down_is_found_by_its_id_at_the_end(home: Path, tmp_path: Path) -> None:
    work = Work(tmp_path)
    take_files(work, [written(tmp_path / "a.jsonl", records(SAMPLE))], None, tmp_path / "r.jsonl", silent, Machine(1))
    keys = [key for bucket in buckets(work.lines("facts")) for key, _ in groups(bucket)]
    spool = Spool(work, "late")
    assert spool.known([f"f{keys[0]}"], last=False) == {}
    found = spool.known([f"f{keys[0]}", f"f{keys[-1]}", "f" + "0" * 24], last=True)
    assert {ident: fact.id for ident, fact in found.items()} == {f"f{key}": f"f{key}" for key in (keys[0], keys[-1])}
    assert all(isinstance(fact, Fact) for fact in found.values())


def test_a_header_says_which_numbers_are_whole_and_which_texts_have_lines(home: Path, tmp_path: Path) -> None:
    prepared(tmp_path / "w", [written(tmp_path / "a.jsonl", rows())], 1)
    headers = {p.name: p.read_text() for p in (tmp_path / "w" / "files").glob("claims.*.csv") if p.name.count(".") == 2}
    assert {"claims.iiii.csv", "claims.fiii.csv", "claims.iiiim.csv"} <= headers.keys()
    assert "quantity:long" in headers["claims.iiii.csv"]
    assert "quantity:double" in headers["claims.fiii.csv"]
    told = arguments(tmp_path / "w" / "files")
    assert sum(one.startswith("--multiline-fields=") and "claims.iiiim" in one for one in told) == 1
    assert orjson.dumps(told).count(b"claims.iiii.csv") == 1
