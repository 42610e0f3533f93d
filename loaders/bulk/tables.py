"""Tables of plain facts on disk, spread over buckets as lines are: by the digits of their ids, a bucket in order of its ids."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph.columns import Table


def put_table(folder: Path, writer: str, table: Table, digit: int = 1) -> None:
    """Add a table's rows to the files `BUCKET/WRITER`, by this digit of their facts' ids."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, ident in enumerate(table.fact["id"]):
        places[ident[digit]].append(at)
    for bucket, found in places.items():
        (folder / bucket).mkdir(parents=True, exist_ok=True)
        with (folder / bucket / writer).open("ab") as file:
            pickle.dump(table.without_names().pick(found), file, protocol=5)


def read_tables(bucket: Path) -> Iterator[Table]:
    """The tables that were put into a bucket, piece by piece."""
    for path in sorted(bucket.iterdir()) if bucket.exists() else ():
        with path.open("rb") as file:
            while True:
                try:
                    yield pickle.load(file)  # noqa: S301 - our own, written above
                except EOFError:
                    break
