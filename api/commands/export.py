"""`bilat export`: files for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands._shared import say, store, write_file
from api.exports import export_named
from graph.reading import FactFilter


def export(
    file: Annotated[
        Path, typer.Argument(help="Where to write; its ending says the format: csv, jsonld, graphml, gexf.")
    ],
) -> None:
    """Export the whole graph: facts (CSV, JSON-LD), or actors, resources and derived edges (GraphML, GEXF).

    Example: bilat export relations.graphml
    """
    form = export_named(file.suffix or file.name)
    with store() as opened:
        size = write_file(file, form.write(opened, FactFilter()))
    say(f"{file}: {size:,} bytes.")


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(export)
