"""The query view: the answer of a named query as a picture, where it has nodes or relationships, and as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.views.addresses import actor_address, fact_page, resource_address
from api.views.layout import spread
from api.views.names import flag, listed
from api.views.numbers import date_text, number
from api.views.pagedata import page_data
from api.views.palette import STANCES
from api.views.picture import Item, line, node, picture, says, shortened
from api.views.render import Page, page
from graph.asking import Asker
from graph.named import NamedQuery
from graph.store import Store
from graph.vocabulary import Vocabulary, vocabulary

LIMIT = 2_000
_ACTORS = frozenset({"Country", "Organisation", "Person", "Actor"})
_PLAIN = ("name", "title", "id")
_TOLD = 6


def query_page(
    store: Store,
    asker: Asker,
    query: NamedQuery,
    given: Mapping[str, str],
    *,
    address: str | None = None,
    made_on: str | None = None,
) -> Page:
    """The answer of a named query with the given parameters (texts, as in an address)."""
    bound = query.bind(given)
    with asker.ask(query.text, bound, LIMIT) as answer:
        rows = list(answer.rows)
        columns, cut = answer.columns, answer.truncated
    found = Elements(rows)
    missing = sorted(found.missing)
    if missing:
        found.nodes |= {row["id"]: row for row in store.read("read/nodes_by_element", ids=missing)}
    return render_query(query, columns, rows, found, given=given, cut=cut, address=address, made_on=made_on)


class Elements:
    """The nodes and relationships in an answer, by id, and in which of its rows each stands."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        self.nodes: dict[str, Mapping[str, Any]] = {}
        self.relationships: dict[str, Mapping[str, Any]] = {}
        self.rows: dict[str, list[str]] = defaultdict(list)
        for place, row in enumerate(rows):
            for value in row:
                for kind, element in _elements(value):
                    (self.nodes if kind == "node" else self.relationships)[element["id"]] = element
                    if f"r{place}" not in self.rows[element["id"]]:
                        self.rows[element["id"]].append(f"r{place}")

    @property
    def missing(self) -> set[str]:
        """The ends of relationships that the answer itself doesn't hold."""
        ends = {each[end] for each in self.relationships.values() for end in ("start", "end")}
        return {end for end in ends if end} - self.nodes.keys()


def _elements(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The nodes and relationships in a value of an answer, those in lists, maps and paths too (`graph.values`)."""
    if isinstance(value, list):
        for each in value:
            yield from _elements(each)
    elif isinstance(value, dict):
        if value.keys() == {"id", "labels", "properties"}:
            yield "node", value
        elif value.keys() == {"id", "type", "start", "end", "properties"}:
            yield "relationship", value
        else:
            yield from _elements(list(value.values()))


def render_query(
    query: NamedQuery,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    found: Elements,
    *,
    given: Mapping[str, str],
    cut: str | None = None,
    address: str | None = None,
    made_on: str | None = None,
    words: Vocabulary | None = None,
) -> Page:
    """An answer as one self-contained HTML page."""
    words = words or vocabulary()
    served = address is not None
    return page(
        "query.html.j2",
        data=answer_data(columns, rows, found, words, served=served),
        served=served,
        title=query.title,
        query=query,
        given=given,
        cut=cut,
        counts=(("rows", len(rows)), ("nodes", len(found.nodes)), ("relationships", len(found.relationships))),
        address=address,
        made_on=date_text(made_on) if made_on else "",
    )


def answer_data(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], found: Elements, words: Vocabulary, *, served: bool
) -> dict[str, Any]:
    """The data of a page that shows an answer: its rows as items, and a picture where it has nodes."""
    return page_data(
        [_item(place, columns, row, found) for place, row in enumerate(rows)],
        _picture(found, words, served=served) if found.nodes else None,
        None,
        columns=[column.replace("_", " ") for column in columns],
        numbers=[
            columns[place].replace("_", " ")
            for place in range(len(columns))
            if any(isinstance(row[place], int | float) and not isinstance(row[place], bool) for row in rows)
        ],
        csv_columns=list(columns),
        noun="rows",
    )


def _item(place: int, columns: Sequence[str], row: Sequence[Any], found: Elements) -> Item:
    cells = [_text(value, found) for value in row]
    told = [f"{name.replace('_', ' ')}: {cell}" for name, cell in zip(columns, cells, strict=True) if cell]
    sort = {str(at): value for at, value in enumerate(row) if isinstance(value, int | float)}
    return {
        "id": f"r{place}",
        "cells": cells,
        "title": " · ".join(told[:_TOLD]),
        "relations": [],
        "time": None,
        "sort": sort,
    }


def _text(value: Any, found: Elements) -> str:
    """A value of an answer as a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(each, found) for each in value)))
    if isinstance(value, dict):
        return _structure(value, found)
    return str(value)


