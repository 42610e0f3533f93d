"""The files that `neo4j-admin database import` reads: which there are, their columns, and how a value is written.

A column has one type, and a number of the graph is whole or not: rows with fractions go to a file of their own, whose header
says so; so do rows with texts of several lines, which the importer reads more slowly.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, NoneType
from typing import Any, NamedTuple

import numpy as np

from graph.claims import PROPERTIES
from graph.columns import Column, texts_of, together

_HELD = 2_000
# A text with one of these may be written in quotation marks.
_QUOTED = re.compile(r'[",\r\n]')
_NONE: Mapping[str, Any] = MappingProxyType({})
_NUMBERS = frozenset(
    ("quantity", "quantity_low", "quantity_best", "quantity_high", "value", "value_low", "value_best", "value_high")
)
_TYPES = {
    "number": "long", "write": "long", "writes": "long", "schema": "long", "links": "long",
    "claims": "long", "origins": "long", "facts": "long", "version": "long", "confidence": "double", "valence": "double",
    "acknowledged": "boolean", "denied_by_party": "boolean", "draws": "boolean", "undated": "boolean",
    "approximate": "boolean", "quantities_disagree": "boolean", "disputed_aspects": "string[]",
}  # fmt: skip
_FACT = (
    "name", "relation", "modality", "since", "key", "dyad", "dimension", "status", "claims", "origins", "acknowledged",
    "denied_by_party", "disputed_aspects", "draws", "method", "undated", "until", "since_first", "until_last", "place", "level",
    "quantity_low", "quantity_best", "quantity_high", "unit", "approximate", "quantities_disagree", "value_low", "value_best",
    "value_high", "value_unit", "edge",
)  # fmt: skip
EDGE = (
    "id", "facts", "status", "dimension", "valence", "method", "quantity_low", "quantity_best", "quantity_high", "since", "until",
    "modality", "resource", "unit", "given", "taken",
)  # fmt: skip


_LINK = ("recorded_at", "write")
_ENTRY = ("number", "at", "by", "kind", "what", "claims", "facts", "links", "content", "previous", "hash")


class Kind(NamedTuple):
    """One kind of nodes or relationships: its label or type (None: each row has its own), its ends, its properties.

    `numbers` and `others` are the places of those properties that may be whole or not, and that are truths or lists.
    """

    what: str | None
    ends: tuple[str, ...]
    properties: tuple[str, ...]
    numbers: tuple[int, ...]
    others: tuple[int, ...]

    @property
    def node(self) -> bool:
        """Whether its rows are nodes: they begin with their own id only."""
        return len(self.ends) == 1


def _node(label: str | None, space: str, *properties: str) -> Kind:
    return _kind(label, (f"id:ID({space})",), properties)


def _tie(kind: str | None, start: str, end: str, *properties: str) -> Kind:
    return _kind(kind, (f":START_ID({start})", f":END_ID({end})"), properties)


def _kind(what: str | None, ends: tuple[str, ...], properties: tuple[str, ...]) -> Kind:
    numbers = tuple(at for at, column in enumerate(properties) if column in _NUMBERS)
    others = tuple(at for at, column in enumerate(properties) if _TYPES.get(column) in {"boolean", "string[]"})
    return Kind(what, ends, properties, numbers, others)


KINDS: Mapping[str, Kind] = {
    "graph": _node("Graph", "graph", "version", "schema", "writes", "head", "written_at"),
    "writes": _node("Write", "write", *_ENTRY),
    "actors": _node(None, "actor", "name"),
    "resources": _node("Resource", "resource"),
    "sources": _node("Source", "source", "name", "title", "publisher", "url", "published_on"),
    "events": _node("Event", "event", "name", "kind"),
    "places": _node("Place", "place", "name"),
    "facts": _node("Fact", "fact", *_FACT),
    "actor_of": _tie("ACTOR", "fact", "actor"),
    "recipient_of": _tie("RECIPIENT", "fact", "actor"),
    "of": _tie("OF", "fact", "resource"),
    "reported_in": _tie("REPORTED_IN", "fact", "source"),
    "claims": _tie(None, "actor", "fact", *PROPERTIES, "write"),
    "part_of": _tie("PART_OF", "fact", "event", *_LINK),
    "regarding": _tie("REGARDING", "fact", "actor", *_LINK),
    "in_return_for": _tie("IN_RETURN_FOR", "fact", "fact", *_LINK),
    "at": _tie("AT", "fact", "place"),
    "in": _tie("IN", "place", "actor"),
    "official_of": _tie("OFFICIAL_OF", "actor", "actor"),
    "edges": _tie(None, "actor", "actor", *EDGE),
    "edges_to_resources": _tie(None, "actor", "resource", *EDGE),
}


class _Appending:
    """A list as what the csv module writes to: its rows come back as text, of which one may have several lines."""

    def __init__(self, rows: list[str]) -> None:
        self.write = rows.append


class Rows(NamedTuple):
    """Rows of one kind as text, each with its shape and the key by which they are in order."""

    keys: Sequence[str]
    shapes: Column
    texts: Sequence[str]


NO_ROWS = Rows((), Column.of(()), ())


def rows_of(
    name: str,
    ends: Sequence[Column],
    properties: Mapping[str, Column] = _NONE,
    what: Column | None = None,
    keys: Sequence[str] | None = None,
) -> Rows:
    """The rows of columns: of their ends, of the labels or types where the kind has none of its own, and of properties.

    `keys` are the first ends, where no others are given.
    """
    kind, size = KINDS[name], len(ends[0])
    keys = ends[0].rows() if keys is None else keys
    if not kind.properties:
        return Rows(keys, Column.alike("i", size), _ties(ends))
    nothing = Column.alike(None, size)
    told = [properties.get(column, nothing) for column in kind.properties]
    numbers = [told[at].map(_number_shape).distinct() for at in kind.numbers]
    shapes = together(*numbers).map("".join) if numbers else Column.alike("i", size)
    cells = [_cells(column) for column in (*ends, *(() if kind.what is not None else (what or nothing,)), *told)]
    texts = texts_of([*[part for cell in cells for part in (",", cell)][1:], "\n"])
    if any(_has_lines(cell) for cell in cells):
        shapes = Column.of([_shape(shape, text) for shape, text in zip(shapes.rows(), texts, strict=True)])
    return Rows(keys, shapes, texts)


def _ties(ends: Sequence[Column]) -> list[str]:
    if any('"' in "".join(end.values) for end in ends):
        return [_tie_text(row) or _csv_text(row) for row in zip(*(end.rows() for end in ends), strict=True)]
    return texts_of(['"', *[part for end in ends for part in (end, '","')][:-1], '"\n'])


def _number_shape(value: object) -> str:
    return "f" if type(value) is float else "i"


def _cells(column: Column) -> Column:
    """The values of a column as the csv module writes them among others."""
    kinds = set(map(type, column.values))
    if not kinds <= {str, NoneType}:
        return column.map(_cell_text)
    values = column.values if NoneType not in kinds else ["" if value is None else value for value in column.values]
    if _QUOTED.search("".join(values)):
        values = [_csv_cell(value) if _QUOTED.search(value) else value for value in values]
    return Column(values, column.places)


def _cell_text(value: object) -> str:
    cell = _cell(value)
    if type(cell) is str:
        return _csv_cell(cell) if _QUOTED.search(cell) else cell
    return "" if cell is None else repr(cell)


def _csv_cell(value: object) -> str:
    return _csv_text((value, 0))[: -len(",0\n")]


def _has_lines(cells: Column) -> bool:
    text = "".join(cells.values)
    return "\n" in text or "\r" in text


def _tie_text(ends: Sequence[str]) -> str | None:
    """The row of nothing but ids: two thirds of all rows are such."""
    return None if '"' in "".join(ends) else '"' + '","'.join(ends) + '"\n'


def _csv_text(row: Sequence[Any]) -> str:
    texts: list[str] = []
    csv.writer(_Appending(texts), lineterminator="\n").writerow(row)
    return texts[0]


def _shape(shape: str, text: str) -> str:
    return shape + "m" if text.count("\n") > 1 or "\r" in text else shape


def _merged(keys: Sequence[str], texts: Sequence[str], others: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Texts in order of their keys, others where they belong among them."""
    at = 0
    for key, text in others:
        until = bisect_left(keys, key, at)
        yield from texts[at:until]
        yield text
        at = until
    yield from texts[at:] if at else texts


