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
        Path,
        typer.Argument(help="Where to write; its ending says the format: csv, parquet, jsonld, graphml, gexf."),
    ],
    dyad_years: Annotated[
        bool,
        typer.Option(
            "--dyad-years",
            help="A directed dyad-year table (csv, parquet) that joins on ccode1, ccode2, year or iso3c1, iso3c2, year.",
        ),
    ] = False,
) -> None:
    """Export the whole graph: facts (CSV, Parquet, JSON-LD), actors, resources and derived edges (GraphML, GEXF), or
    what holds between two states in each year (--dyad-years).

    Example: bilat export panel.csv --dyad-years
    """
    form = export_named(file.suffix or file.name, by_dyad_years=dyad_years)
    with store() as opened:
        size = write_file(file, form.write(opened, FactFilter()))
    say(f"{file}: {size:,} bytes.")


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(export)
