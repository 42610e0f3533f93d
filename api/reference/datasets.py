"""The reference page of the datasets: what each is, its terms, how it is cited and got, what its mapping makes of a row."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator

from api.reference.markdown import code, page, table
from loaders.citing import text
from loaders.tables.declaration import Dataset, Table
from loaders.tables.registry import datasets as all_datasets


def datasets() -> Iterator[str]:
    """Every dataset with its declaration and the words of its module."""
    yield from page(
        "Datasets", "What `bilat load` reads as its publisher ships it. A new one is one file in `loaders/datasets/`."
    )
    for declared in all_datasets().values():
        yield from ("", f"## {declared.name}", "", f"**{declared.title}**, version {declared.version}.")
        yield from ("", *_meaning(declared), "", *table(["", ""], _facts(declared)))
        unread = {column: why for each in declared.tables for column, why in each.ignored.items()}
        if unread:
            rows = [[code(column), why] for column, why in unread.items()]
            yield from ("", *table(["Column left unread", "Why"], rows))


def _meaning(declared: Dataset) -> Iterator[str]:
    """The paragraphs of the module's docstring between its title and its examples."""
    said = inspect.cleandoc(_docstring(declared))
    for paragraph in said.split("\n\n")[1:]:
        if paragraph.startswith(">>>"):
            return
        yield " ".join(paragraph.split())


def _docstring(declared: Dataset) -> str:
    modules = [m for name, m in sys.modules.items() if name.startswith("loaders.datasets.")]
    return next((m.__doc__ or "" for m in modules if getattr(m, "DATASET", None) is declared), "")


def _facts(declared: Dataset) -> list[list[object]]:
    by_hand = "by hand; no address for machines"
    return [
        ["Publisher", declared.publisher],
        ["Licence", declared.licence],
        ["Covers", declared.covers.replace("/", "–")],
        ["Published", declared.published_on],
        ["Cite", text(declared)],
        ["Page", f"<{declared.address}>"],
        ["`bilat fetch`", "<br>".join(f"<{each.url}>" for each in declared.downloads) or by_hand],
        ["Made from", ", ".join(code(name) for name in declared.built_on) or "its own observations"],
        ["Told by", "<br>".join(_columns(each) for each in declared.tables)],
    ]


def _columns(told: Table) -> str:
    why = f" (no facts: {told.nothing})" if told.nothing else ""
    return f"{', '.join(code(column) for column in told.columns)}{why}"
