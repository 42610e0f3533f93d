"""Lines between actors as the data of a page: what its scripts filter, search, sort and put into its table.

Ten thousand lines repeat few words: names, kinds and spans of time stand once, and a row says which of them are its own.
The script `lines.js` makes items of the rows; the first ones stand in the page for those who read without scripts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from api.views.addresses import NEIGHBOURS, dyad_address
from api.views.clauses import label
from api.views.names import listed
from api.views.numbers import quantity_text
from api.views.pagedata import IN_TABLE, Choice, Item, Ticks, filters, page_data
from graph.dates import BEGINNING, END
from graph.lines import Line
from graph.vocabulary import Vocabulary

COLUMNS = ("who", "does", "to whom", "facts", "when", "dimension", "status")
WITH_THINGS = ("who", "does", "what", "to whom", "number", "facts", "when", "dimension", "status")
"""The columns of lines that are of one resource each."""
NUMBERS = ("number", "facts")
CSV = (
    "actor",
    "relations",
    "resource",
    "recipient",
    "facts",
    "dimension",
    "status",
    "method",
    "valence",
    "first",
    "last",
)

Actors = Mapping[str, Mapping[str, Any]]


class Kind(NamedTuple):
    """What many lines have in common; `does` are its relations in words."""

    does: str
    relations: tuple[str, ...]
    dimension: str
    status: str
    modality: str
    method: str
    symmetric: bool


class Span(NamedTuple):
    """The first and the last day of a line, in words, and the steps of the slider that they fall in."""

    first: str
    last: str
    when: str
    time: tuple[int, int] | None


class LineRows(NamedTuple):
    """Lines as a page carries them.

    A row is `[id, name, name, kind, span, facts, valence]`: actor and recipient as places in `names` (id and name), kind
    and span as places in `kinds` and `spans`; where a line is of one resource, its id, its name, its number in words and
    its best number follow.
    """

    names: list[tuple[str, str]]
    kinds: list[Kind]
    spans: list[Span]
    rows: list[list[Any]]


def line_rows(found: Sequence[Line], actors: Actors, words: Vocabulary, steps: Ticks | None) -> LineRows:
    """The lines as rows, in their order."""
    names = [(ident, str(actors[ident]["name"])) for ident in actors]
    at = {ident: place for place, (ident, _) in enumerate(names)}
    kinds: dict[tuple[Any, ...], int] = {}
    spans: dict[tuple[str, str] | None, int] = {}
    rows = []
    for line in found:
        kind = (line.relations, line.dimension, line.status, line.modality, line.method, line.symmetric)
        row: list[Any] = [
            line.id,
            at[line.start],
            at[line.end],
            kinds.setdefault(kind, len(kinds)),
            spans.setdefault(line.days, len(spans)),
            line.facts,
            round(line.valence, 3),
        ]
        if line.resource:
            thing = words.resources[line.resource].name if line.resource in words.resources else line.resource
            row += [line.resource, thing, quantity_text(line.number), line.number["best"] if line.number else None]
        rows.append(row)
    return LineRows(
        names,
        [_kind(words, *each) for each in kinds],
        [_span(days, steps) for days in spans],
        rows,
    )


def _kind(
    words: Vocabulary,
    relations: tuple[str, ...],
    dimension: str,
    status: str,
    modality: str,
    method: str,
    symmetric: bool,
) -> Kind:
    does = listed([label(each, words) for each in relations], 4, "more")
    return Kind(does, relations, dimension, status, modality, method.partition(":")[0], symmetric)


def _span(days: tuple[str, str] | None, steps: Ticks | None) -> Span:
    if days is None:
        return Span("", "", "undated", None)
    first, last = days
    return Span(first, last, _when(first, last), (steps.of(first), steps.of(last)) if steps else None)


def _when(first: str, last: str) -> str:
    start, end = first[:4], last[:4]
    if first == BEGINNING:
        return "" if last == END else f"until {end}"
    if last == END:
        return f"since {start}"
    return start if start == end else f"{start} to {end}"


def line_data(
    lines: LineRows,
    drawing: Mapping[str, Any] | None,
    steps: Ticks | None,
    *,
    served: bool,
    columns: Sequence[str] = COLUMNS,
) -> dict[str, Any]:
    """The data of a page whose items are lines; where it is served, lines have sheets and nodes expand."""
    told = page_data(
        first_items(lines, columns, served=served),
        drawing,
        steps,
        columns=columns,
        numbers=NUMBERS,
        csv_columns=CSV,
        count=len(lines.rows),
        noun="lines",
        neighbours=NEIGHBOURS if served else None,
    )
    return told | {"lines": lines_told(lines)}


def lines_told(lines: LineRows) -> dict[str, Any]:
    """The rows in the words of `lines.js`."""
    return {
        "names": lines.names,
        "kinds": [kind._asdict() for kind in lines.kinds],
        "spans": [span._asdict() for span in lines.spans],
        "rows": lines.rows,
    }


def first_items(lines: LineRows, columns: Sequence[str], *, served: bool) -> list[Item]:
    """The rows that the table begins with, as `lines.js` makes them, too."""
    return [_first(lines, row, columns, served=served) for row in lines.rows[:IN_TABLE]]


def _first(lines: LineRows, row: Sequence[Any], columns: Sequence[str], *, served: bool) -> Item:
    ident, start, end, kind_at, span_at, facts, _, *of_resource = row
    _, thing, number, _ = of_resource or ("", "", "", None)
    kind, span = lines.kinds[kind_at], lines.spans[span_at]
    status = kind.status + (f", {kind.modality}" if kind.modality != "actual" else "")
    (start_id, start_name), (end_id, end_name) = lines.names[start], lines.names[end]
    told = (start_name, kind.does, thing, end_name, number, f"{facts:,}", span.when, kind.dimension, status)
    cells = dict(zip(WITH_THINGS, told, strict=True))
    item: Item = {"id": ident, "cells": [cells[name] for name in columns]}
    return item | ({"href": dyad_address(start_id, end_id)} if served else {})


def line_filters(lines: LineRows, steps: Ticks | None, words: Vocabulary) -> dict[str, Any]:
    """What can be chosen from among the lines."""
    kinds = Counter(row[3] for row in lines.rows)
    undated = [place for place, span in enumerate(lines.spans) if span.time is None]
    return filters(
        _choices(lines.kinds, kinds), sum(row[4] in undated for row in lines.rows) if undated else 0, steps, words
    )


def _choices(kinds: Sequence[Kind], counts: Mapping[int, int]) -> Iterable[tuple[Choice, int]]:
    for place, kind in enumerate(kinds):
        yield Choice(kind.dimension, kind.status, kind.method, kind.relations), counts[place]
