"""Lines spread over buckets by a key, so that all lines of a key are read together, in order, from little memory.

A line is a key, a tab and JSON. Keys are hexadecimal digits of hashes, hence even; a bucket that is too large for memory
all the same is spread again by its next digits. Within a bucket lines are sorted: the same lines give the same groups in
the same order, however they came.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import orjson

# As many lines are held back for a bucket before they are written.
_HELD = 200
# Bytes of a bucket that is read into memory as a whole.
LIMIT = 12 * 1024 * 1024
# One hexadecimal digit.
BUCKETS = 16


def line(key: str, told: object) -> bytes:
    """The line of a key."""
    return key.encode() + b"\t" + orjson.dumps(told) + b"\n"


def key_of(whole: bytes) -> str:
    """The key of a line."""
    return whole[: whole.index(b"\t")].decode()


class Spread:
    """Writes lines to the files `BUCKET/WRITER` of a folder; several writers can do so at once, each with its own name."""

    def __init__(self, folder: Path, writer: str, digit: int = 0) -> None:
        self._folder = folder
        self._writer = writer
        self._digit = digit
        self._held: dict[str, list[bytes]] = defaultdict(list)

    def add(self, key: str, told: object) -> None:
        """Add what is told under a key."""
        self.put(line(key, told))

    def put(self, whole: bytes) -> None:
        """Add a line as `line` makes it."""
        bucket = chr(whole[self._digit])
        held = self._held[bucket]
        held.append(whole)
        if len(held) >= _HELD:
            self._write(bucket)

    def close(self) -> None:
        """Write what is still held back."""
        for bucket in list(self._held):
            self._write(bucket)

    def _write(self, bucket: str) -> None:
        lines = self._held.pop(bucket)
        place = self._folder / bucket
        place.mkdir(parents=True, exist_ok=True)
        with (place / self._writer).open("ab") as file:
            file.writelines(lines)


def buckets(folder: Path) -> list[Path]:
    """The buckets that hold something, in the order of their keys."""
    return sorted(folder.iterdir()) if folder.exists() else []


def groups(bucket: Path, digit: int = 1) -> Iterator[tuple[str, list[Any]]]:
    """What is told under each key of a bucket, both in order; the same line twice counts once."""
    files = sorted(bucket.iterdir())
    if sum(file.stat().st_size for file in files) > LIMIT and digit < 20:
        with tempfile.TemporaryDirectory(dir=bucket.parent.parent, prefix="again-") as name:
            again = Spread(Path(name), "again", digit)
            for whole in lines_of(files):
                again.put(whole)
            again.close()
            for part in buckets(Path(name)):
                yield from groups(part, digit + 1)
        return
    yield from grouped(lines_of(files))


def grouped(lines: Iterable[bytes]) -> Iterator[tuple[str, list[Any]]]:
    """What is told under each key of lines, both in order; the same line twice counts once."""
    for key, same in groupby((whole.partition(b"\t") for whole in sorted(set(lines))), key=lambda parts: parts[0]):
        yield key.decode(), [orjson.loads(told) for _, _, told in same]


def lines_of(files: Iterable[Path]) -> Iterator[bytes]:
    for path in files:
        with path.open("rb") as file:
            yield from file