class Files:
    """Writes rows to the files `KIND.SHAPE.PART.csv` of a folder, beside the headers `KIND.SHAPE.csv`."""

    def __init__(self, folder: Path, part: str) -> None:
        self._folder = folder
        self._part = part
        self._held: dict[tuple[str, str], list[str]] = {}
        self._rows: list[str] = []
        self._row = csv.writer(_Appending(self._rows), lineterminator="\n").writerow

    def add(
        self, name: str, ends: Sequence[str], properties: Mapping[str, Any] = _NONE, what: str | None = None
    ) -> None:
        """Add a row: the ids of its ends, its label or type where the kind has none of its own, and its properties."""
        self._hold(name, *self._row_of(name, ends, properties, what))

    def row(
        self, name: str, ends: Sequence[str], properties: Mapping[str, Any] = _NONE, what: str | None = None
    ) -> tuple[str, str]:
        """The shape and the text of a row, which isn't added."""
        shape, text = self._row_of(name, ends, properties, what)
        return _shape(shape, text), text

    def _row_of(
        self, name: str, ends: Sequence[str], properties: Mapping[str, Any], what: str | None
    ) -> tuple[str, str]:
        kind = KINDS[name]
        if not kind.properties and (text := _tie_text(ends)):
            return "i", text
        values = [properties.get(column) for column in kind.properties]
        shape = "".join(["f" if type(values[at]) is float else "i" for at in kind.numbers]) if kind.numbers else "i"
        for at in kind.others:
            if (value := values[at]) is not None:
                values[at] = _cell(value)
        self._row([*ends, *values] if kind.what is not None else [*ends, what, *values])
        return shape, self._rows.pop()

    def add_rows(self, name: str, rows: Rows, others: Sequence[tuple[str, str, str]] = ()) -> None:
        """Add rows in order of their keys, `others` (key, shape, text) where they belong among them."""
        for shape in sorted({*rows.shapes.values, *(shape for _, shape, _ in others)}):
            keys, texts = rows.keys, rows.texts
            if {*rows.shapes.values} != {shape}:
                at = np.flatnonzero(rows.shapes.where(shape.__eq__)).tolist()
                keys, texts = [keys[place] for place in at], [texts[place] for place in at]
            self._hold_all(
                name, shape, _merged(keys, texts, [(key, text) for key, told, text in others if told == shape])
            )

    def _hold_all(self, name: str, shape: str, texts: Iterable[str]) -> None:
        held = self._held.setdefault((name, shape), [])
        held.extend(texts)
        if len(held) >= _HELD:
            self._write(name, shape)

    def _hold(self, name: str, shape: str, text: str) -> None:
        shape = _shape(shape, text)
        held = self._held.setdefault((name, shape), [])
        held.append(text)
        if len(held) >= _HELD:
            self._write(name, shape)

    def close(self) -> None:
        """Write what is still held back."""
        for name, shape in list(self._held):
            self._write(name, shape)

    def _write(self, name: str, shape: str) -> None:
        rows = self._held.pop((name, shape))
        with (self._folder / f"{name}.{shape}.{self._part}.csv").open("ab") as file:
            file.write("".join(rows).encode())
        header = self._folder / f"{name}.{shape}.csv"
        if not header.exists():
            header.write_text(_header(KINDS[name], shape), encoding="utf-8")


