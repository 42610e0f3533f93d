"""Real files and the sample, damaged at random: rows, rejects or a clear error come of each, and never a traceback.

Which damage, and how much of it: `tests/damage.py`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from graph.errors import BilatError
from graph.model import Fact, Statement
from graph.unresolved import UnresolvedNames
from loaders.opening import open_file
from loaders.pipeline import Load
from loaders.progress import silent
from loaders.summary import Summary
from tests.damage import damaged, tried
from tests.files import SAMPLE, shared

ROWS = 300
LARGEST = 3_000_000
ENDINGS = frozenset({".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".yml", ".yaml", ".xlsx"})


class _Nowhere:
    """Takes statements, and keeps none."""

    def __enter__(self) -> _Nowhere:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, statements: Sequence[Statement], *_: Any) -> None:
        pass

    def known(self, ids: Sequence[str], *, last: bool) -> Mapping[str, Fact]:
        return {}


def take(path: Path) -> None:
    """Check and resolve the first rows of a file, as a load does; a reject has to be a line of the rejects file."""
    load = Load(path.name, _Nowhere(), Summary(), orjson.dumps, UnresolvedNames(path.name), silent)  # type: ignore[arg-type]
    load.run(islice(open_file(path), ROWS))


def test_damaged_files_are_told_of(tmp_path: Path) -> None:
    real = [
        path
        for path in sorted(shared("data").rglob("*"))
        if path.suffix.lower() in ENDINGS and path.is_file() and path.stat().st_size < LARGEST
    ]
    assert len(real) > 10

    def one(chance: random.Random) -> None:
        path = SAMPLE if chance.random() < 0.05 else chance.choice(real)
        file = tmp_path / path.name
        file.write_bytes(damaged(chance, path.read_bytes()))
        with suppress(BilatError):
            take(file)
        file.unlink()

    tried("files", 2_000, one)
