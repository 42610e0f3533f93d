"""Where a load's statements go: into a graph, into files for a bulk import, or nowhere but into the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

from graph import fact_table
from graph.deciding import Decision, decide, held_facts
from graph.fact_table import NO_FACTS, Table
from graph.lookup import known_facts
from graph.model import Fact, Statement
from graph.store import Store
from loaders.summary import Summary


class Target(Protocol):
    """Takes the batches of a load one after the other; used in a `with`, which ends them."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def write(self, statements: Sequence[Statement], what: str, table: Table = NO_FACTS) -> None:
        """Take a batch of the file `what`: statements, and a table of plain ones in order of its ids. What was new of it is
        counted by the end of the block at the latest."""
        ...

    def known(self, ids: Sequence[str], *, last: bool) -> Mapping[str, Fact]:
        """Those of the facts with these ids that are there; before the `last` time a fact may be left out."""
        ...


@dataclass
class Rehearsal:
    """A dry run: what it would have written so far, over all its files, which the real load would find in the graph."""

    store: Store
    summary: Summary
    claims: set[str] = field(default_factory=set)
    facts: dict[str, Fact] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, statements: Sequence[Statement], what: str, table: Table = NO_FACTS) -> None:  # noqa: ARG002 - nothing is noted of it
        """Count a batch."""
        statements = [*statements, *fact_table.statements(table)]
        ids = sorted({statement.fact.id for statement in statements})
        held = held_facts(self.store.read("read/facts_to_assess", ids=ids))
        claims, facts = self._count(decide(held, statements, ""))
        self.summary.count(len(statements), claims=claims, facts=facts)

    def known(self, ids: Sequence[str], *, last: bool) -> Mapping[str, Fact]:  # noqa: ARG002 - it knows all at any time
        """The facts of the graph and of the batches before."""
        return known_facts(self.store, ids) | {ident: self.facts[ident] for ident in ids if ident in self.facts}

    def _count(self, decision: Decision) -> tuple[int, int]:
        claims = {claim.id for _, claim, _ in decision.claims} - self.claims
        facts = decision.facts.keys() - self.facts.keys()
        self.claims |= claims
        self.facts.update(decision.facts)
        return len(claims), len(facts)
