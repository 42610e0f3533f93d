"""Schema 2: the journal of writes. What was written before it is adopted: claims and links get the number of the write that
takes them in, and a link the instant of its fact's first claim, because nobody noted its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from graph.journal import Author, Entry, Write, claim_line, content_of, link_line
from graph.store import Store, Transaction

_BATCH = 2_000


def step(store: Store, advance: Callable[[int], None]) -> None:
    """Adopt all claims and links, those of so many facts in a write."""
    after = ""
    while ids := [row["id"] for row in store.read("read/fact_ids_after", after=after, limit=_BATCH)]:
        store.write(partial(_adopt, ids=ids))
        after = ids[-1]
        advance(len(ids))


def _adopt(transaction: Transaction, ids: list[str]) -> None:
    write = Write.begin(transaction)
    # Links first: their instant is that of the claims.
    links = transaction.run("migrations/adopt_links", ids=ids, write=write.number)
    claims = transaction.run("migrations/adopt_claims", ids=ids, write=write.number)
    lines = [claim_line(row["fact"], row["claim"]) for row in claims]
    lines += [link_line(row["fact"], row["kind"], row["other"], row["at"]) for row in links]
    if not lines:
        write.end(transaction, None, changed=False)
        return
    facts = len({row["fact"] for row in claims})
    author = Author.here("what schema 1 held")
    write.end(transaction, Entry("adoption", author, len(claims), facts, len(links), content_of(lines)))
