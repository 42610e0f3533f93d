"""Files that are written whole or stay as they were: a reader sees the old or the new, never a part."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole(path: Path, mode: int = 0o666) -> Iterator[BinaryIO]:
    """A file to write to beside its place, which is put there at the block's end, once it is on the disk.

    `mode` is what it is born with: a chmod afterwards would leave a moment in which others could read it. Where the block
    fails, what was there before is in its place and nothing beside it. Raises OSError.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        partial.replace(path)
    finally:
        with suppress(OSError):
            partial.unlink()


def write_whole(path: Path, pieces: Iterable[bytes], mode: int = 0o666) -> int:
    """Write a file's pieces by `whole`; answers its size. Raises OSError."""
    with whole(path, mode) as out:
        return sum(map(out.write, pieces))
