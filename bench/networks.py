"""A view of a large network, its query included, against what pyvis alone takes for the same undirected graph."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import networkx as nx
from pyvis.network import Network

from api.views.network import network_page
from bench.asking import AnswerError
from bench.bare import Bare
from bench.loading import load
from bench.measure import Ratio, in_turn
from graph.reading import FactFilter
from graph.store import Store

NODES, EDGES = 2_000, 10_000
_SOURCE = {"claimant": "Bench", "claimant_kind": "organisation", "source_title": "Made up for measuring"}


def pairs(nodes: int, edges: int, seed: int = 1) -> list[tuple[int, int]]:
    """Different unordered pairs in which every node is, few of them in very many."""
    chance = random.Random(seed)  # noqa: S311 - the same on every run
    found = {(number, (number + 1) % nodes) for number in range(nodes)}
    while len(found) < edges:
        one, other = int(nodes * chance.random() ** 2), chance.randrange(nodes)
        if one != other and (one, other) not in found and (other, one) not in found:
            found.add((one, other))
    return sorted(found)


def records(made: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """A fact for each pair, between organisations: there are not enough countries."""
    for one, other in made:
        yield _SOURCE | {
            "actor": f"Bench actor {one}",
            "actor_kind": "organisation",
            "relation": "supplies",
            "resource": "food",
            "partner": f"Bench actor {other}",
            "partner_kind": "organisation",
            "since": str(1950 + one % 70),
        }


def by_pyvis(made: list[tuple[int, int]]) -> str:
    """The page that pyvis makes of the same undirected graph."""
    network = Network(cdn_resources="in_line")
    network.from_nx(nx.Graph(made))
    return str(network.generate_html())


def measure(store: Store, bare: Bare, rounds: int, nodes: int = NODES, edges: int = EDGES) -> Ratio:
    """Both sides in turn: the page of the network, asked of Neo4j each time, and pyvis with its graph at hand."""
    made = pairs(nodes, edges)
    bare.wipe()
    load(store, records(made))

    def ours() -> None:
        page = network_page(store, FactFilter())
        if page.count('"kind":"fact"') != edges:
            raise AnswerError(f"The page doesn't have {edges:,} lines.")

    taken = in_turn(rounds, ours, lambda: by_pyvis(made))
    bare.wipe()
    return Ratio(
        name=f"A view of {nodes:,} actors and {edges:,} lines",
        ours_name="/views/network with its query",
        theirs_name="pyvis from_nx and generate_html",
        ours=taken[0],
        theirs=taken[1],
        aim="a third or less",
    )
