"""`bilat view`: a picture of a relationship as one HTML file that opens offline and can be mailed."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands._shared import pairs, say, store, write_file
from graph.dates import day, today
from graph.naming import country_named, pair_named, resource_kinds, resource_named
from graph.reading import Clocks, FactFilter
from graph.store import Store

if TYPE_CHECKING:
    from api.views.render import Page

app = typer.Typer(help="Write a view as one HTML file.\n\nExample: bilat view dyad PRK RUS -o prk-rus.html")

_Out = Annotated[Path, typer.Option("--out", "-o", help="The HTML file to write.")]
_AsOf = Annotated[str | None, typer.Option(help="What held in the world that day.")]
_KnownAt = Annotated[str | None, typer.Option(help="What had been said by that day.")]
_Undated = Annotated[bool, typer.Option("--undated", help="With --as-of: facts without any date, too.")]
_Country = Annotated[str | None, typer.Option(help="Only what this country has a part in.")]
_Dimension = Annotated[str | None, typer.Option(help="military, diplomatic, economic, energy, …")]


class Sign(StrEnum):
    """Whether what is done is cooperative or hostile."""

    cooperative = "cooperative"
    hostile = "hostile"


def _wanted(
    as_of: str | None, known_at: str | None, *, undated: bool = False, dimension: str | None = None
) -> FactFilter:
    clocks = Clocks(as_of=day(as_of) if as_of else None, known_at=day(known_at) if known_at else None, undated=undated)
    return FactFilter(clocks=clocks, dimension=dimension)


def _write(out: Path, made: Callable[[Store], Page]) -> None:
    with store() as opened:
        page = made(opened)
    say(f"{out}: {write_file(out, [page.encode()]):,} bytes.")


@app.command()
def dyad(
    a: Annotated[str, typer.Argument(help="One side, by any name or code.")],
    b: Annotated[str, typer.Argument(help="The other side.")],
    out: _Out,
    as_of: _AsOf = None,
    known_at: _KnownAt = None,
    undated: _Undated = False,
    predecessors: Annotated[bool, typer.Option(help="Also what the states before these two did.")] = True,
) -> None:
    """The sheet of a dyad.

    Example: bilat view dyad PRK RUS -o prk-rus.html
    """
    from api.views.dyad import dyad_page

    wanted = _wanted(as_of, known_at, undated=undated)
    _write(
        out,
        lambda opened: dyad_page(opened, pair_named(opened, a, b), wanted, predecessors=predecessors, made_on=today()),
    )


@app.command()
def country(
    x: Annotated[str, typer.Argument(help="A country, by any name or code.")],
    out: _Out,
    as_of: _AsOf = None,
    known_at: _KnownAt = None,
    undated: _Undated = False,
) -> None:
    """The sheet of a country: its partners, and what passes between them.

    Example: bilat view country PRK -o prk.html
    """
    from api.views.country import country_page

    named, clocks = country_named(x), _wanted(as_of, known_at, undated=undated).clocks
    _write(out, lambda opened: country_page(opened, named, clocks, made_on=today()))


@app.command()
def resource(
    x: Annotated[str, typer.Argument(help="A resource, by id or name.")],
    out: _Out,
    as_of: _AsOf = None,
    known_at: _KnownAt = None,
    undated: _Undated = False,
) -> None:
    """A resource and its kinds: who supplies it to whom.

    Example: bilat view resource weapons -o weapons.html
    """
    from dataclasses import replace

    from api.views.resource import resource_page

    named = resource_named(x)
    wanted = replace(_wanted(as_of, known_at, undated=undated), resources=resource_kinds(named.id))
    _write(out, lambda opened: resource_page(opened, named, wanted, made_on=today()))


@app.command()
def network(
    out: _Out,
    dimension: _Dimension = None,
    sign: Annotated[Sign | None, typer.Option(help="Only lines of this sign.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Lines at most, those with most facts.")] = 10_000,
    as_of: _AsOf = None,
    known_at: _KnownAt = None,
    undated: _Undated = False,
) -> None:
    """The network: who deals with whom, in the whole graph or a part of it.

    Example: bilat view network --dimension military -o network.html
    """
    from api.views.network import network_page

    wanted = _wanted(as_of, known_at, undated=undated, dimension=dimension)
    chosen = sign.value if sign else None
    _write(out, lambda opened: network_page(opened, wanted, sign=chosen, limit=limit, made_on=today()))


@app.command()
def disputes(out: _Out, country: _Country = None, dimension: _Dimension = None, known_at: _KnownAt = None) -> None:
    """The dispute map: who doubts whom, and on what.

    Example: bilat view disputes --country RUS -o disputes.html
    """
    from api.views.disputes import disputes_page

    about, wanted = country_named(country) if country else None, _wanted(None, known_at, dimension=dimension)
    _write(out, lambda opened: disputes_page(opened, wanted, country=about, made_on=today()))


@app.command()
def exchanges(out: _Out, country: _Country = None, dimension: _Dimension = None, known_at: _KnownAt = None) -> None:
    """What is given in return for what.

    Example: bilat view exchanges -o exchanges.html
    """
    from api.views.exchanges import exchanges_page

    about, wanted = country_named(country) if country else None, _wanted(None, known_at, dimension=dimension)
    _write(out, lambda opened: exchanges_page(opened, wanted, country=about, made_on=today()))


@app.command()
def query(
    name: Annotated[str, typer.Argument(help="A named query; 'bilat query' lists them.")],
    out: _Out,
    given: Annotated[list[str] | None, typer.Argument(metavar="k=v…", help="Its parameters.")] = None,
) -> None:
    """The answer of a named query as a picture and a table.

    Example: bilat view query who-says-what country=PRK -o answer.html
    """
    from api.views.query import query_page
    from graph.asking import Asker
    from graph.named import named_query
    from graph.settings import settings

    asked, parameters = named_query(name), dict(pairs(given or []))
    _write(out, lambda opened: query_page(opened, Asker(opened, settings()), asked, parameters, made_on=today()))


def add_to(parent: typer.Typer) -> None:
    """Add this command."""
    parent.add_typer(app, name="view")
