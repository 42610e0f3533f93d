"""The schema, the countries and the vocabulary, put into a graph: what `bilat up` and `bilat schema` apply."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from graph.claims import STANCES
from graph.countries import Countries, Country, countries
from graph.drawing import supply_types
from graph.errors import OlderGraphError, UnusableError
from graph.journal import Author, Entry, Write, settle
from graph.queries import statements
from graph.store import Store, Transaction
from graph.vocabulary import Vocabulary, vocabulary

# Raise it with every change of the schema that an older graph doesn't have, and add a step to graph/migrations.
SCHEMA_VERSION = 2


def prepare(store: Store) -> bool:
    """Give the graph its schema, countries and vocabulary where it doesn't have them in this form yet.

    Answers whether anything had to be done. Raises UnusableError for a graph of a newer Bilat, OlderGraphError for one of an
    older, which `graph/migrations` brings here.
    """
    words, states = vocabulary(), countries()
    sign = _sign(words, states)
    rows = store.read("read/graph")
    if _is_filled(rows, sign):
        return False
    if (version := schema_of(store)) < SCHEMA_VERSION:
        raise OlderGraphError(
            f"This graph has schema {version}, and this Bilat needs {SCHEMA_VERSION}: run 'bilat schema', which backs it up and "
            "migrates it."
        )
    _constraints(store, words)
    filled = store.write(lambda transaction: _fill(transaction, words, states, sign))
    if filled is None:
        return False
    settle(store, filled)
    return True


def schema_of(store: Store) -> int:
    """The version of the schema that a graph has; a new one gets the newest.

    Raises UnusableError for one that is newer than this Bilat.
    """
    rows = store.read("read/graph")
    version = rows[0]["schema"] if rows else SCHEMA_VERSION
    if version is None:
        # An import of the first schema that was killed before it gave the graph its schema.
        version = 1 if store.read("read/totals")[0]["facts"] else SCHEMA_VERSION
    if version > SCHEMA_VERSION:
        raise UnusableError(
            f"This graph has schema {version}, and this Bilat knows {SCHEMA_VERSION}: use a newer Bilat for it."
        )
    return version


def _is_filled(rows: Sequence[Mapping[str, Any]], sign: str) -> bool:
    return bool(rows) and rows[0]["schema"] == SCHEMA_VERSION and rows[0]["vocabulary"] == sign


def is_current(store: Store) -> bool:
    """Whether `prepare` would have nothing to do."""
    return _is_filled(store.read("read/graph"), _sign(vocabulary(), countries()))


def _constraints(store: Store, words: Vocabulary) -> None:
    """Constraints and indexes, made once: about 150 statements that cost seconds on a cold server."""
    for text in _schema_texts(words):
        store.command(text)


def _schema_texts(words: Vocabulary) -> Iterator[str]:
    yield from statements("schema")
    for stance in STANCES:
        yield from statements("schema_stance", stance.upper())
    for relation in words.relations.values():
        yield from statements("schema_relation", relation.type)
    for kind in supply_types(words):
        yield from statements("schema_supply", kind)


def _fill(transaction: Transaction, words: Vocabulary, states: Countries, sign: str) -> int | None:
    """Answers the graph's version from now on; None where another process did it while this one waited for the lock."""
    write = Write.begin(transaction)
    if _is_filled(transaction.run("read/graph"), sign):
        write.end(transaction, None, changed=False)
        return None
    rows = [{"id": country.id, "properties": country_properties(country)} for country in states]
    transaction.run("write/countries", countries=rows)
    transaction.run(
        "write/successions",
        successions=[
            {"later": succession.country, "earlier": succession.predecessor, "on": succession.on.isoformat()}
            for country in states
            for succession in country.succeeds
        ],
    )
    transaction.run(
        "write/resources",
        resources=[
            {"id": r.id, "parent": r.parent, "properties": {"name": r.name, "unit": r.unit, "dimension": r.dimension}}
            for r in words.resources.values()
        ],
    )
    transaction.run(
        "write/organisations",
        organisations=[
            {"id": o.id, "properties": {"name": o.name, "aliases": list(o.aliases), "kind": o.kind}}
            for o in words.organisations.values()
        ],
    )
    transaction.run("write/mark_schema", schema=SCHEMA_VERSION, vocabulary=sign)
    author = Author.here(f"schema {SCHEMA_VERSION}, vocabulary {sign}")
    return write.end(transaction, Entry("schema", author))


def country_properties(country: Country) -> dict[str, object]:
    """What a country's node keeps; Neo4j has no lists of records, so a dated number is text: `365 1816-01-01/1922-12-29`."""
    return {
        "name": country.name,
        "iso2": country.iso2,
        "iso_numeric": country.iso_numeric,
        "aliases": list(country.aliases),
        "kind": country.kind,
        "cow": [_dated(f"{c.number} {c.abbreviation}", c.first, c.last) for c in country.cow],
        "gw": [_dated(f"{c.number} {c.abbreviation}", c.first, c.last) for c in country.gw],
        "periods": [_dated("", p.first, p.last).strip() for p in country.periods],
    }


def _dated(what: str, first: object, last: object) -> str:
    return f"{what} {first or '..'}/{last or '..'}"


def _sign(words: Vocabulary, states: Countries) -> str:
    """A hash of all that is put into the graph, so that a changed vocabulary or register is put in anew."""
    told = [
        words.fingerprint,
        [[country.id, country_properties(country), [str(s) for s in country.succeeds]] for country in states],
    ]
    return hashlib.blake2b(orjson.dumps(told), digest_size=12).hexdigest()