def _structure(value: Mapping[str, Any], found: Elements) -> str:
    if value.keys() == {"id", "labels", "properties"}:
        return _name(value)
    if value.keys() == {"id", "type", "start", "end", "properties"}:
        ends = [_name(found.nodes[end]) if end in found.nodes else "" for end in (value["start"], value["end"])]
        kind = value["type"].lower().replace("_", " ")
        # A link of the graph's own ("recipient: Russia") says of the fact beside it what the fact's name says already.
        return f"{kind}: {ends[1]}" if not value["properties"] else f"{ends[0]} {kind} {ends[1]}".strip()
    if value.keys() == {"nodes", "relationships"}:
        return " – ".join(_name(each) for each in value["nodes"])
    return ", ".join(f"{name}: {_text(each, found)}" for name, each in value.items())


def _name(element: Mapping[str, Any]) -> str:
    told = element["properties"]
    return str(next((told[name] for name in _PLAIN if told.get(name)), element["id"]))


def _picture(found: Elements, words: Vocabulary, *, served: bool) -> dict[str, Any]:
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    for each in found.relationships.values():
        if each["start"] and each["end"]:
            pairs[min(each["start"], each["end"]), max(each["start"], each["end"])] += 1
    points, _ = spread(pairs, sorted(found.nodes), 210)
    joined = {end for pair in pairs for end in pair}
    nodes = [
        _node(found.nodes[ident], points[ident], found.rows.get(ident, []), alone=ident not in joined, served=served)
        for ident in sorted(found.nodes)
    ]
    edges = [_edge(each, found.rows[ident], words) for ident, each in sorted(found.relationships.items())]
    return picture(nodes, edges, smooth={"type": "dynamic"} if len(nodes) < 60 else None)


def _node(
    element: Mapping[str, Any], point: tuple[float, float], rows: Sequence[str], *, alone: bool, served: bool
) -> Item:
    told, labels = element["properties"], set(element["labels"])
    name, ident = _name(element), str(told.get("id") or "")
    kind = next((label for label in sorted(labels) if label != "Actor"), "")
    about = [
        f"{key.replace('_', ' ')}: {_plain(value)}"
        for key, value in sorted(told.items())
        if value not in (None, "", [])
    ]
    more: dict[str, Any] = {
        "facts": list(rows),
        "full": name,
        "about": f"{kind}. {listed(about, 14, 'more')}" if about else kind,
    }
    address = _address(labels, ident) if served else None
    if address:
        more["href"] = address
    if alone:
        more["alone"] = True
    if labels & _ACTORS:
        return node(element["id"], shortened(name, 26), "partner", point, flag=flag({"id": ident}), **more)
    more["width"] = 80
    return node(element["id"], shortened(name), "thing", point, dimension=told.get("dimension") or "", **more)


def _plain(value: Any) -> str:
    return listed([str(each) for each in value], 6) if isinstance(value, list) else shortened(str(value), 80)


def _address(labels: set[str], ident: str) -> str | None:
    if "Country" in labels:
        return actor_address(ident)
    if "Resource" in labels:
        return resource_address(ident)
    return fact_page(ident) if "Fact" in labels else None


def _edge(element: Mapping[str, Any], rows: Sequence[str], words: Vocabulary) -> Item:
    """A claim, a derived edge, or one of the graph's own links; each as it looks in other pictures."""
    told, kind = element["properties"], str(element["type"]).lower()
    start, end = str(element["start"]), str(element["end"])
    spoken = kind.replace("_", " ")
    if kind in STANCES:
        return says(start, end, kind, rows, words=spoken, arrows="to")
    if kind in words.relations and told.get("facts"):
        return line(
            start,
            end,
            facts=rows,
            dimension=str(told["dimension"]),
            status=str(told["status"]),
            count=int(told["facts"]),
            valence=float(told.get("valence") or 0),
            arrow=not words.relations[kind].symmetric,
            faint=told.get("method") in ("machine", "computed"),
            words=spoken,
        )
    return {
        "from": start,
        "to": end,
        "kind": "link",
        "facts": list(rows),
        "width": 1.2,
        "arrows": "to",
        "words": spoken,
    }
