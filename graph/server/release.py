"""The versions of Neo4j that Bilat can run, and whose data each of them opens.

Known is what has a lock file. Neo4j before 2025 counts in minor versions and patches (5.26.30); since then in years and
months (2026.08.1), one series that goes on (Neo4j's Upgrade and Migration Guide).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.errors import SettingError
from graph.server.lock import LOCKS, Artifact, lock_file, read_lock
from graph.settings import settings

LAST_OF_FIVE = (5, 26)
"""The minor version from which Neo4j's own guide goes on to those with years."""
YEARS = 2025
"""Versions since then are named by years."""


@dataclass(frozen=True)
class Release:
    """One version of Neo4j, the jars that make it, and how it was asked for."""

    version: str
    jars: tuple[Artifact, ...]
    asked: str = ""

    @property
    def main(self) -> str:
        """The class that is started."""
        return "org.neo4j.server." + ("Neo4jCommunity" if self.by_years else "CommunityEntryPoint")

    @property
    def by_years(self) -> bool:
        """Whether it is one of those that are named by years."""
        return _numbers(self.version)[:1] >= (YEARS,)

    def opens(self, found: str) -> bool:
        """Whether it opens data of version `found` as it is: of the same minor version or month, the same patch or earlier.

        >>> ours = Release("5.26.30", ())
        >>> [ours.opens(v) for v in ("5.26.0", "5.26.30", "5.26.99", "5.25.1", "2026.08.1", "?")]
        [True, True, False, False, False, False]
        """
        theirs, ours = _numbers(found), _numbers(self.version)
        return len(theirs) == 3 and theirs[:2] == ours[:2] and theirs <= ours

    def moves(self, found: str) -> bool:
        """Whether it can take data of version `found` over, after which no earlier one opens it.

        >>> ours = Release("2026.08.1", ())
        >>> [ours.moves(v) for v in ("5.26.0", "2025.12.1", "2026.08.0", "2026.08.2", "5.25.1", "4.4.12", "?")]
        [True, True, False, False, False, False, False]
        """
        theirs, ours = _numbers(found), _numbers(self.version)
        supported = theirs[:2] == LAST_OF_FIVE or theirs[:1] >= (YEARS,)
        return len(theirs) == 3 and self.by_years and supported and theirs < ours and not self.opens(found)


def is_later(version: str, other: str) -> bool:
    """Whether a version came after another.

    >>> [is_later(v, "5.26.30") for v in ("5.26.31", "2026.08.1", "5.26.4", "?")]
    [True, True, False, False]
    """
    return _numbers(version) > _numbers(other)


def known() -> tuple[str, ...]:
    """The versions that have a lock, the earliest first."""
    return tuple(sorted((path.stem for path in LOCKS.glob("*.lock")), key=_numbers))


def release(asked: str | None = None) -> Release:
    """The version that is asked for: one of `known`, the newest of a series (`5.26`, `2026`, `2026.x`), or a lock file's.

    Without `asked`: that of BILAT_NEO4J_VERSION. Raises SettingError for a version that isn't known.
    """
    return _release((asked or settings().bilat_neo4j_version).strip())


@lru_cache
def _release(asked: str) -> Release:
    own = Path(asked)
    if own.suffix == ".lock" and own.is_file() and _numbers(own.stem):
        return Release(own.stem, read_lock(own), str(own.absolute()))
    series = asked.removesuffix(".x")
    found = [version for version in known() if version == asked or version.startswith(f"{series}.")]
    if not found:
        raise SettingError(
            f"BILAT_NEO4J_VERSION is {asked!r}, and Bilat has no list of that version's jars with their sums. It knows "
            f"{' and '.join(known())}; `python -m graph.server.lock` makes a file VERSION.lock, whose path can be named, too."
        )
    return Release(found[-1], read_lock(lock_file(found[-1])), found[-1])


def _numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared; none for what is no version."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else ()
