"""Which reader a file gets: fact records in one of their formats, or a dataset as its publisher ships it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.errors import UnusableError
from loaders.formats import READERS, has_lines, open_chunks, open_rows
from loaders.rows import Chunk, Row
from loaders.tables.reading import table_rows
from loaders.tables.registry import Recognised, datasets, origin, recognise, table_of


def open_file(path: Path, asked: str | None = None) -> Iterator[Row]:
    """The rows of a file; `asked` names the format of fact records or the dataset, otherwise the file's columns tell.

    Raises UnusableError where the file isn't there, can't be read, or isn't what was asked for.
    """
    found = _dataset(path, asked)
    if found is None:
        return open_rows(path, asked)
    return table_rows(found.dataset, found.table, origin(found.dataset.name), path)


def unread_chunks(path: Path, size: int, asked: str | None = None) -> Iterator[Chunk] | None:
    """The lines of a file that can be read each by itself, hence on all cores; None where only its reader can divide it.

    Raises as `open_file` does.
    """
    return open_chunks(path, size) if _dataset(path, asked) is None and has_lines(path, asked) else None


def _dataset(path: Path, asked: str | None) -> Recognised | None:
    if asked in READERS:
        return None
    try:
        if asked is None:
            return recognise(path)
        if asked not in datasets():
            known = ", ".join([*READERS, *datasets()])
            raise UnusableError(f"There is no format {asked!r}; there are {known}.")
        return table_of(asked, path)
    except OSError as error:
        raise UnusableError(f"{path} can't be read: {error.strerror or error}.") from None
