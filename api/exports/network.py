"""GraphML and GEXF: actors, resources and the derived edges, written by networkx."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graph.earlier_edges import earlier_edges
from graph.reading import FactFilter, all_facts
from graph.store import Store
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    import networkx as nx

_WRITTEN_ON = re.compile(r' lastmodifieddate="[^"]*"')


def derived_network(store: Store, wanted: FactFilter) -> nx.MultiDiGraph[str]:
    """The derived edges between actors and resources, each under its id; both ends carry `name` and `kind`.

    Where the filter asks for certain facts, only edges that one of these facts is drawn as, and what they feed.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    rows = _rows(store, wanted) if wanted.clocks.now else earlier_edges(store, wanted)
    for row in rows:
        for end in ("start", "end"):
            network.add_node(row[end]["id"], name=row[end]["name"], kind=row[end]["kind"].lower())
    ordered: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ordered.add_nodes_from(sorted(network.nodes(data=True)))
    for row in sorted(rows, key=lambda row: str(row["properties"]["id"])):
        told = {name: value for name, value in sorted(row["properties"].items()) if name not in {"given", "taken"}}
        ordered.add_edge(row["start"]["id"], row["end"]["id"], key=told["id"], relation=row["type"].lower(), **told)
    return ordered


def _rows(store: Store, wanted: FactFilter) -> list[dict[str, Any]]:
    types = [relation.type for relation in vocabulary().relations.values()]
    only = None if wanted == FactFilter() else sorted({f["edge"] for f in all_facts(store, wanted) if f["edge"]})
    return store.read("read/derived_edges", types=types, only=only)


def write_graphml(store: Store, wanted: FactFilter) -> Iterator[bytes]:
    """GraphML, as igraph, Gephi, yEd and R read it."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml(_without_id(derived_network(store, wanted)), out)
    yield out.getvalue()


def write_gexf(store: Store, wanted: FactFilter) -> Iterator[bytes]:
    """GEXF, as Gephi reads it. The date of writing is left out: equal graphs give equal bytes."""
    import networkx as nx

    network = _without_id(derived_network(store, wanted))
    text = "\n".join(nx.generate_gexf(network))
    yield f"{_WRITTEN_ON.sub('', text)}\n".encode()


def _without_id(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    # Both formats have an attribute `id` of their own, which networkx fills with the key.
    for *_, told in network.edges(data=True):
        told.pop("id")
    return network
