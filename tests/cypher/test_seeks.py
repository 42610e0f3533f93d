"""Queries that look up many ids do so by index, whatever Neo4j's statistics say at the moment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from graph.queries import query_text
from graph.store import Store
from tests.files import ROOT

CYPHER = ROOT / "cypher"
# Nodes that a load adds, found by what an index is on; a relationship's type is filled in.
_LOOKED_UP = re.compile(r"\((\w+):(Fact|Source|Event|Place|Write) \{(\w+):|\[(\w+):(RELATION_TYPE) \{(\w+):")
_MATCH = re.compile(r"^\s*MATCH .*$", re.MULTILINE)


def files() -> list[str]:
    found = sorted(
        file for folder in ("read", "write", "parts", "migrations") for file in (CYPHER / folder).glob("*.cypher")
    )
    return [f"{file.parent.name}/{file.stem}" for file in found if "UNWIND" in file.read_text(encoding="utf-8")]


def looked_up(text: str) -> set[str]:
    """What a text matches by a property, as its hints would have it: `f:Fact(id)`."""
    found = (one for line in _MATCH.findall(text) for one in _LOOKED_UP.findall(line))
    return {f"{(a or b)}:{(c or d)}({e or f})" for a, c, e, b, d, f in found}


@pytest.mark.parametrize("name", files())
def test_a_query_that_goes_through_a_list_names_its_seeks(name: str) -> None:
    text = (CYPHER / f"{name}.cypher").read_text(encoding="utf-8")
    assert looked_up(text) == set(re.findall(r"USING INDEX SEEK (\S+)", text))


def test_what_is_matched_is_seen() -> None:
    assert looked_up("MATCH (f:Fact {id: row.fact}), (a:Actor {id: row.actor})\nMERGE (p:Place {id: 1})") == {
        "f:Fact(id)"
    }
    assert looked_up("  MATCH ()-[e:RELATION_TYPE {given: edge}]->()") == {"e:RELATION_TYPE(given)"}


def test_no_hint_may_be_a_scan() -> None:
    for file in CYPHER.rglob("*.cypher"):
        assert not re.search(r"USING INDEX \w+:", file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("name", ["read/edges_by_id", "read/edges_given", "read/edges_taken", "read/edge_facts"])
def test_neo4j_takes_the_seek(store: Store, name: str) -> None:
    found = set(operators(store.explain(query_text(name, "SUPPLIES"), {"ids": ["a"]}, 30)))
    assert any("IndexSeek" in operator for operator in found)
    assert not any("Scan" in operator for operator in found)


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from operators(child)
