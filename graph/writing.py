"""Writing claims: lock, read what is there, decide, add up, write, draw, in one transaction a batch.

A reader sees a fact with its claims, its status and its edges, or none of it, but for the moment in which Neo4j applies what
is committed (`settle` in `graph/journal.py`); a killed load leaves whole batches; a batch that is written twice changes
nothing. The lock (`cypher/write/lock.cypher`) lets one writer at a time through. What a batch adds is decided and added up
before anything is written, so that a new fact is written once, with all that it carries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from typing import Any

from graph.ahead import Ahead, Written
from graph.deciding import Decision, decide
from graph.drafting import Draft, New, claim_row
from graph.drawing import Change, add_up, adjust, to_stand
from graph.journal import Author, Entry, Write, claim_line, content_of, link_line
from graph.mentioning import Mentioned, first_text
from graph.model import Event
from graph.store import Store, Transaction
from graph.summing import changes, sum_up, write_places, write_summaries
from graph.vocabulary import vocabulary


def write_draft(
    store: Store,
    draft: Draft,
    author: Author,
    ahead: Ahead | None = None,
    locked: Callable[[int], None] = lambda _: None,
) -> Written:
    """Write a batch that was drafted before in one transaction, and its entry in the journal; answers what was new.

    `ahead` is what was read of the batch before its turn came; `locked` is told the graph's version once the batch has the
    writer's lock. Whoever writes the last batch calls `settle` (`graph/journal.py`).
    """
    words = vocabulary()

    def work(transaction: Transaction) -> Written:
        write = Write.begin(transaction)
        locked(write.version)
        draft.stamp(write.at, write.number)
        seen = (ahead or Ahead()).at(write.version)
        held = seen.facts_of(transaction, draft.ids)
        decision = decide(held, draft.statements_on(held) if held else (), write.at)
        known = sum_up({ident: held[ident] for ident in sorted(decision.touched)}, words)
        new = draft.without(held)
        decision.add(new.decision)
        if not decision.changes:
            version = write.end(transaction, None, changed=False)
            return Written(decision, write.version, version, (), {})
        changed = list(changes(known))
        # Read first: what is written then needs no waiting for, and the edges are added up meanwhile.
        stood = seen.edges_of(transaction, draft.relations | to_stand(changed, words), words)
        _add_mentioned(transaction, draft.mentioned_in(decision, held), write)
        lines = _add_new(transaction, new)
        contributed = (*changed, *(Change(None, one) for one in new.contributions))
        growth = add_up(contributed, stood, words)  # while Neo4j writes the facts
        write_places(transaction, new.summed)
        lines += _add_claims(transaction, [*new.further, *_claims_on(known, decision, write)])
        write_summaries(transaction, known)
        lines += _add_links(transaction, decision, write)
        left = adjust(transaction, growth, words)
        version = write.end(transaction, Entry("load", author, *decision.counts, content_of(lines)))
        return Written(decision, write.version, version, draft.ids, left)

    return store.write(work)


def _add_mentioned(transaction: Transaction, mentioned: Mentioned, write: Write) -> None:
    if mentioned.actors:
        transaction.run("write/actors", actors=mentioned.actors, at=write.at)
    transaction.run("write/sources", sources=mentioned.sources, at=write.at)


def _add_new(transaction: Transaction, new: New) -> list[bytes]:
    """Write new facts with their first claims; answers the journal's lines of them."""
    lines: list[bytes] = []
    for query, rows in new.rows.items():
        transaction.send(query, facts=rows)
        lines += [claim_line(row["fact"], row["claim"]) for row in rows]
    return lines


def _claims_on(known: Container[str], decision: Decision, write: Write) -> Iterator[dict[str, Any]]:
    """Rows of the new claims on facts that the graph holds."""
    for ident, claim, _ in decision.claims:
        if ident in known:
            yield claim_row(ident, claim, write.number)


def _add_claims(transaction: Transaction, rows: Sequence[dict[str, Any]]) -> list[bytes]:
    """Write claims on facts that stand; answers the journal's lines of them."""
    if rows:
        transaction.run("write/claims", claims=rows)
    return [claim_line(row["fact"], row["claim"]) for row in rows]


def _add_links(transaction: Transaction, decision: Decision, write: Write) -> list[bytes]:
    links: dict[str, list[dict[str, object]]] = defaultdict(list)
    told: dict[str, set[Event]] = defaultdict(set)
    for statement in decision.links.values():
        if statement.event is not None:
            told[statement.event.id].add(statement.event)
    lines = []
    for (ident, kind, other), statement in decision.links.items():
        at = statement.linked_at or write.at
        row = {"fact": ident, "at": at, "write": write.number}
        if kind == "events":
            name, what = (first_text(getattr(event, of) for event in told[other]) for of in ("name", "kind"))
            links[kind].append(row | {"id": other, "name": name, "kind": what})
        elif kind == "regarding":
            links[kind].append(row | {"actor": other})
        else:
            links[kind].append(row | {"for": other})
        lines.append(link_line(ident, kind, other, at))
    for kind, rows in links.items():
        transaction.run(f"write/{kind}", rows=rows, at=write.at)
    return lines
