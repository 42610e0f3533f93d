"""A backup's file: Neo4j's own dump, what it holds and who made it, and one checksum over all of it.

The first line is `bilat-backup 1 SHA256`; the sum is that of every byte after it, which are a tar archive of `about.json`
and `neo4j.dump`. A file that was cut short or altered anywhere is told by its sum before anything of it is used.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from graph.errors import UnusableError
from graph.server.home import writing
from graph.whole import whole

if TYPE_CHECKING:
    from typing_extensions import Buffer

ABOUT, DUMP = "about.json", "neo4j.dump"
_FIRST = re.compile(rb"bilat-backup (\d+) ([0-9a-f]{64})\n")
_FORMAT = 1
_LINE = len(f"bilat-backup {_FORMAT} \n") + 64
_PIECE = 1 << 20
# What a backup says of itself is some lines.
_LARGEST = 64 * 1024


class _Summed(io.RawIOBase):
    """A file to write to, and the sum of what was written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.sum = hashlib.sha256()

    def write(self, data: Buffer) -> int:
        self.sum.update(data)
        return self._file.write(data)


def pack(path: Path, about: Mapping[str, Any], dump: Path) -> None:
    """Write a backup whole or not at all. Raises ServerError where it can't be written."""
    with writing(path.parent), whole(path) as file:
        file.write(_first_line("0" * 64))
        summed = _Summed(file)
        with tarfile.open(mode="w|", fileobj=summed) as tar:
            told = json.dumps(about, indent=1).encode()
            entry = tarfile.TarInfo(ABOUT)
            entry.size = len(told)
            tar.addfile(entry, io.BytesIO(told))
            # Without the owner and the time: whose machine it was is nobody's business.
            entry = tarfile.TarInfo(DUMP)
            entry.size = dump.stat().st_size
            with dump.open("rb") as data:
                tar.addfile(entry, data)
        file.seek(0)
        file.write(_first_line(summed.sum.hexdigest()))


def examine(path: Path) -> dict[str, Any]:
    """What a backup says of itself, after its sum was found right.

    Raises UnusableError for a file that isn't there, is no backup, is of a newer form, was cut short or altered.
    """
    try:
        with path.open("rb") as file:
            _check(path, file)
            file.seek(_LINE)
            with tarfile.open(mode="r|", fileobj=file) as tar:
                for entry in tar:
                    held = tar.extractfile(entry)
                    if entry.name == ABOUT and held is not None:
                        about = json.loads(held.read(_LARGEST))
                        if isinstance(about, dict):
                            return about
    except OSError as error:
        raise UnusableError(f"{path} can't be read: {error.strerror or error}.") from None
    except (tarfile.TarError, ValueError, RecursionError):
        pass
    raise UnusableError(f"{path} has the sum of a backup, and holds none: it was not made by `bilat backup`.")


def unpack(path: Path, folder: Path) -> Path:
    """Put the dump of a backup that was examined into `folder`; answers its path there."""
    target = folder / DUMP
    with path.open("rb") as file, writing(folder):
        file.seek(_LINE)
        with tarfile.open(mode="r|", fileobj=file) as tar:
            for entry in tar:
                held = tar.extractfile(entry)
                if entry.name == DUMP and held is not None:
                    with target.open("wb") as out:
                        while piece := held.read(_PIECE):
                            out.write(piece)
                    return target
    raise UnusableError(f"{path} holds no dump: it was not made by `bilat backup`.")


def _first_line(sha256: str) -> bytes:
    return f"bilat-backup {_FORMAT} {sha256}\n".encode()


def _check(path: Path, file: BinaryIO) -> None:
    first = _FIRST.fullmatch(file.readline(_LINE + 16))
    if first is None:
        raise UnusableError(f"{path} is no backup of Bilat, or its beginning is damaged. Nothing was changed.")
    if int(first[1]) != _FORMAT:
        raise UnusableError(
            f"{path} is a backup of form {int(first[1])}, and this Bilat reads form {_FORMAT}: use a newer Bilat."
        )
    found = hashlib.sha256()
    while piece := file.read(_PIECE):
        found.update(piece)
    if found.hexdigest() != first[2].decode():
        raise UnusableError(
            f"{path} was cut short or altered: the sum of its bytes is not the one that it was made with. Nothing was "
            "changed; take another copy of it."
        )
