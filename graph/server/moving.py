"""The data's way from one version of Neo4j to the next, and never back.

A later patch opens the data of an earlier one as it is (Neo4j promises that). A version of another series changes the
data for good, so a copy is kept in `BILAT_HOME/neo4j/kept/` before it does, and is put back where it then doesn't start.
"""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

from graph.errors import ServerError
from graph.server.home import LEAST_FREE, Home, check_disk, write_text, writing
from graph.server.progress import say
from graph.server.release import Release, is_later, known


def take_over(home: Home, release: Release, progress: bool) -> Path | None:
    """Mark the data as `release`'s, before it is opened by it; Neo4j must not run.

    Answers the copy that was kept, where the data comes from another series. Raises ServerError for data that `release`
    can't open: of a later version, of one that is too old, of nobody knows which.
    """
    found = home.data_version()
    kept = None
    if (home.data / "databases").exists():
        if found is None or not (release.opens(found) or release.moves(found)):
            raise ServerError(_refusal(home, release, found))
        if not release.opens(found):
            kept = _keep(home, found, release, progress)
    if found != release.version:
        write_text(home.version, release.version + "\n")
    return kept


def give_back(home: Home, kept: Path) -> None:
    """Put a copy that `take_over` kept in the place of the data; Neo4j must not run."""
    with writing(home.neo4j):
        shutil.rmtree(home.data)
        (kept / "data").rename(home.data)
        (kept / "version").replace(home.version)
        kept.rmdir()


def _keep(home: Home, found: str, release: Release, progress: bool) -> Path:
    size = sum(path.stat().st_size for path in home.data.rglob("*") if path.is_file())
    check_disk(home.neo4j, size + LEAST_FREE)
    names = (found if number == 1 else f"{found}-{number}" for number in count(1))
    kept = next(path for name in names if not (path := home.kept / name).exists())
    if progress:
        say(f"moving the data from Neo4j {found} to {release.version}; a copy of it as it was stays in {kept}")
    part = kept.with_name(f".{kept.name}.part")
    with writing(home.kept):
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(home.data, part / "data")
        write_text(part / "version", found + "\n")
        part.rename(kept)
    return kept


def _refusal(home: Home, release: Release, found: str | None) -> str:
    written = f"The data in {home.data} was written by {f'Neo4j {found}' if found else 'an unknown Neo4j'}"
    if found and is_later(found, release.version):
        with_it = f"Set BILAT_NEO4J_VERSION={found}" if found in known() else "Use a newer Bilat"
        before = sorted(path.name for path in home.kept.glob("[0-9]*"))
        told = f" A copy from before the move is in {home.kept / before[-1]}." if before else ""
        return (
            f"{written}, later than the {release.version} that is asked for, and no data goes back. {with_it}; or make a file "
            f"with it by `bilat export --all`, and load that into another BILAT_HOME.{told}"
        )
    return (
        f"{written}, and Bilat runs Neo4j {release.version}, which can't open it. Set BILAT_HOME to another folder, and load "
        "there what was loaded here, or a file that `bilat export --all` makes with the Bilat that wrote it."
    )
