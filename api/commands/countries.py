"""`bilat countries`: what a name means, and the names that loads could not resolve."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands._shared import Json, say, say_json
from graph.errors import UnusableError
from graph.settings import settings

if TYPE_CHECKING:
    from graph.countries.registry import Countries, On
    from graph.unresolved import UnresolvedName

app = typer.Typer(help="Look up names of countries, and answer those that no register knows.")


@app.command()
def resolve(
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Names or codes, as people write them.")],
    on: Annotated[str | None, typer.Option(help="The day it is about (EDTF: 1975, 1975-06, 1975-06-01).")] = None,
    as_json: Json = False,
) -> None:
    """Which country a name or code means: id, name, how it was matched; nothing is guessed.

    Example: bilat countries resolve "Corée du Nord" cow:365 --on 1975
    """
    from graph.countries.answers import answered_countries

    when = _days(on)
    register = answered_countries()
    found = [_answer(register, name, when) for name in names]
    if as_json:
        say_json({"on": on, "names": found})
    for answer in found:
        if answer["id"] is None:
            sys.stderr.write(f"bilat: {' '.join(answer['error'].split())}\n")
        elif not as_json:
            say("\t".join(answer[part] for part in ("id", "name", "matched", "note") if answer[part]))
    failed = sum(answer["id"] is None for answer in found)
    if failed:
        raise typer.Exit(2 if failed == len(found) else 1)


def _answer(register: Countries, name: str, when: On) -> dict[str, Any]:
    try:
        found = register.resolve(name, when)
    except UnusableError as error:
        return {"asked": name, "id": None, "error": error.detail, **error.extra}
    return {
        "asked": name,
        "id": found.id,
        "name": found.country.name,
        "matched": found.matched,
        "note": found.note,
    }


def _days(on: str | None) -> On:
    """The days that `--on` means, as the register asks for them."""
    import datetime as dt

    from graph.dates import BEGINNING, END, edtf_date

    if on is None:
        return None
    asked = edtf_date(on)
    if asked.first == BEGINNING or asked.last == END:
        raise UnusableError(f"--on {on!r} is open at one end; give a day, a month or a year.")
    return (dt.date.fromisoformat(asked.first), dt.date.fromisoformat(asked.last))


@app.command()
def unresolved(as_json: Json = False) -> None:
    """Names that loads could not resolve: how often, where, why, and what they may mean.

    Answer them in a YAML file of `name: id` (BILAT_COUNTRIES; else countries.yaml in BILAT_HOME), and load again.

    Example: bilat countries unresolved
    """
    from graph.countries.answers import answers_path
    from graph.unresolved import is_answered, unresolved_names

    names, left_out = unresolved_names(settings().home)
    answered = {one.name for one in names if is_answered(one.name)}
    if as_json:
        rows = [asdict(one) | {"answered": one.name in answered} for one in names]
        say_json({"answers_file": str(answers_path()), "unresolved": rows, "left_out": left_out})
        return
    for one in names:
        say(_line(one, one.name in answered))
    if left_out:
        say(f"{left_out:,} records more have other names that can't be resolved.")
    if names:
        say(f"\nAnswer them in {answers_path()}, a line each (name: id), and load the files again.")
    else:
        say("Every name of every load was resolved.")


def _line(one: UnresolvedName, answered: bool) -> str:
    """A name for people: what was found, and what to do."""
    times = f"{one.records:,} record{'' if one.records == 1 else 's'}"
    nearest = ", ".join(f"{near['name']} ({near['id']})" for near in one.suggestions[:4])
    todo = "answered: load the file again" if answered else one.why + (f"; nearest: {nearest}" if nearest else "")
    return f"{one.name!r}: {times} ({', '.join(one.fields)}) of {one.file}, first in line {one.line}: {todo}"


def add_to(parent: typer.Typer) -> None:
    """Add this command."""
    parent.add_typer(app, name="countries")
