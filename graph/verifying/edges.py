"""Derived edges: each is what its facts add up to, and none is there that no fact draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from graph.drawing import differences, pair_edges, resource_edges
from graph.edges import Edge, ToResource
from graph.store import Store
from graph.verifying.differences import REBUILD, Difference, Tell
from graph.vocabulary import Relation, vocabulary

_PAGE = 1_000


def check_edges(store: Store, tell: Tell, advance: Callable[[int], None]) -> int:
    """Walk through all derived edges, type by type in order of id; answers how many there are."""
    count = 0
    by_type = {relation.type: relation for relation in vocabulary().relations.values()}
    for used in store.read("read/edge_types", "|".join(by_type)):
        relation = by_type[used["type"]]
        for row in used["by_hand"]:
            drawn = f"({row['start']})-[:{relation.type}]->({row['end']}) is no edge that Bilat drew: it has no id"
            tell(Difference("edge", None, drawn, "delete it; it was drawn by hand"))
        after = ""
        while rows := store.read("read/edges_after", relation.type, after=after, limit=_PAGE):
            if found := list(_page(store, relation, rows)):
                again = store.read("read/edges_after", relation.type, after=after, limit=_PAGE)
                still = set(_page(store, relation, again))
                for difference in found:
                    if difference in still:
                        tell(difference)
            after = rows[-1]["id"]
            count += len(rows)
            advance(len(rows))
    return count


def _page(store: Store, relation: Relation, rows: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    words = vocabulary()
    fed = {
        row["id"]: ToResource(relation.id, row["start"], row["end"], row["properties"].get("unit"))
        for row in rows
        if row["to_resource"]
    }
    right = pair_edges(store.read, [row["id"] for row in rows if not row["to_resource"]], words)
    right |= resource_edges(store.read, fed, words)
    seen: set[str] = set()
    for row in rows:
        if row["id"] in seen:
            yield Difference("edge", row["id"], f"the edge {row['id']} is there twice", REBUILD)
            continue
        seen.add(row["id"])
        yield from _check(row, relation, right.get(row["id"]))


def _check(row: Mapping[str, Any], relation: Relation, right: Edge | None) -> Iterator[Difference]:
    name = f"the edge {row['id']}, ({row['start']})-[:{relation.type}]->({row['end']}),"
    if right is None:
        yield Difference("edge", row["id"], f"{name} is drawn from no fact", REBUILD)
        return
    if (right.start, right.relation, right.end) != (row["start"], relation.id, row["end"]):
        found = f"{name} should be ({right.start})-[:{right.relation.upper()}]->({right.end})"
        yield Difference("edge", row["id"], found, REBUILD)
    held = row["properties"]
    if wrong := differences(held, right.properties):
        told = "; ".join(
            f"{what} is {held.get(what)!r}, its facts give {value!r}" for what, value in sorted(wrong.items())
        )
        yield Difference("edge", row["id"], f"{name[:-1]}: {told}", REBUILD)
