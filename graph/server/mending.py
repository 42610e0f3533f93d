"""The end of a log that Neo4j wrote twice, which keeps it from opening a database; found, copied and cut.

A database that can't write (its disk is full) has written a part of its buffer to the transaction log and stops itself.
That part is no harm: recovery leaves out a transaction that has no end, and nobody was told that it is written. But asked
to end (SIGTERM) when there is disk again, Neo4j closes the log, and writes the same part once more behind itself; the
log then can't be read (seen with 5.26). So Bilat kills such a server and never asks it to end; where somebody else did, what is
repeated is cut here, to the byte, which gives the log as it was before. Nothing else is ever cut.
"""

from __future__ import annotations

import os
import shutil
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.server.home import START_FREE, Home, check_disk, writing
from graph.server.swapping import DATABASE

LEAST = 32
"""Bytes that have to be the same: fewer may be so by chance."""
WINDOW = 32 << 20
"""Bytes of a log's end that are looked at; Neo4j's buffer holds a small part of that."""
_PLACES = 100


@dataclass(frozen=True)
class Cut:
    """A log whose repeated end was cut, how many bytes that were, and the copy of the log as it was before."""

    log: Path
    bytes: int
    kept: Path

    def undo(self) -> None:
        """Put the log as it was in its place; Neo4j must not run."""
        with writing(self.log.parent):
            part = self.log.with_name(f".{self.log.name}.part")
            shutil.copyfile(self.kept, part)
            part.replace(self.log)


def cut_repeated(home: Home) -> Cut | None:
    """Cut from the newest log of the graph what its end repeats; None where it repeats nothing. Neo4j must not run."""
    log = newest_log(home)
    if log is None:
        return None
    size = log.stat().st_size
    with log.open("rb") as file:
        file.seek(max(0, size - WINDOW))
        again = repeated(file.read())
    if not again:
        return None
    kept = home.kept / f"log-{datetime.now(UTC):%Y%m%dT%H%M%SZ}" / log.name
    check_disk(home.neo4j, size + START_FREE)
    with writing(home.neo4j):
        kept.parent.mkdir(parents=True)
        shutil.copy2(log, kept)
        os.truncate(log, size - again)
    return Cut(log, again, kept)


def newest_log(home: Home) -> Path | None:
    """The file of the graph's transaction log that is written to; None where there is none."""
    logs = (home.data / "transactions" / DATABASE).glob("neostore.transaction.db.*")
    return max(logs, key=lambda path: int(path.suffix[1:]), default=None)


def repeated(data: bytes, least: int = LEAST) -> int:
    """How many bytes at the end of `data` say again what was said before them, from the same beginning or from a later one.

    >>> repeated(b"the log, and a part and a part", 4)
    11
    >>> repeated(b"the log, a whole buffer of itsa whole b", 4)
    9
    >>> repeated(b"the log as it should be", 4)
    0
    """
    length = least
    if not _places(data, length):
        return 0
    # Each twice as long, so that of a log of much the same texts only what is really there twice is left.
    while _places(data, 2 * length):
        length *= 2
    return max(_alike(data, len(data) - length - at) for at in _places(data, length))


def _places(data: bytes, length: int) -> list[int]:
    """Where the last `length` bytes stand before, without running into themselves; the first places of many."""
    before = len(data) - length
    if before < length:
        return []
    found: list[int] = []
    at = data.find(data[before:], 0, before)
    while at >= 0 and len(found) < _PLACES:
        found.append(at)
        at = data.find(data[before:], at + 1, before)
    return found


def _alike(data: bytes, shift: int) -> int:
    """How many bytes at the end are the same as those `shift` before them, without running into each other."""
    size = len(data)
    lengths = range(1, min(shift, size - shift) + 1)
    # The first length that differs: all longer ones do, too.
    return bisect_left(lengths, True, key=lambda n: data[size - n :] != data[size - shift - n : size - shift])
