"""Derived edges as they stood for an earlier knowledge: added up anew from the facts that were known then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graph.claims import SUPPORTING
from graph.drawing import Drawn, to_resources
from graph.edges import Contribution, Edge, FactEnds, Properties, ToResource, contribution, pair_sum, resource_sum
from graph.reading import Clocks, FactFilter, all_facts
from graph.store import Store
from graph.vocabulary import vocabulary


def earlier_edges(store: Store, wanted: FactFilter) -> list[dict[str, Any]]:
    """Rows as of `read/derived_edges`: the edges that the facts of the filter were drawn as, and what they fed.

    An edge is always added up from all its facts of that time, whatever else the filter asks.
    """
    clocks = Clocks(known_at=wanted.clocks.known_at, recorded_by=wanted.clocks.recorded_by)
    everything = FactFilter(clocks=clocks)
    only = None if wanted == everything else {f["edge"] for f in all_facts(store, wanted) if f["edge"]}
    names: dict[str, str] = {}
    drawn: dict[str, list[Contribution]] = defaultdict(list)
    for fact in all_facts(store, everything):
        if (found := _contribution(fact)) is not None:
            drawn[found.edge].append(found)
            names |= {part["id"]: part["name"] for part in _parts(fact)}
    edges = _edges(drawn)
    if only is not None:
        fed = {edge.properties.get(name) for edge in edges if edge.id in only for name in ("given", "taken")}
        edges = [edge for edge in edges if edge.id in only or edge.id in fed]
    return _rows(store, edges, names)


def _parts(fact: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return [part for name in ("actor", "recipient", "resource") if (part := fact[name]) is not None]


def _contribution(fact: Mapping[str, Any]) -> Contribution | None:
    """What an answered fact added to its edge."""
    actor, recipient, resource = (fact[name] and fact[name]["id"] for name in ("actor", "recipient", "resource"))
    ends = FactEnds(
        actor=actor,
        relation=fact["relation"],
        recipient=recipient,
        resource=resource,
        modality=fact["modality"],
    )
    amount = fact["quantity"] or {}
    carried = {
        "draws": any(claim["counts"] and claim["stance"] in SUPPORTING for claim in fact["claims"]),
        "unit": amount.get("unit"),
        **{f"quantity_{name}": amount.get(name) for name in ("low", "best", "high")},
        **{name: fact[name] for name in ("edge", "status", "since", "until", "dimension", "method")},
    }
    return contribution(fact["id"], ends, carried)


def _edges(drawn: Mapping[str, list[Contribution]]) -> list[Edge]:
    words = vocabulary()
    pairs: list[Edge] = []
    fed: dict[str, ToResource] = {}
    parts: dict[str, list[Properties]] = defaultdict(list)
    alone: dict[str, list[Properties]] = defaultdict(list)
    for ident, found in drawn.items():
        ends, unit = found[0].ends, found[0].unit
        listed = sorted((one.part for one in found), key=_by_id)
        pair = pair_sum(ident, ends, unit, listed, words) if ends.actor and ends.recipient else None
        if pair is not None:
            pairs.append(pair)
        for edge, what in to_resources([Drawn(ends, unit)], words):
            fed[edge] = what
            if pair is not None:
                parts[edge].append(pair.properties)
            else:
                alone[edge] += listed
    resources = [
        resource_sum(edge, what, [*sorted(parts[edge], key=_by_id), *sorted(alone[edge], key=_by_id)], words)
        for edge, what in fed.items()
    ]
    return [*pairs, *resources]


def _by_id(part: Properties) -> str:
    return str(part["id"])


def _rows(store: Store, edges: Iterable[Edge], names: Mapping[str, str]) -> list[dict[str, Any]]:
    words, edges = vocabulary(), list(edges)
    ids = sorted({end for edge in edges for end in ([edge.start] if edge.to_resource else [edge.start, edge.end])})
    kinds = {ident: kind for ident, _, kind in store.read("read/actors", ids=ids)[0]["actors"]}
    return [
        {
            "start": {"id": edge.start, "name": names[edge.start], "kind": kinds[edge.start]},
            "type": words.relations[edge.relation].type,
            "properties": {name: value for name, value in edge.properties.items() if value is not None},
            "end": {
                "id": edge.end,
                "name": names[edge.end],
                "kind": "Resource" if edge.to_resource else kinds[edge.end],
            },
        }
        for edge in edges
    ]
