"""`bilat datasets`: what can be loaded."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.commands._shared import Json, say_json
from graph.settings import settings


def datasets(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME…", help="Some of them; by default all.")] = None,
    as_json: Json = False,
) -> None:
    """List the datasets that can be loaded: title, version, publisher, licence, citation, address.

    Example: bilat datasets cow_contiguity
    """
    from loaders.catalogue import catalogue, entry
    from loaders.tables.registry import dataset

    home = settings().home
    told = [entry(dataset(name), home) for name in names] if names else catalogue(home)
    if as_json:
        say_json({"datasets": told})
    else:
        _table(told)


def _table(told: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("Dataset", "What it is", show_edge=False, show_lines=True, header_style="bold")
    for each in told:
        how = "" if each["downloads"] else " (by hand)"
        lines = (
            f"{each['title']}, version {each['version']}, {each['covers'].replace('/', '–')}",
            f"{each['publisher']}. {each['licence']}",
            each["citation"],
            f"{each['address']}{how}",
        )
        table.add_row(each["name"] + ("\nfetched" if each["fetched"] else ""), "\n".join(lines))
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = 2_000  # a file or a pipe has no edge at which lines would have to be broken
    console.print(table)


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(datasets)
