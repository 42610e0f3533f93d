"""Whether the graph is what its journal and its rules say (`bilat verify`). It only reads, a page at a time.

`chain` makes the journal's hashes anew, `facts` the ids of facts and claims, what each write wrote and what claims add up to,
`edges` the derived edges.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.errors import OlderGraphError
from graph.migrations import older_schema
from graph.store import Store
from graph.verifying.chain import Chain, windows
from graph.verifying.differences import Difference, Tell
from graph.verifying.edges import check_edges
from graph.verifying.facts import check_facts

__all__ = ["Difference", "Verified", "verify"]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at and the journal's newest entry; `expected` is the number of the entry that was asked for."""

    writes: int
    facts: int
    claims: int
    edges: int
    head: str | None
    expected: int | None
    differences: int


def verify(
    store: Store, tell: Tell, expect: str | None = None, advance: Callable[[int], None] = lambda _: None
) -> Verified:
    """Look at everything, and tell each difference as it is found.

    `expect` is a hash that somebody noted down: it has to be that of an entry. What is written meanwhile is left to the next
    time. Raises OlderGraphError for a graph that has no journal yet.
    """
    if (older := older_schema(store)) is not None:
        raise OlderGraphError(
            f"This graph has schema {older} and no journal yet: run 'bilat schema', which migrates it."
        )
    count = 0

    def told(difference: Difference) -> None:
        nonlocal count
        count += 1
        tell(difference)

    chain = Chain(store, expect)
    facts = claims = 0
    for number, window in enumerate(windows(chain, told)):
        # Of further parts of a very long journal only the contents are looked at: all else was, the first time.
        seen = check_facts(store, window, told, advance, first=number == 0)
        if number == 0:
            facts, claims = seen
    edges = check_edges(store, told, advance)
    return Verified(chain.writes, facts, claims, edges, chain.head, chain.expected, count)
