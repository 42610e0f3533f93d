"""`bilat view`: a picture of a relationship as one HTML file that opens offline and can be mailed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands._shared import say, store, write_file
from graph.dates import day, today
from graph.naming import country_named, pair_named
from graph.reading import Clocks, FactFilter

app = typer.Typer(help="Write a view as one HTML file.\n\nExample: bilat view dyad PRK RUS -o prk-rus.html")

Out = Annotated[Path, typer.Option("--out", "-o", help="The HTML file to write.")]


def _clocks(as_of: str | None, known_at: str | None) -> Clocks:
    return Clocks(as_of=day(as_of) if as_of else None, known_at=day(known_at) if known_at else None)


@app.command()
def dyad(
    a: Annotated[str, typer.Argument(help="One side, by any name or code.")],
    b: Annotated[str, typer.Argument(help="The other side.")],
    out: Out,
    as_of: Annotated[str | None, typer.Option(help="What held in the world that day.")] = None,
    known_at: Annotated[str | None, typer.Option(help="What had been said by that day.")] = None,
) -> None:
    """The sheet of a dyad.

    Example: bilat view dyad PRK RUS -o prk-rus.html
    """
    from api.views.dyad import render_dyad
    from graph.dyad import dyad_answer

    clocks = _clocks(as_of, known_at)
    with store() as opened:
        answer = dyad_answer(opened, pair_named(opened, a, b), FactFilter(clocks=clocks))
    html = render_dyad(answer, as_of=clocks.as_of, known_at=clocks.known_at, made_on=today())
    say(f"{out}: {write_file(out, [html.encode()]):,} bytes.")


@app.command()
def country(
    x: Annotated[str, typer.Argument(help="A country, by any name or code.")],
    out: Out,
    as_of: Annotated[str | None, typer.Option(help="What held in the world that day.")] = None,
    known_at: Annotated[str | None, typer.Option(help="What had been said by that day.")] = None,
) -> None:
    """The sheet of a country: its partners, and what passes between them.

    Example: bilat view country PRK -o prk.html
    """
    from api.views.country import render_country
    from graph.dyad import country_facts

    clocks = _clocks(as_of, known_at)
    with store() as opened:
        answer = country_facts(opened, country_named(x), clocks)
    html = render_country(answer, as_of=clocks.as_of, known_at=clocks.known_at, made_on=today())
    say(f"{out}: {write_file(out, [html.encode()]):,} bytes.")


def add_to(parent: typer.Typer) -> None:
    """Add this command."""
    parent.add_typer(app, name="view")
