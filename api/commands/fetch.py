"""`bilat fetch`: a dataset's files from its publisher."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands._shared import Json, say, say_json
from graph.settings import settings


def fetch(
    name: Annotated[str, typer.Argument(help="A dataset; `bilat datasets` lists them.")],
    address: Annotated[
        str | None, typer.Option("--from", metavar="ADDRESS", help="A mirror or another release of it.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Bring it anew, though it is here.")] = False,
    as_json: Json = False,
) -> None:
    """Bring a dataset's files from its publisher into BILAT_HOME; `bilat load NAME` then loads them.

    What broke off goes on where it ended.

    Example: bilat fetch cow_contiguity
    """
    from loaders.fetching import fetch as bring
    from loaders.progress import progress
    from loaders.tables.registry import dataset

    declared = dataset(name)
    with progress(f"Fetching {name} (bytes)") as advance:
        paths, brought = bring(declared, settings().home, address=address, again=again, advance=advance)
    if as_json:
        say_json(
            {"dataset": name, "version": declared.version, "fetched": brought, "files": [str(path) for path in paths]}
        )
        return
    for path in paths:
        say(f"{path}: {path.stat().st_size:,} bytes{'' if brought else ', here already (--again brings it anew)'}.")
    say(f"Load it with `bilat load {name}`. Its terms: {declared.licence}. Cite it: `bilat cite {name}`.")


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(fetch)
