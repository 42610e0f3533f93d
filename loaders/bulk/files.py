"""The files that `neo4j-admin database import` reads: which there are, their columns, and how a value is written.

A column has one type, and a number of the graph is whole or not: rows with fractions go to a file of their own, whose header
says so; so do rows with texts of several lines, which the importer reads more slowly.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from graph.claims import PROPERTIES

_HELD = 2_000
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
    shapes: Sequence[str]
    texts: Sequence[str]


def rows_of(
    name: str,
    ends: Sequence[Sequence[str]],
    properties: Mapping[str, Sequence[Any]] = _NONE,
    what: Sequence[str] | None = None,
    keys: Sequence[str] | None = None,
) -> Rows:
    """The rows of columns: of their ends, of the labels or types where the kind has none of its own, and of properties.

    `keys` are the first ends, where no others are given.
    """
    kind, size = KINDS[name], len(ends[0])
    keys = ends[0] if keys is None else keys
    texts: list[str] = []
    if not kind.properties:
        texts = [_tie_text(row) or _csv_text(row) for row in zip(*ends, strict=True)]
        return Rows(keys, [_shape("i", text) for text in texts], texts)
    nothing = [None] * size
    columns = [properties.get(column, nothing) for column in kind.properties]
    told = [columns[at] for at in kind.numbers]
    shapes = ["i" * max(len(told), 1)] * size
    if any(float in set(map(type, column)) for column in told):
        shapes = ["".join(["f" if type(value) is float else "i" for value in row]) for row in zip(*told, strict=True)]
    for at in kind.others:
        columns[at] = [None if value is None else _cell(value) for value in columns[at]]
    listed = [*ends, *columns] if kind.what is not None else [*ends, what or nothing, *columns]
    csv.writer(_Appending(texts), lineterminator="\n").writerows(zip(*listed, strict=True))
    return Rows(keys, [_shape(shape, text) for shape, text in zip(shapes, texts, strict=True)], texts)


def _tie_text(ends: Sequence[str]) -> str | None:
    """The row of nothing but ids, quickly: two thirds of all rows are such."""
    return None if '"' in "".join(ends) else '"' + '","'.join(ends) + '"\n'


def _csv_text(row: Sequence[Any]) -> str:
    texts: list[str] = []
    csv.writer(_Appending(texts), lineterminator="\n").writerow(row)
    return texts[0]


def _shape(shape: str, text: str) -> str:
    return shape + "m" if text.count("\n") > 1 or "\r" in text else shape


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
        at = 0
        for key, shape, text in others:
            until = bisect_left(rows.keys, key, at)
            self._hold_all(name, rows.shapes[at:until], rows.texts[at:until])
            self._hold_all(name, (shape,), (text,))
            at = until
        self._hold_all(name, rows.shapes[at:], rows.texts[at:])

    def _hold_all(self, name: str, shapes: Sequence[str], texts: Sequence[str]) -> None:
        if len(set(shapes)) == 1:
            self._held.setdefault((name, shapes[0]), []).extend(texts)
        else:
            for shape, text in zip(shapes, texts, strict=True):
                self._held.setdefault((name, shape), []).append(text)
        for shape in set(shapes):
            if len(self._held[name, shape]) >= _HELD:
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
        with (self._folder / f"{name}.{shape}.{self._part}.csv").open("a", encoding="utf-8", newline="") as file:
            file.writelines(rows)
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
