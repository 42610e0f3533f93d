"""Pieces of Markdown that the reference pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

_MADE = "<!-- Printed from the code by `make docs`: don't edit it here. -->"


def page(title: str, about: str) -> Iterator[str]:
    """The head of a page."""
    yield from (f"# {title}", "", _MADE, "", about)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a Markdown table.

    >>> list(table(["a", "b"], [["x|y", None]]))
    ['| a | b |', '| --- | --- |', '| x\\\\|y |  |']
    """
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(_cell(value) for value in row)} |"


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split()).replace("|", "\\|")


def code(value: object) -> str:
    """A value as code; nothing for what is absent."""
    return "" if value is None or value == "" else f"`{value}`"
