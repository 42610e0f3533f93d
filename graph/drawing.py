"""Drawing derived edges in a write transaction, from what the facts in the graph add up to at that moment.

A load mostly adds facts: then an edge is what it was plus what they contribute (`adjust`). Where that would not be exact,
or where a fact changed, the edge is added up from all its facts (`redraw`), as `bilat rebuild` does for all. Both ways give
the same edge to the last byte.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.edges import (
    Contribution,
    Edge,
    FactEnds,
    Properties,
    ToResource,
    adds_up,
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


class Stood(NamedTuple):
    """An edge as the graph holds it, and Neo4j's name for it, which holds as long as the transaction."""

    element: str
    properties: Properties


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
    """The edges that new contributions are added to where they stand: their relations by id."""
    new = {now.edge: now for before, now in changes if before is None and now is not None}
    relations = {ident: one.ends.relation for ident, one in new.items() if one.ends.actor and one.ends.recipient}
    drawn = (Drawn(one.ends, one.unit) for one in new.values())
    return relations | {ident: what.relation for ident, what in to_resources(drawn, words)}


def touched(changes: Iterable[Change], words: Vocabulary) -> set[str]:
    """The edges that `adjust` may change: their ids."""
    drawn = {one.edge: Drawn(one.ends, one.unit) for change in changes for one in change if one is not None}
    return drawn.keys() | {ident for ident, _ in to_resources(drawn.values(), words)}


def adjust(transaction: Transaction, changes: Iterable[Change], stood: Mapping[str, Stood], words: Vocabulary) -> None:
    """Bring the edges up to date with what facts contribute now; `stood` are those of `to_stand` that stand.

    The facts themselves have to be written already.
    """
    stale: dict[str, Drawn] = {}
    added: dict[str, list[Contribution]] = defaultdict(list)
    for before, now in changes:
        # Numbers in two types are two, too: a fact's 5 becomes 5.0 when a second origin gives 5 as well.
        if before == now and (before is None or now is None or not differences(before.part, now.part)):
            continue
        if before is None and now is not None:
            added[now.edge].append(now)
        else:
            stale |= {one.edge: Drawn(one.ends, one.unit) for one in (before, now) if one is not None}
    _grow(transaction, {ident: new for ident, new in added.items() if ident not in stale}, stood, stale, words)
    if stale:
        redraw(transaction, stale, words)


def _grow(
    transaction: Transaction,
    added: Mapping[str, Sequence[Contribution]],
    stood: Mapping[str, Stood],
    stale: dict[str, Drawn],
    words: Vocabulary,
) -> None:
    """Add contributions to edges that stand, and make those that don't yet; what can't be added exactly becomes stale."""
    pairs = {ident: new for ident, new in added.items() if new[0].ends.actor and new[0].ends.recipient}
    edges = []
    for ident, new in pairs.items():
        parts = sorted((one.part for one in new), key=_by_id)
        if (old := stood.get(ident)) is not None:
            if not adds_up(old.properties, parts, words):
                stale[ident] = Drawn(new[0].ends, new[0].unit)
                continue
            parts.insert(0, old.properties)
        edges.append(pair_sum(ident, new[0].ends, new[0].unit, parts, words))
    _write(transaction, edges, stood, words)
    _grow_resources(transaction, added, stood, stale, words)


