"""Drawing derived edges in a write transaction, from what the facts in the graph add up to at that moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from graph.edges import Edge, FactEnds, ToResource, pair_edge, resource_edge
from graph.store import Transaction
from graph.vocabulary import Vocabulary


class Drawn(NamedTuple):
    """What an edge's id stands for: where it runs, and the unit of its numbers."""

    ends: FactEnds
    unit: str | None


def redraw(transaction: Transaction, touched: Mapping[str, Drawn], words: Vocabulary) -> set[str]:
    """Make the edges of these ids what their facts add up to, and then the edges to resources that they feed.

    An edge that no fact draws any more goes. Answers the ids of those that stand.
    """
    drawn: set[str] = set()
    pairs = {ident: drawn for ident, drawn in touched.items() if drawn.ends.actor and drawn.ends.recipient}
    if pairs:
        facts = _facts(transaction, pairs)
        edges = [pair_edge(ident, rows, words) for ident, rows in facts.items()]
        gone = {ident: drawn.ends.relation for ident, drawn in pairs.items() if ident not in facts}
        _put(transaction, edges, gone, words)
        drawn |= facts.keys()
    fed = dict(_fed(touched.values(), words))
    if fed:
        drawn |= _redraw_resources(transaction, fed, words)
    return drawn


def _fed(touched: Iterable[Drawn], words: Vocabulary) -> Iterable[tuple[str, ToResource]]:
    for ends, unit in touched:
        if ends.is_supply(words) and ends.resource:
            if ends.actor:
                yield ends.given(unit), ToResource("supplies", ends.actor, ends.resource, unit)
            if ends.recipient:
                yield ends.taken(unit), ToResource("receives", ends.recipient, ends.resource, unit)


def _redraw_resources(transaction: Transaction, fed: Mapping[str, ToResource], words: Vocabulary) -> set[str]:
    facts = _facts(transaction, fed)
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for relation, query in (("supplies", "read/edges_given"), ("receives", "read/edges_taken")):
        ids = sorted(ident for ident, edge in fed.items() if edge.relation == relation)
        for kind in supply_types(words) if ids else ():
            for row in transaction.run(query, kind, ids=ids):
                parts[row["edge"]].append(row["properties"])
    edges = [
        resource_edge(ident, edge, sorted(parts[ident], key=lambda part: part["id"]), facts.get(ident, []), words)
        for ident, edge in fed.items()
        if parts[ident] or ident in facts
    ]
    drawn = {edge.id for edge in edges}
    _put(transaction, edges, {ident: edge.relation for ident, edge in fed.items() if ident not in drawn}, words)
    return drawn


def supply_types(words: Vocabulary) -> list[str]:
    """The relationship types of supplies and its kinds, as they stand between actors."""
    return [r.type for r in words.relations.values() if r.canonical and r.is_a("supplies")]


def _facts(transaction: Transaction, ids: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    by_edge: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in transaction.run("read/edge_facts", ids=sorted(ids)):
        by_edge[row["edge"]].append(row)
    return {ident: sorted(rows, key=lambda row: row["id"]) for ident, rows in by_edge.items()}


def _put(transaction: Transaction, edges: Iterable[Edge], gone: Mapping[str, str], words: Vocabulary) -> None:
    """Update in place what stands, create what is missing, delete what nothing draws: a relationship type at a time."""
    by_type: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_type[words.relations[edge.relation].type].append(edge)
    for kind, group in by_type.items():
        rows = [{"id": e.id, "from": e.start, "to": e.end, "properties": dict(e.properties)} for e in group]
        stood = {row["id"] for row in transaction.run("write/edges_update", kind, edges=rows)}
        missing = [row for row in rows if row["id"] not in stood]
        if missing:
            query = "write/edges_create_of_resource" if group[0].to_resource else "write/edges_create"
            transaction.run(query, kind, edges=missing)
    by_gone: dict[str, list[str]] = defaultdict(list)
    for ident, relation in gone.items():
        by_gone[words.relations[relation].type].append(ident)
    for kind, ids in by_gone.items():
        transaction.run("write/edges_delete", kind, ids=sorted(ids))
