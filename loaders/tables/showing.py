"""A few rows of a dataset and what its mapping makes of them, for the doctests of `loaders/datasets/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from loaders.rows import Row
from loaders.tables.declaration import Dataset, Fields
from loaders.tables.reading import table_rows
from loaders.tables.registry import table_of


def show(dataset: Dataset, *lines: str, name: str = "rows.csv") -> None:
    """Print the records of some lines of a file (its header first), a line each, without what all records of the dataset
    have; a row without a record prints why."""
    for said in _said(dataset, lines, name):
        print(said)  # noqa: T201 - a doctest shows by printing


def _said(dataset: Dataset, lines: tuple[str, ...], name: str) -> Iterator[str]:
    defaults = dataset.defaults(dataset.name)
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        found = table_of(dataset.name, path)
        for row in table_rows(found.dataset, found.table, dataset.name, path):
            yield _sentence(row, defaults)


def _sentence(row: Row, defaults: Fields) -> str:
    if row.note is not None:
        return f"note: {row.note}"
    if row.without is not None:
        return f"without fact: {row.without}"
    if row.error is not None or not isinstance(row.record, dict):
        return f"rejected: {row.error.reason if row.error else row.record}"
    own = {key: value for key, value in row.record.items() if defaults.get(key) != value and key != "locator"}
    return ", ".join(f"{key}: {value}" for key, value in own.items())
