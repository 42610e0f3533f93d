"""Lines between actors as the rows of a table and the edges of a picture."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.views.addresses import NEIGHBOURS, actor_address, dyad_address
from api.views.clauses import label
from api.views.names import flag, listed
from api.views.numbers import quantity_text
from api.views.pagedata import Item, Ticks, page_data
from api.views.picture import line as picture_line
from api.views.picture import node, shortened
from graph.dates import BEGINNING, END
from graph.lines import Line
from graph.vocabulary import Vocabulary

COLUMNS = ("who", "does", "to whom", "facts", "when", "dimension", "status")
WITH_THINGS = ("who", "does", "what", "to whom", "number", "facts", "when", "dimension", "status")
"""The columns of lines that are of one resource each."""
NUMBERS = ("number", "facts")
DOT_ROOM = 72.0
"""How much of a picture a dot with its name gets."""
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
_BY_MACHINE = frozenset({"machine", "computed"})

Actors = Mapping[str, Mapping[str, Any]]


def line_data(
    items: Sequence[Item],
    drawing: Mapping[str, Any] | None,
    steps: Ticks | None,
    *,
    served: bool,
    columns: Sequence[str] = COLUMNS,
) -> dict[str, Any]:
    """The data of a page whose items are lines; where it is served, its nodes expand."""
    return page_data(
        items,
        drawing,
        steps,
        columns=columns,
        numbers=NUMBERS,
        csv_columns=CSV,
        noun="lines",
        neighbours=NEIGHBOURS if served else None,
    )


def line_items(
    found: Iterable[Line],
    actors: Actors,
    words: Vocabulary,
    steps: Ticks | None,
    *,
    served: bool,
    columns: Sequence[str] = COLUMNS,
) -> list[Item]:
    """The lines as what a page's scripts filter, search and sort."""
    return [_item(line, actors, words, steps, columns, served=served) for line in found]


def _item(
    line: Line, actors: Actors, words: Vocabulary, steps: Ticks | None, columns: Sequence[str], *, served: bool
) -> Item:
    start, end = str(actors[line.start]["name"]), str(actors[line.end]["name"])
    does = listed([label(each, words) for each in line.relations], 4, "more")
    resource = line.resource or ""
    thing = words.resources[resource].name if resource in words.resources else resource
    first, last = line.days or ("", "")
    when = _when(first, last)
    number = quantity_text(line.number)
    many = f"{line.facts:,} fact{'s' if line.facts != 1 else ''}"
    status = line.status + (f", {line.modality}" if line.modality != "actual" else "")
    cells = dict(
        zip(
            WITH_THINGS, (start, does, thing, end, number, f"{line.facts:,}", when, line.dimension, status), strict=True
        )
    )
    values: dict[str, Any] = {
        "facts": line.facts,
        "when": first,
        "number": line.number["best"] if line.number else None,
    }
    item: Item = {
        "id": line.id,
        "cells": [cells[name] for name in columns],
        "title": f"{start} {'↔' if line.symmetric else '→'} {end}",
        "notes": " · ".join(filter(None, (f"{does} {thing}".strip(), number, many, when))),
        "status": line.status,
        "dimension": line.dimension,
        "relations": line.relations,
        "method": line.method.partition(":")[0],
        "time": [steps.of(first), steps.of(last)] if steps and line.days else None,
        "sort": {str(place): values[name] for place, name in enumerate(columns) if values.get(name)},
        "csv": [
            line.start,
            " ".join(line.relations),
            line.resource,
            line.end,
            line.facts,
            line.dimension,
            line.status,
            line.method,
            round(line.valence, 3),
            first,
            last,
        ],
    }
    if served:
        item["href"] = dyad_address(line.start, line.end)
    return item


def _when(first: str, last: str) -> str:
    if not first:
        return "undated"
    start, end = first[:4], last[:4]
    if first == BEGINNING:
        return "" if last == END else f"until {end}"
    if last == END:
        return f"since {start}"
    return start if start == end else f"{start} to {end}"


def line_edges(found: Iterable[Line], *, bent: bool = True) -> list[Item]:
    """The edges of a picture, one for each direction and dimension; further ones of the same two are bent further."""
    groups: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in found:
        groups[line.start, line.end, line.dimension].append(line)
    bends: dict[tuple[str, str], int] = defaultdict(int)
    edges = []
    for (start, end, dimension), members in groups.items():
        bends[start, end] += 1
        count = sum(line.facts for line in members)
        statuses = {line.status for line in members}
        smooth = {"enabled": True, "type": "curvedCW", "roundness": round(0.07 + 0.1 * (bends[start, end] - 1), 2)}
        edges.append(
            picture_line(
                start,
                end,
                facts=[line.id for line in members],
                dimension=dimension,
                status="disputed" if "disputed" in statuses else members[0].status,
                count=count,
                valence=sum(line.valence * line.facts for line in members) / count,
                arrow=not all(line.symmetric for line in members),
                faint=all(line.method in _BY_MACHINE for line in members),
                **({"smooth": smooth} if bent else {}),
            )
        )
    return edges


def weights(found: Iterable[Line]) -> dict[tuple[str, str], float]:
    """How much pairs pull each other: what is cooperative does, on a scale of logarithms; the hostile hardly does."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for line in found:
        pair = (min(line.start, line.end), max(line.start, line.end))
        sums[pair] += line.facts * (1.0 if line.valence > 0 else 0.05)
    return {pair: math.log1p(weight) for pair, weight in sums.items()}


def dots(
    actors: Actors,
    found: Iterable[Line],
    points: Mapping[str, tuple[float, float]],
    member: Mapping[str, int],
    *,
    served: bool,
) -> list[Item]:
    """The nodes of a network: dots whose size says in how many facts they are, on a root scale."""
    sums: dict[str, int] = defaultdict(int)
    for line in found:
        for end in (line.start, line.end):
            sums[end] += line.facts
    top = max(sums.values(), default=1)
    made = []
    for ident in sorted(sums, key=lambda each: (-sums[each], each)):
        size = round(6 + 22 * math.sqrt(sums[ident] / top), 1)
        name = str(actors[ident]["name"])
        more: dict[str, Any] = {"size": size, "community": member.get(ident, 0), "actor": True}
        if len(name) > 26:
            more["full"] = name
        if served and actor_address(ident):
            more["href"] = actor_address(ident)
        made.append(
            node(ident, shortened(name, 26), "dot", points[ident], flag=flag({"id": ident}), **more) | {"shape": "dot"}
        )
    return made


def boxes(actors: Actors, ids: Sequence[str], points: Sequence[tuple[float, float]], *, served: bool) -> list[Item]:
    """Actors as boxes with flag and name."""
    made = []
    for ident, point in zip(ids, points, strict=True):
        name, address = str(actors[ident]["name"]), actor_address(ident)
        more = {"href": address} if served and address else {}
        made.append(
            node(ident, shortened(name, 24), "partner", point, flag=flag({"id": ident}), full=name, actor=True, **more)
        )
    return made
