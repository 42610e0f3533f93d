"""JSON-LD: facts with their claims and sources, as linked data.

Names, sources and their dates are schema.org's; everything else has terms of Bilat's own vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from graph.reading import FactFilter, all_facts
from graph.store import Store

CONTEXT = {
    "@vocab": "urn:bilat:vocabulary:",
    "fact": "urn:bilat:fact:",
    "claim": "urn:bilat:claim:",
    "actor_": "urn:bilat:actor:",
    "resource_": "urn:bilat:resource:",
    "source_": "urn:bilat:source:",
    "schema": "https://schema.org/",
    "name": "schema:name",
    "title": "schema:headline",
    "publisher": "schema:publisher",
    "url": {"@id": "schema:url", "@type": "@id"},
    "published_on": "schema:datePublished",
    "in_return_for": {"@type": "@id"},
}

_KINDS = {"actor": "actor_", "recipient": "actor_", "resource": "resource_"}
_PLAIN = (
    "name", "relation", "modality", "level", "place", "since", "until", "quantity", "value", "status", "disputed_aspects",
    "acknowledged", "denied_by_party", "quantities_disagree", "origins", "method", "undated", "dimension", "key", "dyad",
)  # fmt: skip


def write(store: Store, wanted: FactFilter) -> Iterator[bytes]:
    """One document: a context and a graph with an object for each fact that passes, in order of id."""
    yield b'{"@context":' + orjson.dumps(CONTEXT) + b',"@graph":[\n'
    first = True
    for fact in all_facts(store, wanted):
        yield (b"" if first else b",\n") + orjson.dumps(fact_object(fact))
        first = False
    yield b"\n]}\n"


def fact_object(fact: Mapping[str, Any]) -> dict[str, Any]:
    """A fact as a JSON-LD object."""
    told = {name: fact[name] for name in _PLAIN if fact[name] is not None}
    for name, prefix in _KINDS.items():
        if fact[name]:
            told[name] = {"@id": f"{prefix}:{fact[name]['id']}", "name": fact[name]["name"]}
    told["regarding"] = [{"@id": f"actor_:{one['id']}", "name": one["name"]} for one in fact["regarding"]]
    told["in_return_for"] = [f"fact:{ident}" for ident in fact["in_return_for"]]
    told["claims"] = [_claim(claim) for claim in fact["claims"]]
    return {"@id": f"fact:{fact['id']}", "@type": "Fact", **told}


def _claim(claim: Mapping[str, Any]) -> dict[str, Any]:
    left_out = {"id", "by", "source", "counts", "day"}
    told = {name: value for name, value in claim.items() if value is not None and name not in left_out}
    source = {name: value for name, value in claim["source"].items() if value is not None and name != "id"}
    by = claim["by"]
    return {
        "@id": f"claim:{claim['id']}",
        "@type": "Claim",
        "by": {"@id": f"actor_:{by['id']}", "name": by["name"], "kind": by["kind"]},
        "source": {"@id": f"source_:{claim['source']['id']}", **source},
        **told,
    }
