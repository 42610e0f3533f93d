"""`bilat export`: files for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands._shared import say, store, write_file
from api.exports import export_named
from graph.carrying import carried
from graph.errors import UnusableError
from graph.reading import FactFilter
from graph.store import LOAD_PATIENCE
from loaders.compressed import packed, plain


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
    everything: Annotated[
        bool,
        typer.Option(
            "--all", help="All facts with all claims (jsonl, jsonl.zst), which `bilat load` makes the same graph of."
        ),
    ] = False,
) -> None:
    """Export the whole graph: facts (CSV, Parquet, JSON-LD), actors, resources and derived edges (GraphML, GEXF), what
    holds between two states in each year (--dyad-years), or all that another Bilat needs to make the same graph (--all).

    Example: bilat export panel.csv --dyad-years
    """
    if everything:
        size = _everything(file, dyad_years=dyad_years)
    else:
        form = export_named(file.suffix or file.name, by_dyad_years=dyad_years)
        with store() as opened:
            size = write_file(file, form.write(opened, FactFilter()))
    say(f"{file}: {size:,} bytes.")


def _everything(file: Path, *, dyad_years: bool) -> int:
    if dyad_years or plain(file).suffix.lower() != ".jsonl":
        raise UnusableError(f"--all writes a .jsonl or .jsonl.zst file, and no dyad-years: {file} can't be written so.")
    with store(LOAD_PATIENCE) as opened:
        lines = carried(opened)
        return write_file(file, lines if plain(file) == file else packed(lines))


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(export)
