"""Drawing derived edges in a write transaction, from what the facts in the graph add up to at that moment.

A load mostly adds facts: then an edge is what it was plus what they contribute (`add_up`), and of a fact that changed what
it contributes now for what it did. Where that would not be exact, the edge is added up from all its facts (`redraw`), as
`bilat rebuild` does for all. Either way gives the same edge to the last byte.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from graph.edges import (
    Contribution,
    Edge,
    FactEnds,
    Properties,
    ToResource,
    adds_up,
    exchanged,
    pair_edge,
    pair_sum,
    resource_edge,
    resource_sum,
)
from graph.store import Transaction
from graph.vocabulary import Vocabulary

Run = Callable[..., list[dict[str, Any]]]
"""Runs a query file by name: in a transaction, or (`Store.read`) by itself."""


class Drawn(NamedTuple):
    """What an edge's id stands for: where it runs, and the unit of its numbers."""

    ends: FactEnds
    unit: str | None

    @property
    def between_actors(self) -> bool:
        """Whether it runs from an actor to an actor: where a side is named by nobody, it runs to the resource."""
        return bool(self.ends.actor and self.ends.recipient)


class Stood(NamedTuple):
    """An edge as the graph holds it, and Neo4j's name for it, which holds as long as nobody removes the edge."""

    element: str
    properties: Properties


Left = dict[str, Stood | None]
"""What a write left of the edges that it may have changed, by id; None of one that stands no more."""


class Change(NamedTuple):
    """What a fact contributed before and contributes now; None where it draws no edge."""

    before: Contribution | None
    now: Contribution | None


