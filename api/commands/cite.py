"""`bilat cite`: how datasets are cited."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands._shared import Json, say, say_json


def cite(
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Datasets; `bilat datasets` lists them.")],
    as_text: Annotated[bool, typer.Option("--text", help="As a sentence instead of BibTeX.")] = False,
    as_json: Json = False,
) -> None:
    """Print the BibTeX entries of datasets.

    Example: bilat cite cow_contiguity
    """
    from loaders.citing import bibtex, text
    from loaders.tables.registry import dataset

    found = [dataset(name) for name in names]
    if as_json:
        say_json({"citations": [{"dataset": d.name, "bibtex": bibtex(d), "text": text(d)} for d in found]})
        return
    say("\n".join(text(each) if as_text else bibtex(each) for each in found).rstrip())


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(cite)
