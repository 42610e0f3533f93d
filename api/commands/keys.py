"""`bilat keys`: who may read and write over HTTP."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from api.commands._shared import Json, say, say_json
from graph.settings import settings

keys = typer.Typer(help="Keys of the HTTP interface: make, list, revoke.", rich_markup_mode=None)


@keys.command()
def make(
    name: Annotated[str, typer.Argument(help="Whom or what the key is for.")],
    write: Annotated[bool, typer.Option("--write", help="It may write, too; otherwise it only reads.")] = False,
    as_json: Json = False,
) -> None:
    """Make a key. It is shown this once: only its hash is kept.

    Example: bilat keys make "Anna's notebook" --write
    """
    from api.keys import KeyFile

    made, secret = KeyFile(settings().home).make(name, ("read", "write") if write else ("read",))
    if as_json:
        say_json(made.shown() | {"key": secret})
        return
    say(secret)
    sys.stderr.write(f"Key {made.id} for {made.name!r} may {' and '.join(made.scopes)}. It is not shown again.\n")


@keys.command(name="list")
def list_keys(as_json: Json = False) -> None:
    """List the keys that were made: id, name, scopes, when made and when revoked.

    Example: bilat keys list
    """
    from api.keys import KeyFile

    found = KeyFile(settings().home).all()
    if as_json:
        say_json({"keys": [key.shown() for key in found]})
        return
    if not found:
        say("There are no keys; 'bilat keys make NAME' makes one.")
        return
    table = Table("id", "name", "may", "made", "revoked", show_edge=False, header_style="bold")
    for key in found:
        table.add_row(key.id, key.name, ", ".join(key.scopes), key.made_at[:10], (key.revoked_at or "")[:10])
    Console(highlight=False, markup=False).print(table)


@keys.command()
def revoke(ident: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as the list has it.")]) -> None:
    """Revoke a key. A running API refuses it from its next request on.

    Example: bilat keys revoke 1a2b3c4d
    """
    from api.keys import KeyFile

    done = KeyFile(settings().home).revoke(ident)
    say(f"Key {done.id} ({done.name}) is revoked.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(keys, name="keys")
