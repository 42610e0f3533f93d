"""The journal of writes: who wrote when and what, each entry chained to the one before by its hash.

A write notes its entry in its own transaction, under the writer's lock (`cypher/write/lock.cypher`), so numbers have no
holes. The entry's `content` is a SHA-256 sum over a line for each claim and link that it wrote, or for each claim that it took
back; claims and links carry the write's number, so that `graph/verifying` can make the same lines again from the graph.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import orjson

from graph.dates import now
from graph.errors import BilatError, DiskFullError
from graph.settings import settings
from graph.store import Store, Transaction

Kind = Literal["load", "retraction", "adoption", "schema", "rebuild"]

FIRST = "0" * 64
"""What the first entry has as the hash before it."""
_HASHED = ("number", "at", "by", "kind", "what", "claims", "facts", "links", "content", "previous")
_NOTED = ("id", "recorded_at", "day", "party")
TELLS = ("retracted_at", "retracted_on", "retraction_kind", "retraction_reason")
"""What a retraction gives a claim."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, and what: the names of the files, or where it came from."""

    by: str
    what: str | None = None

    @classmethod
    def here(cls, what: str | None = None) -> Author:
        """Whoever runs this process: BILAT_WRITER, or the login."""
        return cls(settings().writer, what)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says of a write: how many claims and links it wrote (or claims it took back), how many facts were new."""

    kind: Kind
    author: Author
    claims: int = 0
    facts: int = 0
    links: int = 0
    content: str = hashlib.sha256().hexdigest()


@dataclass(frozen=True, slots=True)
class Write:
    """A write that is under way and holds the lock: its number, its instant, the hash of the one before, and the graph's
    version before it."""

    number: int
    at: str
    previous: str
    version: int

    @classmethod
    def begin(cls, transaction: Transaction) -> Write:
        """Take the lock. The instant is later than that of the write before, also where clocks of machines differ."""
        last = transaction.run("write/lock")[0]
        at = now()
        if last["at"] and at <= last["at"]:
            at = _next(last["at"])
        return cls((last["number"] or 0) + 1, at, last["hash"] or FIRST, last["version"])

    def end(self, transaction: Transaction, entry: Entry | None, *, changed: bool = True) -> int:
        """Note the entry and count the write; without an entry nothing is noted. Answers the graph's version from now on."""
        noted = None if entry is None else self.noted(entry)
        return int(transaction.run("write/unlock", changed=changed, entry=noted)[0]["version"])

    def noted(self, entry: Entry) -> dict[str, Any]:
        """The properties of the entry's node."""
        told = {
            "number": self.number,
            "at": self.at,
            "by": entry.author.by,
            "kind": entry.kind,
            "what": entry.author.what,
            "claims": entry.claims,
            "facts": entry.facts,
            "links": entry.links,
            "content": entry.content,
            "previous": self.previous,
        }
        return {"id": f"write:{self.number}", **told, "hash": entry_hash(told)}


def settle(store: Store, version: int) -> None:
    """Note that the graph is wholly of this version: that the write which made it is committed.

    Neo4j doesn't commit at a stroke: while it applies a write, a reader may see the new version and not yet all that is new.
    What readers keep under a version (ETags, overviews) they keep only where it is noted (`cypher/read/graph.cypher`).
    """
    with suppress(BilatError):  # the write is safe all the same, and a version counts as noted after a while
        store.write(lambda transaction: transaction.run("write/settle", version=version))


class Newest(NamedTuple):
    """The newest entry of the journal: its number and its hash; 0 and None before the first."""

    number: int
    hash: str | None


def newest(store: Store) -> Newest:
    """The newest entry of which all is there to be read: waits for a write that is being committed.

    Raises what the store raises.
    """
    rows = store.read("read/graph")
    if not rows:
        return Newest(0, None)
    if not rows[0]["settled"]:
        # Whoever has the lock knows that all before it is committed; its writer may have been killed before it noted that.
        with suppress(DiskFullError):  # nobody else writes then, either
            write = store.write(_nothing)
            settle(store, write.version)
            return Newest(write.number - 1, write.previous)
    return Newest(rows[0]["writes"] or 0, rows[0]["head"])


def _nothing(transaction: Transaction) -> Write:
    write = Write.begin(transaction)
    write.end(transaction, None, changed=False)
    return write


def _next(at: str) -> str:
    later = dt.datetime.fromisoformat(at) + dt.timedelta(microseconds=1)
    return later.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def shown(told: Mapping[str, Any]) -> dict[str, Any]:
    """An entry as it is answered: its properties in a fixed order, what is absent as None."""
    return {name: told.get(name) for name in ("id", *_HASHED, "hash")}


def entry_hash(told: Mapping[str, Any]) -> str:
    """The hash of an entry: a SHA-256 sum over all that it says, the hash of the one before included."""
    return hashlib.sha256(orjson.dumps([told.get(name) for name in _HASHED])).hexdigest()


def claim_line(fact: str, claim: Mapping[str, Any]) -> bytes:
    """The line of a claim that is written: its id, which stands for what was said, and what was noted with it.

    One that was retracted when it came (another graph's) has that in its line; one that a write took back stood before.
    """
    told = [fact, *map(claim.get, _NOTED)]
    if claim.get("retracted_at") is not None and claim.get("retraction_write") is None:
        told += map(claim.get, TELLS)
    return orjson.dumps(told)


def retraction_line(fact: str, claim: Mapping[str, Any]) -> bytes:
    """The line of a claim that is taken back."""
    return orjson.dumps([fact, claim.get("id"), *map(claim.get, TELLS)])


def link_line(fact: str, kind: str, other: str, recorded_at: str | None) -> bytes:
    """The line of a link: with an event, a third party, or what a fact is given in return for."""
    return orjson.dumps([fact, kind, other, recorded_at])


def content_of(lines: Iterable[bytes]) -> str:
    """The sum over lines, in the order of their bytes, which is that of facts."""
    return hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()


class Summing:
    """The same sum over lines that come fact by fact, in order of their ids."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256()
        self.count = 0

    def add(self, lines: Sequence[bytes]) -> None:
        """Add all lines of the next fact."""
        for line in sorted(lines):
            if self.count:
                self._sum.update(b"\n")
            self._sum.update(line)
            self.count += 1

    @property
    def content(self) -> str:
        """The sum so far."""
        return self._sum.hexdigest()
