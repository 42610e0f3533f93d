"""What the graph holds of a batch, read while the batch before it is still being written.

Neo4j doesn't commit at a stroke: while it applies a transaction, others see some of it (nodes before their indexes, say). So
reading begins when the batch before has the writer's lock (`cypher/write/lock.cypher`), before which all earlier writes are
there as a whole; what that batch touched may have been seen half, and is read again. The graph's version counts all writes:
what was read is used only where nobody but the batch before has written since.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.deciding import Decision, Held, held_facts
from graph.drafting import Draft
from graph.drawing import Change, Run, Stood, standing, to_stand
from graph.store import Store, Transaction
from graph.vocabulary import Vocabulary


class Written(NamedTuple):
    """A batch that is written: what was new, the graph's version before and after it, and what it may have changed."""

    decision: Decision
    before: int
    after: int
    facts: Collection[str]
    edges: Collection[str]


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
        facts, edges = set(self.facts).difference(written.facts), set(self.edges).difference(written.edges)
        return Ahead(written.after, facts, _within(self.held, facts), edges, _within(self.stood, edges))

    def at(self, version: int) -> Ahead:
        """The same, where the graph is still of this version; nothing otherwise."""
        return self if self.version == version else Ahead()

    def facts_of(self, transaction: Transaction, ids: Sequence[str]) -> dict[str, Held]:
        """The facts of these ids that the graph holds, to be changed at will."""
        held = {ident: self.held[ident].copy() for ident in ids if ident in self.held}
        return held | _facts(transaction.run, [ident for ident in ids if ident not in self.facts])

    def edges_of(self, transaction: Transaction, relations: Mapping[str, str], words: Vocabulary) -> dict[str, Stood]:
        """Those of these edges that stand; `relations` are their relations by id. Neo4j's names for them hold on: of what
        was read before, nobody has removed any."""
        stood = {ident: self.stood[ident] for ident in relations if ident in self.stood}
        missing = {ident: relation for ident, relation in relations.items() if ident not in self.edges}
        return stood | standing(transaction.run, missing, words)


def look_ahead(store: Store, draft: Draft, words: Vocabulary, version: int) -> Ahead:
    """Read what the graph holds of a batch, while the batch before it holds the lock and found the graph at this version.

    Raises what `Store.read` raises.
    """
    relations = to_stand([Change(None, one) for one in draft.contributions], words)
    return Ahead(
        version,
        frozenset(draft.ids),
        _facts(store.read, draft.ids),
        relations.keys(),
        standing(store.read, relations, words),
    )


def _facts(run: Run, ids: Sequence[str]) -> dict[str, Held]:
    return held_facts(run("read/facts_to_assess", ids=ids)) if ids else {}


def _within(held: Mapping[str, Any], ids: Container[str]) -> dict[str, Any]:
    return {ident: one for ident, one in held.items() if ident in ids}
