"""`bilat export` and `bilat view`: files for others."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from api.commands._shared import say, store
from api.exports import export_named
from graph.errors import UnusableError
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


def write_file(path: Path, pieces: Iterable[bytes]) -> int:
    """Write a file whole or not at all; answers its size. Raises UnusableError where it can't be written."""
    partial = path.with_name(f".{path.name}.part")
    size = 0
    try:
        with partial.open("wb") as out:
            for piece in pieces:
                size += out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(path)
    except OSError as error:
        raise UnusableError(f"{path} can't be written: {error.strerror or error}.") from None
    finally:
        partial.unlink(missing_ok=True)
    return size


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(export)
