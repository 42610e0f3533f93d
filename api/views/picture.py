"""Pictures as pyvis networks: nodes and edges in vis-network's own words, and what each of them stands for.

pyvis's `add_node` and `add_edge` look through all that is there for each new one (3.7 s for 10,000 undirected edges), so the
network's lists are filled directly. Colours are given as dimensions: the page's style sheet knows them for both themes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.views.frames import Fact
from api.views.palette import DRAWN, STATUSES

Item = dict[str, Any]

_LONGEST_LABEL = 34
_DASHES: dict[str, Any] = {"disputed": [9, 6], "reported": [2, 5]}
_MANY_EDGES = 1500
_SAYS: dict[str, Any] = {"asserts": False, "confirms": False, "reports": [2, 5], "doubts": [9, 6], "denies": [9, 6]}
_BY_MACHINE = frozenset({"machine", "computed"})


def shortened(text: str, longest: int = _LONGEST_LABEL) -> str:
    """A label that fits its box; the whole text stands in the panel and the tables.

    >>> shortened("a" * 50, 5)
    'aaaa…'
    """
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def joint_status(statuses: Iterable[str]) -> str:
    """The status of an edge: disputed when one of its facts is, otherwise the best that one of them has (DESIGN 3)."""
    found = set(statuses)
    return "disputed" if "disputed" in found else min(found, key=list(STATUSES).index)


def drawn(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that a picture shows: denied and retracted ones stay in the tables."""
    return [fact for fact in facts if fact["status"] in DRAWN]


def node(ident: str, label: str, kind: str, point: tuple[float, float], **more: Any) -> Item:
    """A node: `kind` (country, thing, speaker, partner, dot) decides on its looks in the page's script.

    `full` is its whole name where the label is shortened, `href` its page, `actor` whether it is one (and has neighbours
    that can be asked for).
    """
    return {"id": ident, "label": label, "kind": kind, "shape": "box", "x": point[0], "y": point[1], **more}


def line(
    start: str,
    end: str,
    *,
    facts: Sequence[str],
    dimension: str,
    status: str,
    count: int,
    valence: float,
    arrow: bool = True,
    faint: bool = False,
    **more: Any,
) -> Item:
    """An edge (SHEET, "How things look"): `facts` are the ids of the items that it stands for, `count` how many facts.

    Width on a root scale of how many they are, thick where corroborated, dots where only reported, dashes and a mark
    where disputed, lighter where only machines say so; an arrowhead unless the relation is symmetric.
    """
    width = (3.4 if status == "corroborated" else 1.7) * math.sqrt(min(count, 50))
    item: Item = {
        "from": start,
        "to": end,
        "kind": "fact",
        "facts": list(facts),
        "dimension": dimension,
        "status": status,
        "valence": round(valence, 2),
        "width": round(width, 1),
        "dashes": _DASHES.get(status, False),
        **more,
    }
    if arrow:
        item["arrows"] = "to"
    if faint:
        item["faint"] = True
    return item


def edge(start: str, end: str, facts: Sequence[Fact], *, arrow: bool = True, **more: Any) -> Item:
    """The edge that stands for these facts, which are of one dimension."""
    return line(
        start,
        end,
        facts=[str(fact["id"]) for fact in facts],
        dimension=str(facts[0]["dimension"]),
        status=joint_status(str(fact["status"]) for fact in facts),
        count=len(facts),
        valence=sum(fact["valence"] for fact in facts) / len(facts),
        arrow=arrow,
        faint=all(fact["method"] in _BY_MACHINE for fact in facts),
        **more,
    )


def says(speaker: str, about: str, stance: str, facts: Sequence[str], **more: Any) -> Item:
    """The line from who speaks to what is spoken of."""
    return {
        "from": speaker,
        "to": about,
        "kind": "says",
        "stance": stance,
        "facts": list(facts),
        "width": 1,
        "dashes": _SAYS[stance],
        **more,
    }


def picture(nodes: Sequence[Item], edges: Sequence[Item], *, smooth: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The picture as the page's data: `{"nodes", "edges", "options"}`, with an id on each edge.

    Nodes stand where they were put until the reader lets them move. `smooth` is how lines bend (vis-network's words); a
    large picture has straight ones.
    """
    # pyvis brings IPython along, which takes longer to import than all else: only a page with a picture pays for it.
    from pyvis.network import Network  # noqa: PLC0415

    network = Network(directed=True, cdn_resources="local")
    network.nodes = [*nodes]
    network.edges = [{"id": f"e{place}", **item} for place, item in enumerate(edges)]
    network.node_ids = [item["id"] for item in nodes]
    network.node_map = {item["id"]: item for item in nodes}
    network.toggle_physics(False)
    filled, joined, _, _, _, told = network.get_network_data()
    options: dict[str, Any] = json.loads(told)
    # The page has no panel of settings; straight lines are what a large picture can be moved with.
    options.pop("configure", None)
    large = len(edges) > _MANY_EDGES
    if large:
        for item in joined:
            item["width"] = round(item["width"] * 0.4, 1)
    options["edges"] = {"smooth": smooth or False if not large else False}
    options["physics"] |= {"barnesHut": {"gravitationalConstant": -6000, "springLength": 140, "avoidOverlap": 0.4}}
    options["physics"]["stabilization"] = {"enabled": False}
    options["layout"] = {"improvedLayout": False}
    options["interaction"] = {
        "hover": True,
        "hideEdgesOnDrag": large,
        "hideEdgesOnZoom": large,
        "zoomView": True,
        "multiselect": False,
        "tooltipDelay": 100,
    }
    return {"nodes": filled, "edges": joined, "options": options}
