"""Writing claims: lock, read what is there, decide, add up, write, draw, in one transaction a batch.

A reader sees a fact with its claims, its status and its edges, or none of it, but for the moment in which Neo4j applies what
is committed (`settle` in `graph/journal.py`); a killed load leaves whole batches; a batch that is written twice changes
nothing. The lock (`cypher/write/lock.cypher`) lets one writer at a time through. What a batch adds is decided and added up
before anything is written, so that a new fact is written once, with all that it carries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graph.ahead import Ahead, Written
from graph.deciding import Decision, decide
from graph.drafting import Draft, New, claim_row
from graph.drawing import Change, adjust, to_stand, touched
from graph.journal import Author, Entry, Write, claim_line, content_of, link_line
from graph.model import Actor, Event, Source, Statement
from graph.resolution import kinds
from graph.store import Store, Transaction
from graph.summing import Summed, changes, sum_up, write_places, write_summaries
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
        decision = decide(held, [s for s in draft.statements if s.fact.id in held] if held else (), write.at)
        known = sum_up({ident: held[ident] for ident in sorted(decision.touched)}, words)
        new = draft.without(held)
        decision.add(new.decision)
        if not decision.changes:
            version = write.end(transaction, None, changed=False)
            return Written(decision, write.version, version, (), ())
        contributed = [*changes(known), *(Change(None, one) for one in new.contributions)]
        # Read first: what is written then needs no waiting for, and the edges are added up meanwhile.
        stood = seen.edges_of(transaction, to_stand(contributed, words), words)
        lines = _add(transaction, decision, known, new, write)
        adjust(transaction, contributed, stood, words)
        counts = (len(decision.claims), len(decision.facts), len(decision.links))
        version = write.end(transaction, Entry("load", author, *counts, content_of(lines)))
        return Written(decision, write.version, version, draft.ids, touched(contributed, words))

    return store.write(work)


def _add(
    transaction: Transaction, decision: Decision, known: Mapping[str, Summed], new: New, write: Write
) -> list[bytes]:
    """Write what is new; answers the journal's lines of it."""
    statements = [statement for _, _, statement in decision.claims] + list(decision.links.values())
    if named := named_actors(statements):
        transaction.run("write/actors", actors=named, at=write.at)
    sources = named_sources({statement.source for statement in statements})
    transaction.run("write/sources", sources=sources, at=write.at)
    lines: list[bytes] = []
    for query, rows in new.rows.items():
        transaction.send(query, facts=rows)
        lines += [claim_line(row["properties"]["id"], one["properties"]) for row in rows for one in row["claims"]]
    write_places(transaction, new.summed)
    if known:
        told = [
            {"fact": ident, "source": claim.source, **claim_row(claim, write.number)}
            for ident, claim, _ in decision.claims
            if ident in known
        ]
        transaction.run("write/claims", claims=told)
        write_summaries(transaction, known)
        lines += [claim_line(row["fact"], row["properties"]) for row in told]
    return lines + _add_links(transaction, decision, write)


def first_text(texts: Iterable[str | None]) -> str | None:
    """What is shown of something that is told in several ways: the alphabetically first text, whatever came first.

    >>> first_text(["Reuters", None, "AP"])
    'AP'
    """
    return min((text for text in texts if text is not None), default=None)


def named_sources(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """A row for each id: within one query Neo4j compares every row with what stood before the first."""
    told: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        told[source.id].append(source)
    return [
        {"id": ident} | Source(ident, *map(first_text, list(zip(*told[ident], strict=True))[1:])).properties()
        for ident in sorted(told)
    ]


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


def named_actors(statements: Iterable[Statement]) -> list[dict[str, object]]:
    """The organisations and persons that statements name; countries stand in the graph already."""
    labels = kinds()
    named: set[Actor] = set()
    for statement in statements:
        actors = (statement.by, statement.fact.actor, statement.fact.recipient, statement.regarding)
        named.update(actor for actor in actors if actor is not None and actor.kind != "country")
    listed = sorted(named, key=lambda actor: (actor.id, actor.name, actor.country or ""))
    names: dict[str, str] = {}
    return [
        {
            "id": actor.id,
            "name": names.setdefault(actor.id, actor.name),
            "label": labels[actor.kind],
            "country": actor.country,
        }
        for actor in listed
    ]
