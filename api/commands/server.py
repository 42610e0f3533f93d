"""`bilat up`, `down`, `status`, `doctor`, `schema`, `rebuild`: the database."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands._shared import Json, bring_up_to_date, database_status, managed, say, say_json, store, writable_store
from graph.errors import ServerError
from graph.rebuilding import rebuild as rebuild_graph
from graph.schema import prepare
from graph.server import ServerStatus
from graph.settings import settings
from loaders.progress import progress


def up(as_json: Json = False) -> None:
    """Start the managed Neo4j, wait until it answers, and give it the schema, the countries and the vocabulary.

    Example: bilat up
    """
    if settings().neo4j_uri is None:
        managed().up()
    with store() as opened:
        opened.verify()
    bring_up_to_date()
    with store() as opened:
        prepare(opened)
    _tell(database_status(), as_json=as_json)


def down(as_json: Json = False) -> None:
    """Stop the managed Neo4j and its keeper; no process stays.

    Example: bilat down
    """
    if settings().neo4j_uri is not None:
        raise ServerError("NEO4J_URI is set: that server is used and never managed, so stop it where it was started.")
    stopped = managed().down()
    if as_json:
        say_json({"stopped": stopped})
    else:
        say("Neo4j is stopped." if stopped else f"No Neo4j ran in {settings().home}.")


def status(as_json: Json = False) -> None:
    """Say what database is used, whether it runs, and how to reach it.

    Example: bilat status --json
    """
    found = database_status()
    _tell(found, as_json=as_json)
    if not found.usable:
        raise typer.Exit(3)


def _tell(found: ServerStatus, *, as_json: bool) -> None:
    if as_json:
        say_json(found.as_json())
        return
    if not found.running:
        say(found.detail or f"No Neo4j runs in {found.home}: start it with 'bilat up'.")
        return
    say(f"Neo4j {found.version} answers at {found.bolt_uri} (user {found.username}).")
    if found.http_uri:
        say(f"Neo4j Browser: {found.http_uri.rstrip('/')}/browser/")
    if found.password_file:
        say(f"Its password is in {found.password_file}.")
    if found.detail:
        say(found.detail)


def doctor(as_json: Json = False) -> None:
    """Look for what could be wrong with this machine, the managed Neo4j and the settings.

    Example: bilat doctor
    """
    if settings().neo4j_uri is not None:
        found = database_status()
        rows = [{"name": "NEO4J_URI", "ok": found.usable, "detail": found.detail or f"Neo4j {found.version} answers"}]
    else:
        rows = [{"name": f.name, "ok": f.ok, "detail": f.detail} for f in managed().doctor()]
    if as_json:
        say_json({"findings": rows})
    else:
        for row in rows:
            say(f"{'ok   ' if row['ok'] else 'WRONG'} {row['name']}: {row['detail']}")
    if not all(row["ok"] for row in rows):
        raise typer.Exit(1)


def schema(
    no_backup: Annotated[
        bool,
        typer.Option(
            "--no-backup", help="Migrate the graph of an older Bilat without a backup: make one yourself before."
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Give the database the schema, the countries and the vocabulary, where it doesn't have them in this form.

    The graph of an older Bilat is backed up and migrated first; `bilat up`, `load`, `retract` and `rebuild` do so, too.

    Example: bilat schema
    """
    migrated = bring_up_to_date(backed_up=not no_backup)
    with store() as opened:
        changed = prepare(opened) or migrated
    if as_json:
        say_json({"changed": changed})
    else:
        say("The schema, the countries and the vocabulary are put in." if changed else "The schema is current.")


def rebuild(as_json: Json = False) -> None:
    """Make what is derived anew: every fact's status and numbers, every derived edge.

    Example: bilat rebuild
    """
    with writable_store() as opened:
        prepare(opened)
        with progress("Rebuilding") as advance:
            done = rebuild_graph(opened, advance)
    if as_json:
        say_json({"facts": done.facts, "edges": done.edges, "edges_removed": done.removed})
    else:
        say(f"{done.facts:,} facts are assessed and {done.edges:,} edges drawn anew; {done.removed:,} edges are gone.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (up, down, status, doctor, schema, rebuild):
        app.command()(command)
