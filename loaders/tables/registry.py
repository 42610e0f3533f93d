"""Which datasets there are, what they are built on, and which of them a file is."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import process

import loaders.datasets
from graph.errors import UnusableError
from loaders.tables.declaration import Dataset, Table


class Recognised(NamedTuple):
    """The dataset that a file is of, and which of its tables."""

    dataset: Dataset
    table: Table


@cache
def datasets() -> Mapping[str, Dataset]:
    """All datasets by name: each module of `loaders/datasets/` declares one."""
    found = {}
    for module in sorted(pkgutil.iter_modules(loaders.datasets.__path__), key=lambda each: each.name):
        if not module.name.startswith("_"):
            declared: Dataset = importlib.import_module(f"loaders.datasets.{module.name}").DATASET
            found[declared.name] = declared
    return MappingProxyType(found)


def dataset(name: str) -> Dataset:
    """A dataset by its name. Raises UnusableError with the nearest names."""
    known = datasets()
    if name not in known:
        near = [each for each, _, _ in process.extract(name, list(known), limit=3, score_cutoff=50)]
        hint = f"did you mean {' or '.join(near)}?" if near else "`bilat datasets` lists them."
        raise UnusableError(f"There is no dataset {name!r}; {hint}")
    return known[name]


def origin(name: str) -> str:
    """Whose word a dataset is in the end: the first of what it is built on, down to the root.

    A dataset that is made from another says nothing that the other doesn't say.
    """
    declared = dataset(name)
    return origin(declared.built_on[0]) if declared.built_on else declared.name


def recognise(path: Path) -> Recognised | None:
    """The dataset of a file, told by its columns; the table that asks for most of them is it.

    Raises UnusableError where two fit equally well.
    """
    fitting = [found for each in datasets().values() for found in _tables(each, path)]
    if not fitting:
        return None
    most = max(len(found.table.columns) for found in fitting)
    best = [found for found in fitting if len(found.table.columns) == most]
    if len(best) > 1:
        names = ", ".join(found.dataset.name for found in best)
        raise UnusableError(f"{path} may be of any of these: {names}. Say which with --format.")
    return best[0]


def table_of(name: str, path: Path) -> Recognised:
    """The table of a named dataset that a file is. Raises UnusableError, naming the columns that are wanted."""
    declared = dataset(name)
    fitting = _tables(declared, path)
    if not fitting:
        wanted = " or ".join(", ".join(table.columns) for table in declared.tables)
        raise UnusableError(f"{path} isn't a file of {name}: that has the columns {wanted}.")
    return max(fitting, key=lambda found: len(found.table.columns))


def _tables(declared: Dataset, path: Path) -> list[Recognised]:
    fitting = []
    for table in declared.tables:
        if path.suffix.lower() in table.layout.endings:
            header = table.layout.header(path)
            if header is not None and set(table.columns) <= set(header):
                fitting.append(Recognised(declared, table))
    return fitting
