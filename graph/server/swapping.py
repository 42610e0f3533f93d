"""Putting another database in the place of the one that is there: the old one stays until the new one is whole.

The old one waits in `data/aside/`. Where the work fails it is put back at once; where the process is killed, by the next
start. Neo4j must not run meanwhile.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.server.home import Home, writing

DATABASE = "neo4j"
_PARTS = ("databases", "transactions")


def _aside(home: Home) -> Path:
    return home.data / "aside"


@contextmanager
def replacing(home: Home) -> Iterator[None]:
    """The block makes a new database `neo4j` where there is none now; where it fails the old one is back."""
    put_back(home)
    with writing(home.data):
        (_aside(home) / "moved").mkdir(parents=True)
        for part in _PARTS:
            held = home.data / part / DATABASE
            if held.exists():
                held.rename(_aside(home) / "moved" / part)
    try:
        yield
    except BaseException:
        put_back(home)
        raise
    with writing(home.data):
        # Renamed first, so that what is half removed is never taken for a database to put back.
        (_aside(home) / "moved").rename(_aside(home) / "done")
        shutil.rmtree(_aside(home))


def put_back(home: Home) -> bool:
    """Undo what an unfinished `replacing` left. True where there was anything."""
    if not _aside(home).exists():
        return False
    with writing(home.data):
        moved = _aside(home) / "moved"
        for part in _PARTS:
            held = home.data / part / DATABASE
            # Without its folder in `moved`, the part was not moved yet, and stands where it belongs.
            if (moved / part).exists():
                shutil.rmtree(held, ignore_errors=True)
                (moved / part).rename(held)
        shutil.rmtree(_aside(home))
    return True
