"""Reference pages of what people write and ask: the record, the vocabulary, the named queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from api.reference.markdown import code, page, table
from graph.claims import Claim
from graph.named import named_queries
from graph.record import FIELDS, FactRecord
from graph.vocabulary import load_vocabulary

DOCS = Path(__file__).resolve().parents[2] / "docs"


def queries() -> Iterator[str]:
    """The named queries with their parameters."""
    yield from page("Named queries", "Ask them with `bilat query NAME k=v`, or `GET /queries/NAME?k=v`.")
    for query in named_queries().values():
        yield from ("", f"## {query.name}", "", f"{query.title}. {query.description}")
        yield from ("", f"Reads `{query.pattern}`." if query.pattern else "")
        rows = [
            [code(p.name), p.type, p.description, "needed" if p.required else code(p.default)] for p in query.parameters
        ]
        yield from ("", *table(["Parameter", "Type", "Meaning", "Default"], rows))


def relations() -> Iterator[str]:
    """The relations of the vocabulary."""
    yield from page("Relations", "The kinds of facts. A user's own file (BILAT_VOCABULARY) adds to them.")
    heads = ["Relation", "Meaning", "Kind of", "Inverse", "PLOVER", "Valence", "Quad class", "Dimension", "Levels"]
    rows = [
        [
            code(r.id),
            r.definition,
            code(r.parent),
            "symmetric" if r.symmetric else code(r.inverse),
            r.plover,
            f"{r.valence:+.1f}",
            r.quad_class.replace("_", " "),
            r.dimension,
            ", ".join(r.levels),
        ]
        for r in load_vocabulary().relations.values()
    ]
    yield from ("", *table(heads, rows))


def resources() -> Iterator[str]:
    """The resources and units of the vocabulary."""
    yield from page(
        "Resources and units", "What passes between actors. A user's own file (BILAT_VOCABULARY) adds to them."
    )
    words = load_vocabulary()
    heads = ["Resource", "Name", "Kind of", "Unit", "Dimension", "HS", "SIPRI category"]
    rows = [
        [code(r.id), r.name, code(r.parent), code(r.unit), r.dimension, ", ".join(r.hs), r.sipri]
        for r in words.resources.values()
    ]
    yield from ("", *table(heads, rows), "", "## Units", "")
    units = [[code(u.id), u.label, u.measure, u.currency, u.year, u.valuation] for u in words.units.values()]
    yield from table(["Unit", "Label", "Measure", "Currency", "Year of prices", "Valuation"], units)


def record() -> Iterator[str]:
    """The fields of a record, and what the graph keeps of a claim beside them."""
    yield from page(
        "The fact record", "One record is one claim. The same fields in JSONL, JSON, CSV, YAML and `POST /facts`."
    )
    meanings = field_meanings()
    schema = FactRecord.model_json_schema()["properties"]
    rows = [
        [code(name), _kind(schema[name]), meanings["record"].get(name), code(schema[name].get("default") or None)]
        for name in FIELDS
    ]
    yield from ("", *table(["Field", "Kind", "Meaning", "Default"], rows), "", "## A claim in the graph", "")
    yield "The relationship keeps the record's numbers, dates and texts under the same names, and:"
    own = [
        [code(name), meanings["claim"].get(name)]
        for name in Claim._fields
        if name not in meanings["record"] or name in meanings["claim"]
    ]
    yield from ("", *table(["Property", "Meaning"], own))


def field_meanings() -> Mapping[str, Mapping[str, str]]:
    """What each field of a record and each further property of a claim means (docs/record-fields.yaml)."""
    told: Mapping[str, Mapping[str, str]] = yaml.safe_load((DOCS / "record-fields.yaml").read_text(encoding="utf-8"))
    return told


def _kind(schema: Mapping[str, Any]) -> str:
    one = next((kind for kind in schema.get("anyOf", [schema]) if kind.get("type") != "null"), schema)
    if "enum" in one:
        return ", ".join(one["enum"])
    if one["type"] == "number":
        return f"number from {one['ge']}" + (f" to {one['le']}" if "le" in one else "")
    return {"string": "text", "boolean": "true or false", "array": "list of texts"}[one["type"]]
