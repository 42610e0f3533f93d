"""Real files and the sample, damaged at random: rows, rejects or a clear error come of each, and never a traceback.

`BILAT_FAULTS_SEED` and `BILAT_FUZZ_SECONDS` choose other damage and more of it (`make soak`).
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from graph.errors import BilatError
from graph.model import Fact, Statement
from graph.unresolved import UnresolvedNames
from loaders.opening import open_file
from loaders.pipeline import Load, Named
from loaders.progress import silent
from loaders.summary import Summary
from tests.files import SAMPLE, shared

SEED = os.environ.get("BILAT_FAULTS_SEED", "11")
SECONDS = float(os.environ.get("BILAT_FUZZ_SECONDS", "20"))
MOST = 2_000 if "BILAT_FUZZ_SECONDS" not in os.environ else sys.maxsize
"""How many are taken at most: the suite takes the same ones on every machine."""
ROWS = 300
LARGEST = 3_000_000
ENDINGS = frozenset({".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".yml", ".yaml", ".xlsx"})
NUMBERS = (b"-1", b"0", b"1e400", b"NaN", b"9" * 30, b"-9223372036854775809", b"1_0", b"0x1", b"\xc2\xb2", b"10000")
SIGNS = (
    b'"', b"'", b"\n", b"\r", b"\0", b",", b";", b"\t", b"{", b"[", b"}", b"\xff\xfe", b"\xef\xbb\xbf", b"\\u0000",
    b"\xed\xa0\x80", b"|", b": ", b"null", b"/..", b"../",
)  # fmt: skip


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


def damaged(chance: random.Random, whole: bytes) -> bytes:
    """A file, most often only its beginning, with some bytes flipped, put in, taken out, doubled, cut off or moved."""
    data = bytearray(whole[: chance.choice((300, 3_000, 20_000))] if chance.random() < 0.8 else whole)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if not data:
            break
        at, other = chance.randrange(len(data)), chance.randrange(len(data))
        match chance.randrange(7):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at : at + chance.randrange(1, 20)]
            case 2:
                data[at:at] = data[at : at + chance.randrange(1, 200)]
            case 3:
                del data[at:]
            case 4:
                data[at : at + 10] = data[other : other + 10]
            case 5:
                data[at : at + chance.randrange(4)] = chance.choice(NUMBERS)
            case _:
                data[at:at] = chance.choice(SIGNS)
    return bytes(data)


def take(path: Path) -> None:
    """Check and resolve the first rows of a file, as a load does; a reject has to be a line of the rejects file."""
    load = Load(_Nowhere(), Summary(), orjson.dumps, UnresolvedNames(path.name), silent)  # type: ignore[arg-type]
    load.run(Named(path.name, row) for row in islice(open_file(path), ROWS))


def test_damaged_files_are_told_of(tmp_path: Path) -> None:
    chance = random.Random(f"{SEED} fuzz")
    real = [
        path
        for path in sorted(shared("data").rglob("*"))
        if path.suffix.lower() in ENDINGS and path.is_file() and path.stat().st_size < LARGEST
    ]
    end, done = time.monotonic() + SECONDS, 0
    while time.monotonic() < end and done < MOST:
        path = SAMPLE if chance.random() < 0.05 else chance.choice(real)
        file = tmp_path / path.name
        file.write_bytes(damaged(chance, path.read_bytes()))
        try:
            take(file)
        except BilatError:
            pass
        except Exception as error:
            error.add_note(f"damage number {done} of BILAT_FAULTS_SEED={SEED}: {file}")
            raise
        file.unlink()
        done += 1
    assert done > 10
