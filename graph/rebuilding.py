"""Everything that is derived from claims, made anew: statuses, numbers and edges (`bilat rebuild`)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from graph.deciding import held_facts
from graph.journal import Author, Entry, Write, settle
from graph.store import Store, Transaction
from graph.summing import summarise
from graph.vocabulary import Vocabulary, vocabulary

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many facts were assessed, how many derived edges stand, and how many were removed because nothing draws them."""

    facts: int
    edges: int
    removed: int


def rebuild(store: Store, advance: Callable[[int], None]) -> Rebuilt:
    """Assess all facts and draw all edges anew, a batch a transaction; the result is that of the loads.

    A batch draws its edges from all their facts, so an edge is right as soon as the last batch that touches it is done.
    """
    words = vocabulary()
    # Those that a load makes meanwhile are right, and none of ours to remove.
    stood = {kind: _stands(store, kind) for kind in (relation.type for relation in words.relations.values())}
    drawn: set[str] = set()
    after, facts = "", 0
    while ids := [row["id"] for row in store.read("read/fact_ids_after", after=after, limit=_BATCH)]:
        made, version = store.write(partial(_batch, ids=ids, words=words))
        settle(store, version)
        drawn |= made
        after = ids[-1]
        facts += len(ids)
        advance(len(ids))
    removed = sum(_sweep(store, kind, ids - drawn) for kind, ids in stood.items())
    entry = Entry("rebuild", Author.here(), facts=facts)
    settle(store, store.write(lambda transaction: Write.begin(transaction).end(transaction, entry)))
    return Rebuilt(facts, len(drawn), removed)


def _batch(transaction: Transaction, ids: list[str], words: Vocabulary) -> tuple[set[str], int]:
    """Draw the edges of these facts; answers their ids, and the graph's version from now on."""
    write = Write.begin(transaction)
    drawn = summarise(transaction, held_facts(transaction.run("read/facts_to_assess", ids=ids)), words)
    return drawn, write.end(transaction, None)


def _stands(store: Store, kind: str) -> set[str]:
    return {row["id"] for row in store.read("read/edge_ids", kind)}


def _delete(transaction: Transaction, kind: str, ids: list[str]) -> None:
    write = Write.begin(transaction)
    elements = [row["element"] for row in transaction.run("read/edges_by_id", kind, ids=ids)]
    transaction.run("write/edges_delete", elements=elements)
    write.end(transaction, None)


def _sweep(store: Store, kind: str, stale: Collection[str]) -> int:
    """Remove edges of a type that the rebuild didn't draw."""
    listed = sorted(stale)
    for start in range(0, len(listed), _BATCH):
        store.write(partial(_delete, kind=kind, ids=listed[start : start + _BATCH]))
    return len(listed)
