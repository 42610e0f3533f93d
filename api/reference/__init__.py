"""The reference pages of `docs/reference/`, printed from the code itself: `python -m api.reference`.

Nobody writes these pages by hand, so they can't tell anything else than the code does. `--check` writes nothing, and
fails with a line for each page that is out of date; `make check` and tests/test_docs.py run it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from api.reference.datasets import datasets
from api.reference.program import commands, endpoints, errors, settings
from api.reference.words import DOCS, queries, record, relations, resources

FOLDER = DOCS / "reference"

PAGES: Mapping[str, Callable[[], Iterator[str]]] = {
    page.__name__: page
    for page in (commands, settings, endpoints, queries, relations, resources, datasets, errors, record)
}


def stale(folder: Path = FOLDER) -> list[str]:
    """The names of the pages that don't tell what the code does, and of files that are no page."""
    found = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.md")}
    wanted = {f"{name}.md": text(name) for name in PAGES}
    return sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))


def text(name: str) -> str:
    """A page's text."""
    return "\n".join(PAGES[name]()) + "\n"
