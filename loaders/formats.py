"""Files of records: JSON Lines, JSON, CSV and YAML, a row at a time, with the line where each begins.

What can't be read as a row is a row too, one that carries its error, so that it is counted and the others go on. A new
format is one more function in `READERS`.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.errors import TooLargeError, UnusableError
from loaders.compressed import opened, plain
from loaders.csv_rows import read_csv
from loaders.graph_rows import is_graph, read_graph
from loaders.json_rows import read_json, read_jsonl
from loaders.rows import Chunk, Row, chunks
from loaders.yaml_rows import read_yaml

__all__ = ["ENDINGS", "READERS", "Reader", "Row", "format_of", "open_rows"]

Reader = Callable[[BinaryIO], Iterator[Row]]

READERS: Mapping[str, Reader] = {"jsonl": read_jsonl, "json": read_json, "csv": read_csv, "yaml": read_yaml}

ENDINGS: Mapping[str, str] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".yaml": "yaml",
    ".yml": "yaml",
}

_HEAD = 64


def format_of(path: Path, asked: str | None = None) -> str:
    """The name of the format of a file: the one asked for, or by its ending.

    Raises UnusableError for a format or an ending that isn't known.
    """
    if asked is not None:
        if asked not in READERS:
            raise UnusableError(f"There is no format {asked!r}; there are {', '.join(READERS)}.")
        return asked
    known = ENDINGS.get(plain(path).suffix.lower())
    if known is None:
        raise UnusableError(
            f"What the file is can't be told from its name. Say it with --format: {', '.join(READERS)}."
        )
    return known


def _check_text(head: bytes) -> None:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head:
        raise UnusableError(
            "The file is UTF-16 or no text at all: save it as UTF-8 (spreadsheets call it 'CSV UTF-8')."
        )


def open_rows(path: Path, asked: str | None = None) -> Generator[Row, None, None]:
    """The rows of a file. Raises UnusableError, naming the file, where it isn't there, can't be read or isn't text."""
    with _opened(path) as (file, head):
        reader = READERS[format_of(path, asked)]
        yield from read_graph(file) if reader is read_jsonl and is_graph(head) else reader(file)


def has_lines(path: Path, asked: str | None = None) -> bool:
    """Whether each line of a file can be read by itself. Raises as `open_rows` does."""
    with _opened(path) as (_, head):
        return READERS[format_of(path, asked)] is read_jsonl and not is_graph(head)


def open_chunks(path: Path, size: int) -> Generator[Chunk, None, None]:
    """The lines of such a file, about `size` bytes at once, for `rows_of_chunk`. Raises as `open_rows` does."""
    with _opened(path) as (file, _):
        yield from chunks(file, size)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, bytes]]:
    """A file and its first bytes; what is wrong with it is told with its name."""
    try:
        with opened(path) as file:
            head = file.peek(_HEAD)
            _check_text(head[:4])
            yield file, head
    except OSError as error:
        raise UnusableError(f"{path} can't be read: {error.strerror or error}.") from None
    except (UnusableError, TooLargeError) as error:
        raise type(error)(f"{path}: {error.detail}") from None
