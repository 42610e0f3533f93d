"""Edges added up a column at a time are those that parts make one by one, to the last type of a number."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pytest

from graph.assessment import STATUSES
from graph.columns import Column
from graph.drawing import Drawn, to_resources
from graph.edge_columns import drawn_by, fed_by, pair_sums, resource_sums, together_of
from graph.edges import Contribution, Edge, FactEnds, ToResource, pair_sum, resource_sum
from graph.vocabulary import vocabulary

_DATES = (None, None, "2001", "2001-05", "2003~", "../1999", "2004/..", "2001-05-06", "2002-12-31")
_NUMBERS = (1, 3, 0.5, 0.1, 5.0, 2**60, 7)
_METHODS = ("manual", "dataset", "machine", "model:a", "model:b")


def made_up(chance: random.Random, count: int) -> list[Contribution]:
    words, found = vocabulary(), []
    for number in range(count):
        actor, recipient = chance.sample(("NOR", "ISL", "RUS"), 2)
        supply = chance.random() < 0.7
        relation, resource = ("supplies", chance.choice(("oil", "troops"))) if supply else ("visits", None)
        unit = chance.choice((None, "tonnes", "persons", "USD")) if supply else None
        ends = FactEnds(actor, relation, recipient, resource, chance.choice(("actual", "actual", "promised")))
        if supply and chance.random() < 0.2:
            ends = ends._replace(actor=None) if chance.random() < 0.5 else ends._replace(recipient=None)
        edge = ends.edge(unit, words)
        if edge is None:
            continue
        numbers: tuple[Any, ...] = (None, None, None)
        if unit is not None and chance.random() < 0.8:
            numbers = tuple(sorted(chance.choice(_NUMBERS) for _ in range(3)))
        part = {
            "id": f"f{number:024x}",
            "facts": 1,
            "status": chance.choice(STATUSES[:5]),
            "unit": unit,
            "since": chance.choice(_DATES),
            "until": chance.choice(_DATES),
            "dimension": chance.choice(("energy", "military")),
            "method": chance.choice(_METHODS),
            **dict(zip(("quantity_low", "quantity_best", "quantity_high"), numbers, strict=True)),
        }
        found.append(Contribution(edge, ends, unit, part))
    chance.shuffle(found)
    return found


def one_by_one(found: list[Contribution]) -> tuple[dict[str, Edge], dict[str, Edge]]:
    words = vocabulary()
    pairs: dict[str, list[Contribution]] = defaultdict(list)
    fed: dict[str, tuple[ToResource, list[Mapping[str, Any]]]] = {}
    for one in found:
        if one.ends.actor and one.ends.recipient:
            pairs[one.edge].append(one)
            continue
        for edge, what in to_resources([Drawn(one.ends, one.unit)], words):
            fed.setdefault(edge, (what, []))[1].append(one.part)
    edges = {
        ident: pair_sum(ident, parts[0].ends, parts[0].unit, [one.part for one in parts], words)
        for ident, parts in pairs.items()
    }
    for ident, made in edges.items():
        for to, what in to_resources([Drawn(pairs[ident][0].ends, pairs[ident][0].unit)], words):
            fed.setdefault(to, (what, []))[1].append(made.properties)
    return edges, {ident: resource_sum(ident, what, parts, words) for ident, (what, parts) in fed.items()}


def told(ends: tuple[str, str], columns: Mapping[str, Column]) -> dict[str, tuple[Any, ...]]:
    rows = zip(*(column.rows() for column in columns.values()), strict=True)
    edges = [dict(zip(columns, row, strict=True)) for row in rows]
    assert [edge["id"] for edge in edges] == sorted(edge["id"] for edge in edges)
    names = ("facts", "status", "dimension", "method", "valence", "since", "until", "modality", "resource", "unit")
    numbers = ("quantity_low", "quantity_best", "quantity_high")
    return {
        edge["id"]: (
            tuple(edge[end] for end in ends),
            edge["relation"],
            [edge[name] for name in names],
            [(edge[name], type(edge[name])) for name in numbers],
            edge.get("given"),
            edge.get("taken"),
        )
        for edge in edges
    }


def wanted(edges: Mapping[str, Edge]) -> dict[str, tuple[Any, ...]]:
    names = ("facts", "status", "dimension", "method", "valence", "since", "until", "modality", "resource", "unit")
    numbers = ("quantity_low", "quantity_best", "quantity_high")
    return {
        ident: (
            (edge.start, edge.end),
            edge.relation,
            [edge.properties.get(name) for name in names],
            [(edge.properties.get(name), type(edge.properties.get(name))) for name in numbers],
            edge.properties.get("given"),
            edge.properties.get("taken"),
        )
        for ident, edge in edges.items()
    }


@pytest.mark.parametrize(("seed", "count"), [(1, 1), (2, 8), (3, 60), (4, 600), (5, 2_000)])
def test_columns_add_up_to_the_edges_of_their_parts(seed: int, count: int) -> None:
    found = made_up(random.Random(seed), count)
    edges, resources = one_by_one(found)
    pairs, alone = drawn_by(found, vocabulary())
    fed = [alone]
    if pairs:
        summed = pair_sums(pairs, vocabulary())
        assert told(("actor", "recipient"), summed) == wanted(edges)
        fed.append(fed_by(summed))
    assert bool(pairs) == bool(edges)
    if resources:
        assert told(("actor", "resource"), resource_sums(together_of(fed), vocabulary())) == wanted(resources)
    assert count < 60 or len(edges) > 10 < len(resources)