def _header(kind: Kind, shape: str) -> str:
    types = iter(shape)
    columns = [*kind.ends, *(() if kind.what else (":LABEL" if kind.node else ":TYPE",))]
    for column in kind.properties:
        typed = {"f": "double", "i": "long"}[next(types)] if column in _NUMBERS else _TYPES.get(column, "string")
        columns.append(f"{column}:{typed}")
    return ",".join(columns) + "\n"


def _cell(value: object) -> object:
    """What the csv module would write otherwise than the importer reads it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ";".join(value) if isinstance(value, list | tuple) else value


def arguments(folder: Path) -> list[str]:
    """The arguments of the import for the files of a folder, in an order of their own."""
    found = []
    several_lines = []
    for header in sorted(folder.glob("*.csv")):
        name, _, shape = header.stem.partition(".")
        if "." in shape:
            continue
        parts = sorted(folder.glob(f"{name}.{shape}.*.csv"))
        kind = KINDS[name]
        what = f"{kind.what}=" if kind.what else ""
        listed = ",".join(str(path) for path in [header, *parts])
        found.append(f"--{'nodes' if kind.node else 'relationships'}={what}{listed}")
        if shape.endswith("m"):
            several_lines += [str(path) for path in parts]
    if several_lines:
        found += ["--multiline-fields-format=v2", f"--multiline-fields={','.join(several_lines)}"]
    return found
