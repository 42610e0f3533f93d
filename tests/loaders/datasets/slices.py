"""Rows of other slices and releases than those of `shared/data`, as a dataset's mapping reads them from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from loaders.tables.reading import table_rows
from loaders.tables.registry import origin, table_of


class Slice(NamedTuple):
    """What the rows of a file made: records, the reasons of rows without one, and the reasons of rejected rows."""

    records: list[dict[str, Any]]
    without: list[str]
    rejected: list[str]


def slice_of(folder: Path, dataset: str, *lines: str, name: str = "slice.csv", encoding: str = "utf-8") -> Slice:
    """Write the lines (the header first) into a file and read it as the dataset's."""
    path = folder / name
    path.write_text("\n".join([*lines, ""]), encoding=encoding)
    found = table_of(dataset, path)
    made = Slice([], [], [])
    for row in table_rows(found.dataset, found.table, origin(dataset), path):
        if row.without is not None:
            made.without.append(row.without)
        elif row.error is not None:
            made.rejected.append(row.error.reason)
        elif isinstance(row.record, dict):
            made.records.append(row.record)
    return made
