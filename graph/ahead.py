"""What the graph holds of a batch, read while the batch before it is still being written.

Neo4j doesn't commit at a stroke: while it applies a transaction, others see some of it (nodes before their indexes, say). So
reading begins when the batch before has the writer's lock (`cypher/write/lock.cypher`), before which all earlier writes are
there as a whole. What that batch touched may have been seen half: its facts are read again, and of its edges the writer knows
what it made them. It keeps that for later batches, too, which mostly add to the same edges. The graph's version counts all
writes: what was read or kept is used only where nobody but this writer has written since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from graph.deciding import Decision, Held, held_facts
from graph.drafting import Draft
from graph.drawing import Run, Stood, standing
from graph.store import Store, Transaction
from graph.vocabulary import Vocabulary

# Of edges, each some 2 KB, that a writer keeps: of 200 countries' trade, aid and politics a batch finds two of three in it.
_KEPT = 40_000


class Written(NamedTuple):
    """A batch that is written: what was new, the graph's version before and after it, the facts that it may have changed,
    and what it left of the edges that it may have changed."""

    decision: Decision
    before: int
    after: int
    facts: Collection[str]
    edges: Mapping[str, Stood | None]


class Kept:
    """The edges that a writer's batches left, those that were written last: what the graph holds of them at a version."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._version = -1
        self._stood: dict[str, Stood] = {}

    def at(self, version: int, ids: Iterable[str]) -> dict[str, Stood]:
        """Those of these edges that are kept, where the graph is still of the version that the last batch left."""
        if version != self._version:
            return {}
        return {ident: self._stood[ident] for ident in ids if ident in self._stood}

    def take(self, written: Written) -> None:
        """Keep what a batch left; where somebody else wrote before it, nothing else any more."""
        if written.before != self._version:
            self._stood.clear()
        self._version = written.after
        for ident, edge in written.edges.items():
            self._stood.pop(ident, None)
            if edge is not None:
                self._stood[ident] = edge  # behind all others
        for ident in list(islice(self._stood, max(0, len(self._stood) - self._most))):
            del self._stood[ident]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is true of facts and edges at a version of the graph; `facts` and `edges` are all that were asked for."""

    version: int = -1
    facts: Collection[str] = field(default=frozenset())
    held: Mapping[str, Held] = field(default_factory=dict)
    edges: Collection[str] = field(default=frozenset())
    stood: Mapping[str, Stood] = field(default_factory=dict)

    def after(self, written: Written) -> Ahead:
        """What is still true once the batch that was under way is written; nothing, where somebody else wrote, too."""
        if self.version != written.before:
            return Ahead()
        facts = set(self.facts).difference(written.facts)
        held = {ident: one for ident, one in self.held.items() if ident in facts}
        stood = {ident: edge for ident in self.edges if (edge := written.edges.get(ident, self.stood.get(ident)))}
        return Ahead(written.after, facts, held, self.edges, stood)

    def at(self, version: int) -> Ahead:
        """The same, where the graph is still of this version; nothing otherwise."""
        return self if self.version == version else Ahead()

    def facts_of(self, transaction: Transaction, ids: Sequence[str]) -> dict[str, Held]:
        """The facts of these ids that the graph holds, to be changed at will."""
        held = {ident: self.held[ident].copy() for ident in ids if ident in self.held}
        return held | _facts(transaction.run, [ident for ident in ids if ident not in self.facts])

    def edges_of(self, transaction: Transaction, relations: Mapping[str, str], words: Vocabulary) -> dict[str, Stood]:
        """Those of these edges that stand; `relations` are their relations by id."""
        stood = {ident: self.stood[ident] for ident in relations if ident in self.stood}
        missing = {ident: relation for ident, relation in relations.items() if ident not in self.edges}
        return stood | standing(transaction.run, missing, words)


def look_ahead(store: Store, draft: Draft, words: Vocabulary, version: int, kept: Kept) -> Ahead:
    """Read what the graph holds of a batch, but for edges that are kept, while the batch before it holds the lock and found
    the graph at this version.

    Raises what `Store.read` raises.
    """
    stood = kept.at(version, draft.relations)
    missing = {ident: relation for ident, relation in draft.relations.items() if ident not in stood}
    return Ahead(
        version,
        frozenset(draft.ids),
        _facts(store.read, draft.ids),
        draft.relations.keys(),
        stood | standing(store.read, missing, words),
    )


def _facts(run: Run, ids: Sequence[str]) -> dict[str, Held]:
    return held_facts(run("read/facts_to_assess", ids=ids)) if ids else {}
