"""Spark prepares the very files that one machine prepares, with the same counts and rejects."""

from __future__ import annotations

import os
import random
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import orjson
import pytest

from graph.errors import UnusableError
from loaders.bulk import spark
from loaders.bulk.importing import Engine, take_files
from loaders.bulk.machine import Machine
from loaders.bulk.preparing import add_up
from loaders.bulk.work import Work
from loaders.progress import silent
from tests.files import SAMPLE, records, shared
from tests.graph.test_drawing import made_up
from tests.loaders.bulk.test_importing import AWKWARD, counts, written
from tests.loaders.bulk.test_preparing import AT, BEFORE


def prepared(folder: Path, paths: list[Path], engine: Engine) -> tuple[dict[str, bytes], object, list[bytes]]:
    """The files for the importer by name, the counts, and the rejects."""
    work = Work(folder)
    with engine:
        summary = take_files(work, paths, None, folder / "rejects.jsonl", silent, engine)
        counted = add_up(work, AT, BEFORE, engine)
    rejected = folder / "rejects.jsonl"
    rejects = rejected.read_bytes().splitlines() if rejected.exists() else []
    return {file.name: file.read_bytes() for file in work.files.iterdir()}, (counts(summary), counted), sorted(rejects)


def needs_spark() -> None:
    """Skips the test where PySpark is absent, and fails it in CI."""
    if find_spec("pyspark") is not None:
        return
    if os.environ.get("CI"):
        pytest.fail("PySpark is not installed: make spark")
    pytest.skip("PySpark is not installed (make spark)")


def test_spark_and_one_machine_make_the_same_files(home: Path, tmp_path: Path) -> None:
    needs_spark()
    named = {"about": "f" + "0" * 24, "stance": "denies", "claimant": "Japan", "source_id": "s"}
    paths = [
        written(tmp_path / "a.jsonl", [*records(SAMPLE), *AWKWARD]),
        written(tmp_path / "b.jsonl", made_up(random.Random(5), 60)),
        # It names a fact by its id, which may stand in any file.
        written(tmp_path / "c.jsonl", [*made_up(random.Random(6), 20), named]),
    ]
    before = dict(os.environ)
    one, other = prepared(tmp_path / "one", paths, Machine(1)), prepared(tmp_path / "other", paths, spark.Spark())
    assert other == one
    assert len(one[2]) == 3
    assert orjson.loads(one[2][0])["reason"]
    assert dict(os.environ) == before


SLICES = (
    ("cow_mid", "MIDB"), ("sipri_arms", "trade-register.csv"), ("icews", "icews14_test.txt"), ("cow_contiguity", "contdird.csv"),
    ("sanctions", "GSDB_V3.csv"), ("embassies", "database_of_embassies.csv"),
)  # fmt: skip


def sliced(folder: Path) -> list[Path]:
    """The first lines of publishers' files, under their own names."""
    paths = []
    for place, name in SLICES:
        found = next(iter(sorted(shared("data", place).glob(f"{name}*"))))
        path = folder / place / found.name
        path.parent.mkdir()
        with found.open("rb") as file:
            path.write_bytes(b"".join(islice(file, 120)))
        paths.append(path)
    return paths


def test_spark_and_one_machine_make_the_same_files_of_publishers_files(home: Path, tmp_path: Path) -> None:
    needs_spark()
    paths = sliced(tmp_path)
    one, other = prepared(tmp_path / "one", paths, Machine(1)), prepared(tmp_path / "other", paths, spark.Spark())
    assert other == one
    assert len(b"".join(one[0][name] for name in one[0] if name.startswith("claims.")).splitlines()) > 300


def test_without_pyspark_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark", None)
    with pytest.raises(UnusableError, match=r"bilat\[spark\]"):
        spark.Spark()
