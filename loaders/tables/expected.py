"""Whether a release is whole: how many rows a file has against how many its dataset declares."""

from __future__ import annotations

from pathlib import Path

from graph.errors import UnusableError
from loaders.tables.declaration import Table
from loaders.tables.registry import table_of

# Publishers mend a row here and there without a new version; a tenth is no mending.
_TOLERANCE = 0.1


def check_whole(name: str, path: Path) -> None:
    """Refuse a dataset's fetched file that has fewer rows than the release, before anything of it is loaded.

    Whoever means a part of a release loads it by its path. Raises UnusableError.
    """
    table = table_of(name, path).table
    if table.rows is None:
        return
    found = sum(1 for _ in table.layout.rows(path))
    if found < table.rows * (1 - _TOLERANCE):
        raise UnusableError(
            f"{path} has {found:,} rows, and {name} has {table.rows:,}: it isn't whole, so nothing of it is loaded. "
            f"Bring it again with `bilat fetch {name} --again`; load it by its path if this part is what you want."
        )


def too_many(table: Table, found: int) -> str | None:
    """What is to be said of a file with more rows than the release that the mapping was written for."""
    if table.rows is None or found <= table.rows * (1 + _TOLERANCE):
        return None
    return (
        f"it has {found:,} rows, and the release that this mapping was written for {table.rows:,}: is it a newer one?"
    )