def standing(run: Run, relations: Mapping[str, str], words: Vocabulary) -> dict[str, Stood]:
    """Those of the edges that stand, by id; `relations` are their relations by id: Neo4j has an index for each type."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for ident, relation in relations.items():
        by_type[words.relations[relation].type].append(ident)
    return {
        row["id"]: Stood(row["element"], row["properties"])
        for kind, ids in sorted(by_type.items())
        for row in run("read/edges_by_id", kind, ids=sorted(ids))
    }


def to_stand(changes: Iterable[Change], words: Vocabulary) -> dict[str, str]:
    """The edges that can be what they were and what is new, where they stand: their relations by id."""
    drawn = {
        now.edge: Drawn(now.ends, now.unit)
        for before, now in changes
        if now is not None and (before is None or (before.edge == now.edge and _differ(before, now)))
    }
    relations = {ident: what.ends.relation for ident, what in drawn.items() if what.between_actors}
    return relations | {ident: what.relation for ident, what in to_resources(drawn.values(), words)}


def _differ(before: Contribution | None, now: Contribution | None) -> bool:
    # Numbers in two types are two, too: a fact's 5 becomes 5.0 when a second origin gives 5 as well.
    return before != now or (before is not None and now is not None and bool(differences(before.part, now.part)))


class _Rows(NamedTuple):
    """What is written of edges: rows to change those that stand, rows to create others (to a resource or not), and what is
    left of the former."""

    updates: list[dict[str, Any]]
    missing: Mapping[bool, list[dict[str, Any]]]
    left: Left

    @classmethod
    def of(cls, edges: Iterable[Edge], stood: Mapping[str, Stood], words: Vocabulary) -> Self:
        """What stands is updated in place, where it differs; what is missing is created."""
        rows = cls([], defaultdict(list), {})
        for edge in edges:
            if (old := stood.get(edge.id)) is None:
                kind = words.relations[edge.relation].type
                row = {"from": edge.start, "to": edge.end, "type": kind, "properties": _told(edge.properties)}
                rows.missing[edge.to_resource].append(row)
            elif changed := differences(old.properties, edge.properties):
                rows.updates.append({"element": old.element, "properties": changed})
                rows.left[edge.id] = Stood(old.element, _told({**old.properties, **changed}))
            else:
                rows.left[edge.id] = old
        return rows

    def write(self, transaction: Transaction) -> Left:
        """Write them; answers all edges as they are left."""
        if self.updates:
            transaction.run("write/edges_update", edges=self.updates)
        left = dict(self.left)
        for to_resource, rows in self.missing.items():
            query = "write/edges_create_of_resource" if to_resource else "write/edges_create"
            elements = dict(transaction.run(query, edges=rows)[0]["created"])
            told = {row["properties"]["id"]: row["properties"] for row in rows}
            # Whoever removes an actor by hand gets no edge.
            left |= {ident: Stood(elements[ident], one) for ident, one in told.items() if ident in elements}
        return left


class Growth(NamedTuple):
    """Edges as they are once contributions are added, ready to be written, and those that have to be added up from facts."""

    rows: _Rows
    stale: Mapping[str, Drawn]
    stale_to_resources: Mapping[str, ToResource]


@dataclass(slots=True)
class _News:
    """What facts contribute to an edge: parts that are new, and parts as they were with what they are now."""

    new: list[Properties] = field(default_factory=list)
    changed: list[tuple[Properties, Properties]] = field(default_factory=list)

    def add(self, before: Contribution | None, now: Contribution) -> None:
        if before is None:
            self.new.append(now.part)
        else:
            self.changed.append((before.part, now.part))

    def parts(self, stood: Properties | None, words: Vocabulary) -> list[Properties] | None:
        """What the edge adds up from: as it stood, and what is new; None where that would not be exact."""
        for before, now in self.changed:
            stood = exchanged(stood, before, now, words) if stood else None
            if stood is None:
                return None
        listed = sorted(self.new, key=_by_id)
        if stood is None:
            return listed
        return [stood, *listed] if adds_up(stood, listed, words) else None


def add_up(changes: Iterable[Change], stood: Mapping[str, Stood], words: Vocabulary) -> Growth:
    """What the edges become with what facts contribute now; `stood` are those of `to_stand` that stand."""
    stale: dict[str, Drawn] = {}
    drawn: dict[str, Drawn] = {}
    changed: list[Change] = []
    for change in changes:
        before, now = change
        if not _differ(before, now):
            continue
        if now is not None and (before is None or before.edge == now.edge):
            drawn[now.edge] = Drawn(now.ends, now.unit)
            changed.append(change)
        else:
            stale |= {one.edge: Drawn(one.ends, one.unit) for one in change if one is not None}
    news: dict[str, _News] = defaultdict(_News)
    for before, now in changed:
        if now is not None and now.edge not in stale:
            news[now.edge].add(before, now)
    edges = []
    for ident, one in news.items():
        what, old = drawn[ident], stood.get(ident)
        if not what.between_actors:
            continue
        parts = one.parts(old and old.properties, words)
        if parts is None:
            stale[ident] = what
        else:
            edges.append(pair_sum(ident, what.ends, what.unit, parts, words))
    grown = {drawn[ident]: one for ident, one in news.items() if ident not in stale}
    to_resources, anew = _grown_to_resources(grown, stood, stale, words)
    return Growth(_Rows.of(edges + to_resources, stood, words), stale, anew)


def _grown_to_resources(
    grown: Mapping[Drawn, _News], stood: Mapping[str, Stood], stale: Mapping[str, Drawn], words: Vocabulary
) -> tuple[list[Edge], dict[str, ToResource]]:
    """The same for edges to resources, but for those that a stale edge feeds: they follow once that is drawn anew."""
    later = {ident for ident, _ in to_resources(stale.values(), words)}
    news: dict[str, _News] = defaultdict(_News)
    fed: dict[str, ToResource] = {}
    for drawn, one in grown.items():
        for edge, what in to_resources([drawn], words):
            if edge not in later:
                fed[edge] = what
                news[edge].new += one.new
                news[edge].changed += one.changed
    edges, anew = [], {}
    for ident, what in fed.items():
        old = stood.get(ident)
        parts = news[ident].parts(old and old.properties, words)
        # Of an edge that doesn't stand yet, the parts are what its pairs add up to, each rounded by itself.
        if parts is None or (old is None and not adds_up({"unit": what.unit}, parts, words)):
            anew[ident] = what
        else:
            edges.append(resource_sum(ident, what, parts, words))
    return edges, anew


def adjust(transaction: Transaction, growth: Growth, words: Vocabulary) -> Left:
    """Bring the edges up to date with what facts contribute; the facts themselves have to be written already."""
    left = growth.rows.write(transaction)
    if growth.stale_to_resources:
        left |= _redraw_resources(transaction, growth.stale_to_resources, words)
    if growth.stale:
        left |= redraw(transaction, growth.stale, words)
    return left


def _by_id(part: Properties) -> str:
    return str(part["id"])


def redraw(transaction: Transaction, touched: Mapping[str, Drawn], words: Vocabulary) -> Left:
    """Make the edges of these ids what their facts add up to, and then the edges to resources that they feed.

    An edge that no fact draws any more goes.
    """
    left: Left = {}
    pairs = {ident: drawn for ident, drawn in touched.items() if drawn.between_actors}
    if pairs:
        edges = pair_edges(transaction.run, pairs, words)
        relations = {ident: drawn.ends.relation for ident, drawn in pairs.items()}
        left |= _replace(transaction, edges.values(), relations, words)
    fed = dict(to_resources(touched.values(), words))
    if fed:
        left |= _redraw_resources(transaction, fed, words)
    return left


def to_resources(touched: Iterable[Drawn], words: Vocabulary) -> Iterable[tuple[str, ToResource]]:
    """The edges to resources that these edges are part of: their ids, and what each stands for."""
    for ends, unit in touched:
        if ends.is_supply(words) and ends.resource:
            if ends.actor:
                yield ends.given(unit), ToResource("supplies", ends.actor, ends.resource, unit)
            if ends.recipient:
                yield ends.taken(unit), ToResource("receives", ends.recipient, ends.resource, unit)


def _redraw_resources(transaction: Transaction, fed: Mapping[str, ToResource], words: Vocabulary) -> Left:
    edges = resource_edges(transaction.run, fed, words)
    return _replace(transaction, edges.values(), {ident: edge.relation for ident, edge in fed.items()}, words)


def pair_edges(run: Run, ids: Iterable[str], words: Vocabulary) -> dict[str, Edge]:
    """The edges between two actors under these ids as all their facts have them, by id; those that no fact draws are left out."""
    return {ident: pair_edge(ident, rows, words) for ident, rows in _facts(run, ids).items()}


def resource_edges(run: Run, fed: Mapping[str, ToResource], words: Vocabulary) -> dict[str, Edge]:
    """The edges to resources under these ids as the edges that feed them, and facts, have them, by id."""
    facts = _facts(run, fed)
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for relation, query in (("supplies", "read/edges_given"), ("receives", "read/edges_taken")):
        ids = sorted(ident for ident, edge in fed.items() if edge.relation == relation)
        for kind in supply_types(words) if ids else ():
            for row in run(query, kind, ids=ids):
                parts[row["edge"]].append(row["properties"])
    return {
        ident: resource_edge(ident, edge, sorted(parts[ident], key=_by_id), facts.get(ident, []), words)
        for ident, edge in fed.items()
        if parts[ident] or ident in facts
    }


def supply_types(words: Vocabulary) -> list[str]:
    """The relationship types of supplies and its kinds, as they stand between actors."""
    return [r.type for r in words.relations.values() if r.canonical and r.is_a("supplies")]


def _facts(run: Run, ids: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    by_edge: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in run("read/edge_facts", ids=sorted(ids)):
        by_edge[row["edge"]].append(row)
    return {ident: sorted(rows, key=_by_id) for ident, rows in by_edge.items()}


def _replace(
    transaction: Transaction, edges: Collection[Edge], relations: Mapping[str, str], words: Vocabulary
) -> Left:
    """Write edges in the place of all that stand under the ids of `relations`: what isn't among them goes."""
    stood = standing(transaction.run, relations, words)
    left = _Rows.of(edges, stood, words).write(transaction)
    gone = stood.keys() - left.keys()
    if gone:
        transaction.run("write/edges_delete", elements=sorted(stood[ident].element for ident in gone))
    return dict.fromkeys(gone) | left


def _told(properties: Properties) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}


def differences(held: Properties, wanted: Properties) -> dict[str, Any]:
    """What has to be set so that `held` has all that `wanted` has; None removes a property, 1 and 1.0 are two values."""
    return {
        name: value
        for name, value in wanted.items()
        if (old := held.get(name)) != value or type(old) is not type(value)
    }
