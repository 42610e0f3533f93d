"""`bilat verify`: whether the graph is what its journal and its rules say."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated

import typer

from api.commands._shared import Json, say, say_json, store
from graph.store import LOAD_PATIENCE
from graph.verifying import Difference, Verified
from graph.verifying import verify as verify_graph
from loaders.progress import progress, silent

# So many differences are listed in JSON; all are counted.
_LISTED = 1_000
# Facts from which on it takes long enough for somebody to wonder.
_LONG = 1_000


def verify(
    expect: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="A hash that was noted down: the journal has to go on from it still."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Compare the graph with its journal of writes, each fact with its claims, and each derived edge with its facts.

    It only reads. Exit status: 0 all is right, 1 there are differences (a line for each), 3 no database. The newest hash that
    it prints stands for all that was written so far: who notes it down elsewhere can ask for it later with --expect.

    Example: bilat verify
    """
    listed: list[Difference] = []

    def tell(difference: Difference) -> None:
        if not as_json:
            say(difference.line)
        elif len(listed) < _LISTED:
            listed.append(difference)

    with store(LOAD_PATIENCE) as opened:
        total = opened.read("read/totals")[0]["facts"]
        watched = progress("Verifying", total) if total >= _LONG else nullcontext(silent)
        with watched as advance:
            found = verify_graph(opened, tell, expect, advance)
    if as_json:
        say_json(_as_json(found, listed))
    else:
        _say(found)
    if found.differences:
        raise typer.Exit(1)


def _as_json(found: Verified, listed: list[Difference]) -> dict[str, object]:
    return {
        "writes": found.writes,
        "facts": found.facts,
        "claims": found.claims,
        "edges": found.edges,
        "head": found.head,
        "expected": found.expected,
        "count": found.differences,
        "differences": [difference.as_json() for difference in listed],
    }


def _say(found: Verified) -> None:
    seen = f"{found.writes:,} writes, {found.facts:,} facts, {found.claims:,} claims and {found.edges:,} edges"
    if found.differences:
        say(f"{found.differences:,} difference{'' if found.differences == 1 else 's'} among {seen}.")
    else:
        say(f"{seen} are right.")
    if found.expected is not None:
        say(f"The expected hash is that of write {found.expected:,}.")
    if found.head is not None:
        say(f"Newest hash: {found.head}")


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(verify)
