"""`bilat load` and `bilat retract`: claims come in, and are taken back."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands._shared import Json, bring_up_to_date, managed, say, say_json, store, writable_store
from graph.claims import RetractionKind
from graph.errors import UnusableError
from graph.retracting import retract as retract_claims
from graph.settings import settings
from graph.store import ANSWER_PATIENCE
from loaders.collecting import seldom
from loaders.expecting import expected_rows
from loaders.meant import files_meant
from loaders.pipeline import load_files
from loaders.progress import progress, step
from loaders.summary import Summary


class Engine(StrEnum):
    """What prepares a bulk load."""

    MACHINE = "machine"
    SPARK = "spark"


def load(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            help="Files of fact records (JSONL, JSON, CSV, YAML) or of a dataset; folders; datasets that were fetched.",
        ),
    ],
    file_format: Annotated[
        str | None,
        typer.Option("--format", help="jsonl, json, csv, yaml or a dataset's name; else by the file itself."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and count, and load nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Load nothing when anything is bad.")] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="Where rejected records go (JSONL).")] = None,
    bulk: Annotated[
        bool, typer.Option("--bulk", help="Into an empty graph, by Neo4j's importer; Neo4j is stopped for a while.")
    ] = False,
    engine: Annotated[
        Engine,
        typer.Option("--engine", help="What prepares a bulk load: this machine, or Spark (here or on a cluster)."),
    ] = Engine.MACHINE,
    as_json: Json = False,
) -> None:
    """Load facts from files; bad records go to the rejects file and the good ones in. Twice changes nothing.

    Example: bilat load facts.jsonl --rejects bad.jsonl
    """
    home = settings().home
    target = rejects or home / "rejects" / f"{paths[0].stem or 'folder'}.rejects.jsonl"
    files, left_out = files_meant(paths, home)
    if left_out:
        names = ", ".join(sorted({path.name for path in left_out})[:5])
        sys.stderr.write(f"bilat: {len(left_out):,} files of no known kind are left out: {names}.\n")
    options: dict[str, Any] = {"asked": file_format, "rejects": target, "dry_run": dry_run, "strict": strict}
    with seldom():
        if bulk or engine is not Engine.MACHINE:
            summary = _load_bulk(files, options | {"engine": engine.value})
        else:
            with writable_store() as opened, progress("Loading", expected_rows(files)) as advance:
                summary = load_files(opened, files, advance=advance, **options)
    if as_json:
        say_json(summary.as_json())
    else:
        tell(summary)
    if summary.rejected:
        raise typer.Exit(2 if summary.held is not None else 1)


def _load_bulk(files: list[Path], options: dict[str, Any]) -> Summary:
    from loaders.bulk.importing import load_bulk

    if settings().neo4j_uri is not None:
        raise UnusableError(
            "--bulk loads into the Neo4j that Bilat manages, and NEO4J_URI names another: unset it, or load without --bulk."
        )
    bring_up_to_date()
    with progress("Reading", expected_rows(files)) as advance:
        return load_bulk(managed(), store, files, advance=advance, step=step, **options)


def tell(summary: Summary) -> None:
    """A load's summary for people."""
    verb = "would be loaded" if summary.dry_run else "loaded"
    say(
        f"{summary.rows:,} rows: {summary.loaded:,} claims {verb}, {summary.unchanged:,} were there already, "
        f"{summary.rejected:,} rejected ({summary.facts_created:,} new facts, {summary.seconds:.1f} s)."
    )
    for path in summary.empty:
        say(f"{path} holds no record.")
    for reason, count in sorted(summary.rows_without_fact.items()):
        say(f"{count:,} rows tell no fact: {reason}.")
    for note in summary.notes:
        say(f"{note}.")
    if summary.held is not None:
        say(f"Nothing is loaded, because --strict was asked for: {summary.held:,} good records are held back.")
    if summary.rejects:
        say(f"What was rejected, and why: {summary.rejects}")


def retract(
    reason: Annotated[str, typer.Option(help="Why it is no longer said.")],
    source: Annotated[str | None, typer.Option(help="A source's id: all its claims.")] = None,
    claim: Annotated[str | None, typer.Option(help="A claim's id.")] = None,
    our_error: Annotated[bool, typer.Option("--our-error", help="We recorded it wrongly: it never stood.")] = False,
    on: Annotated[str | None, typer.Option(help="The day from which it is withdrawn; by default today.")] = None,
    as_json: Json = False,
) -> None:
    """Retract a claim, or all claims of a source. Nothing is deleted.

    Example: bilat retract --claim c0123456789abcdef01234567 --reason "The ministry took it back"
    """
    kind: RetractionKind = "our_error" if our_error else "withdrawn"
    with writable_store(ANSWER_PATIENCE) as opened:
        done = retract_claims(opened, reason=reason, source=source, claim=claim, kind=kind, on=on)
    if as_json:
        say_json({"retracted": done.retracted, "already_retracted": done.already, "facts": list(done.facts)})
    else:
        say(f"{done.retracted:,} claims retracted ({done.already:,} were already), on {len(done.facts):,} facts.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(load)
    app.command()(retract)
