"""Files that are written whole or stay as they were: a reader sees the old or the new, never a part."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, pieces: Iterable[bytes], mode: int = 0o666) -> int:
    """Write a file beside its place, and put it there once it is on the disk; answers its size.

    `mode` is what it is born with: a chmod afterwards would leave a moment in which others could read it. Raises OSError, with
    what was there before in its place and nothing beside it.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    size = 0
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as out:
            for piece in pieces:
                size += out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(path)
    finally:
        with suppress(OSError):
            partial.unlink()
    return size