def _grow_resources(
    transaction: Transaction,
    added: Mapping[str, Sequence[Contribution]],
    stood: Mapping[str, Stood],
    stale: Mapping[str, Drawn],
    words: Vocabulary,
) -> None:
    """The same for edges to resources, but for those that a stale edge feeds: they follow once that is drawn anew."""
    later = {ident for ident, _ in to_resources(stale.values(), words)}
    parts: dict[str, list[Properties]] = defaultdict(list)
    fed: dict[str, ToResource] = {}
    for ident, new in added.items():
        if ident in stale:
            continue
        for edge, what in to_resources([Drawn(new[0].ends, new[0].unit)], words):
            if edge not in later:
                fed[edge] = what
                parts[edge].extend(one.part for one in new)
    edges, anew = [], {}
    for ident, what in fed.items():
        old = stood.get(ident)
        # Of an edge that doesn't stand yet, the parts are what its pairs add up to, each rounded by itself.
        if adds_up(old.properties if old else {"unit": what.unit}, parts[ident], words):
            listed = sorted(parts[ident], key=_by_id)
            edges.append(resource_sum(ident, what, [old.properties, *listed] if old else listed, words))
        else:
            anew[ident] = what
    _write(transaction, edges, stood, words)
    if anew:
        _redraw_resources(transaction, anew, words)


def _by_id(part: Properties) -> str:
    return str(part["id"])


def redraw(transaction: Transaction, touched: Mapping[str, Drawn], words: Vocabulary) -> set[str]:
    """Make the edges of these ids what their facts add up to, and then the edges to resources that they feed.

    An edge that no fact draws any more goes. Answers the ids of those that stand.
    """
    drawn: set[str] = set()
    pairs = {ident: drawn for ident, drawn in touched.items() if drawn.ends.actor and drawn.ends.recipient}
    if pairs:
        edges = pair_edges(transaction.run, pairs, words)
        _replace(transaction, edges.values(), {ident: drawn.ends.relation for ident, drawn in pairs.items()}, words)
        drawn |= edges.keys()
    fed = dict(to_resources(touched.values(), words))
    if fed:
        drawn |= _redraw_resources(transaction, fed, words)
    return drawn


def to_resources(touched: Iterable[Drawn], words: Vocabulary) -> Iterable[tuple[str, ToResource]]:
    """The edges to resources that these edges are part of: their ids, and what each stands for."""
    for ends, unit in touched:
        if ends.is_supply(words) and ends.resource:
            if ends.actor:
                yield ends.given(unit), ToResource("supplies", ends.actor, ends.resource, unit)
            if ends.recipient:
                yield ends.taken(unit), ToResource("receives", ends.recipient, ends.resource, unit)


def _redraw_resources(transaction: Transaction, fed: Mapping[str, ToResource], words: Vocabulary) -> set[str]:
    edges = resource_edges(transaction.run, fed, words)
    _replace(transaction, edges.values(), {ident: edge.relation for ident, edge in fed.items()}, words)
    return set(edges)


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
) -> None:
    """Write edges in the place of all that stand under the ids of `relations`: what isn't among them goes."""
    stood = standing(transaction.run, relations, words)
    _write(transaction, edges, stood, words)
    gone = stood.keys() - {edge.id for edge in edges}
    if gone:
        transaction.run("write/edges_delete", elements=sorted(stood[ident].element for ident in gone))


def _write(transaction: Transaction, edges: Collection[Edge], stood: Mapping[str, Stood], words: Vocabulary) -> None:
    """Update in place what stands, where it differs; create what is missing."""
    updates = []
    missing: dict[bool, list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        if (old := stood.get(edge.id)) is None:
            kind = words.relations[edge.relation].type
            properties = {name: value for name, value in edge.properties.items() if value is not None}
            row = {"from": edge.start, "to": edge.end, "type": kind, "properties": properties}
            missing[edge.to_resource].append(row)
        elif changed := differences(old.properties, edge.properties):
            updates.append({"element": old.element, "properties": changed})
    if updates:
        transaction.run("write/edges_update", edges=updates)
    for to_resource, rows in missing.items():
        transaction.run("write/edges_create_of_resource" if to_resource else "write/edges_create", edges=rows)


def differences(held: Properties, wanted: Properties) -> dict[str, Any]:
    """What has to be set so that `held` has all that `wanted` has; None removes a property, 1 and 1.0 are two values."""
    return {
        name: value
        for name, value in wanted.items()
        if (old := held.get(name)) != value or type(old) is not type(value)
    }
