"""`bilat cypher` and `bilat query`: questions."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.table import Table

from api.commands._shared import pairs, say, store
from api.formats import formats, text_of
from graph.asking import Answer, Asker
from graph.named import named_queries, named_query
from graph.settings import settings


class Format(StrEnum):
    """The forms of an answer."""

    table = "table"
    json = "json"
    ndjson = "ndjson"
    csv = "csv"


_Format = Annotated[Format, typer.Option("--format", help="How the answer is printed.")]


def cypher(
    text: Annotated[str, typer.Argument(metavar="QUERY", help="One Cypher statement that only reads.")],
    param: Annotated[
        list[str] | None, typer.Option(metavar="k=v", help="A parameter; v is JSON, otherwise text.")
    ] = None,
    form: _Format = Format.table,
) -> None:
    """Ask in Cypher; only reading is admitted.

    Example: bilat cypher "MATCH (c:Country)-[s:SUPPLIES]->(r:Resource) RETURN c.name, r.name"
    """
    _ask(text, {name: _value(given) for name, given in pairs(param or [])}, form)


def query(
    name: Annotated[str | None, typer.Argument(help="A named query; without one, the list of them.")] = None,
    given: Annotated[list[str] | None, typer.Argument(metavar="k=v…", help="Its parameters.")] = None,
    param: Annotated[list[str] | None, typer.Option(metavar="k=v", help="The same as an option.")] = None,
    form: _Format = Format.table,
) -> None:
    """Ask a named query, or list them.

    Example: bilat query suppliers-of country=PRK resource=oil
    """
    if name is None:
        for found in named_queries().values():
            takes = ", ".join(
                p.name if p.required else f"[{p.name}]" if p.default is None else f"{p.name}={p.default}"
                for p in found.parameters
            )
            say(f"{found.name}  {found.title}{f' ({takes})' if takes else ''}")
        return
    asked = named_query(name)
    _ask(asked.text, asked.bind(dict(pairs([*(given or []), *(param or [])]))), form)


def _value(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text


def _ask(text: str, parameters: Mapping[str, object], form: Format) -> None:
    with store() as opened, Asker(opened, settings()).ask(text, parameters) as answer:
        if form is Format.table:
            _table(answer)
        else:
            _write(answer, form)
        if answer.truncated:
            sys.stderr.write(f"bilat: the answer is cut: {answer.truncated}.\n")


def _table(answer: Answer) -> None:
    table = Table(*answer.columns, show_edge=False, header_style="bold")
    count = 0
    for row in answer.rows:
        count += 1
        table.add_row(*map(text_of, row))
    console = Console(highlight=False, markup=False)
    console.print(table)
    console.print(f"{count:,} row{'' if count == 1 else 's'}")


def _write(answer: Answer, form: Format) -> None:
    """The same rows as over HTTP; whether that was all is said on stderr, and in JSON."""
    # Nothing is printed before all is there: an error may come with any row.
    if form is Format.json:
        told = {"columns": answer.columns, "rows": list(answer.rows), "truncated": answer.truncated is not None}
        sys.stdout.write(orjson.dumps(told, default=list).decode() + "\n")
        return
    (made,) = (writer for writer in formats().values() if writer.name == form)
    writer = made()
    pieces = [writer.begin(answer.columns), *map(writer.rows, answer.batches())]
    sys.stdout.write(b"".join(pieces).decode())


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(cypher)
    app.command()(query)
