"""`bilat backup` and `bilat restore`: the whole graph in one file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.commands._shared import Json, managed, say, say_json, store
from graph import backups
from graph.errors import ServerError, UnusableError
from graph.settings import settings


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it.")],
    as_json: Json = False,
) -> None:
    """Write the whole graph of the managed Neo4j to one file, with versions and a checksum inside.

    Neo4j is stopped while its data is copied, and started again; the API answers 503 with Retry-After meanwhile and goes
    on by itself.

    Example: bilat backup graph.bilat
    """
    _ours("back it up with its own tools, or with `bilat export --all`")
    if managed().status().running:
        sys.stderr.write("Neo4j is stopped for the backup and started again; the API answers 503 until then.\n")
    about = backups.backup(managed(), store, file)
    size = file.stat().st_size
    if as_json:
        say_json({"file": str(file), "bytes": size} | about)
    else:
        say(f"{file}: {about['facts']:,} facts with {about['claims']:,} claims, {size:,} bytes.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file of `bilat backup`, of this machine or another.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the graph that is there, without asking.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Put the graph of a backup into the managed Neo4j, in the place of the one that is there.

    The file is checked before anything is touched, and the graph that is there stays until the new one is whole.

    Example: bilat restore graph.bilat --replace
    """
    _ours("restore it with its own tools, or load a file of `bilat export --all`")
    about = backups.usable(managed(), file)
    if not replace:
        _ask(file)
    backups.restore(managed(), store, file)
    if as_json:
        say_json({"file": str(file)} | about)
    else:
        say(f"{about['facts']:,} facts with {about['claims']:,} claims are restored, as of {about['made_at']}.")


def _ours(otherwise: str) -> None:
    if settings().neo4j_uri is not None:
        raise ServerError(f"NEO4J_URI is set: that server is used and never managed, so {otherwise}.")


def _ask(file: Path) -> None:
    """Let nobody lose a graph by a slip: ask on a terminal, want --replace elsewhere."""
    facts = backups.holds_facts(managed(), store)
    if facts == 0:
        return
    there = f"a graph of {facts:,} facts" if facts else "a graph"
    if not sys.stdin.isatty():
        raise UnusableError(
            f"{settings().home} holds {there} already: add --replace to put that of {file} in its place."
        )
    if not typer.confirm(f"{settings().home} holds {there}. Replace it with that of {file}?", err=True):
        raise UnusableError("Nothing was changed.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(backup)
    app.command()(restore)
