"""`bilat cypher` and `bilat query`: questions."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.table import Table

from api.commands._shared import say, store
from graph.asking import Answer, Asker
from graph.errors import UnusableError
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
    _ask(text, {name: _value(given) for name, given in _pairs(param or [])}, form)


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
    _ask(asked.text, asked.bind(dict(_pairs([*(given or []), *(param or [])]))), form)


def _pairs(texts: list[str]) -> list[tuple[str, str]]:
    pairs = []
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name:
            raise UnusableError(f"{text!r} is no parameter: write it as name=value.")
        pairs.append((name, value))
    return pairs


def _value(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text


def _ask(text: str, parameters: Mapping[str, object], form: Format) -> None:
    with store() as opened, Asker(opened, settings()).ask(text, parameters) as answer:
        _PRINTERS[form](answer)
        if answer.truncated:
            sys.stderr.write(f"bilat: the answer is cut: {answer.truncated}.\n")


def _table(answer: Answer) -> None:
    table = Table(*answer.columns, show_edge=False, header_style="bold")
    count = 0
    for row in answer.rows:
        count += 1
        table.add_row(*(_cell(value) for value in orjson.loads(row)))
    console = Console(highlight=False, markup=False)
    console.print(table)
    console.print(f"{count:,} row{'' if count == 1 else 's'}")


def _cell(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else orjson.dumps(value).decode()


def _json(answer: Answer) -> None:
    rows = [orjson.Fragment(row) for row in answer.rows]
    told = {"columns": answer.columns, "rows": rows, "truncated": answer.truncated is not None}
    sys.stdout.write(orjson.dumps(told).decode() + "\n")


def _ndjson(answer: Answer) -> None:
    for row in answer.rows:
        sys.stdout.write(orjson.dumps(dict(zip(answer.columns, orjson.loads(row), strict=True))).decode() + "\n")


def _csv(answer: Answer) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_cell(value) for value in orjson.loads(row)])


_PRINTERS = {Format.table: _table, Format.json: _json, Format.ndjson: _ndjson, Format.csv: _csv}


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(cypher)
    app.command()(query)
