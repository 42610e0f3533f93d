"""Columns on disk, spread over buckets as lines are: by the digits of their ids, a bucket in order of its ids."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from graph.columns import Column
from loaders.bulk import spreading
from loaders.bulk.spreading import Spread, buckets, lines_of

_DIGITS = 20


def put_columns(folder: Path, writer: str, told: Any, ids: Column, digit: int = 1) -> None:
    """Add rows to the files `BUCKET/WRITER`, by this digit of their ids; `told` is anything whose rows can be picked."""
    buckets = ids.numbers(lambda ident: ord(ident[digit]))
    for bucket in np.unique(buckets).tolist():
        place = folder / chr(bucket)
        place.mkdir(parents=True, exist_ok=True)
        with (place / writer).open("ab") as file:
            pickle.dump(told.pick(np.flatnonzero(buckets == bucket)), file, protocol=5)


def parts(lines: Path | None, columns: Path, digit: int = 1) -> Iterator[tuple[list[bytes], list[Any]]]:
    """The lines and the columns of a bucket, in parts of consecutive ids that fit into memory."""
    found = [sorted(place.iterdir()) if place and place.exists() else [] for place in (lines, columns)]
    if sum(path.stat().st_size for paths in found for path in paths) <= spreading.LIMIT or digit >= _DIGITS:
        yield list(lines_of(found[0])), list(read_columns(columns))
        return
    with tempfile.TemporaryDirectory(dir=columns.parent.parent, prefix="again-") as name:
        again, columns_again = Spread(Path(name) / "lines", "again", digit), Path(name) / "columns"
        for whole in lines_of(found[0]):
            again.put(whole)
        again.close()
        for told in read_columns(columns):
            put_columns(columns_again, "again", told, told.ids, digit + 1)
        for part in sorted({place.name for place in (*buckets(Path(name) / "lines"), *buckets(columns_again))}):
            yield from parts(Path(name) / "lines" / part, columns_again / part, digit + 1)


def read_columns(bucket: Path) -> Iterator[Any]:
    """What was put into a bucket, piece by piece."""
    for path in sorted(bucket.iterdir()) if bucket.exists() else ():
        with path.open("rb") as file:
            while True:
                try:
                    yield pickle.load(file)  # noqa: S301 - our own, written above
                except EOFError:
                    break
