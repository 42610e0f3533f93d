"""The journal itself: no entry altered, missing or out of order, from the first to the newest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.journal import FIRST, Summing, entry_hash, newest
from graph.store import Store
from graph.verifying.differences import BY_HAND, Difference, Tell

_PAGE = 1_000
# The sums over so many writes are held at once: some tens of megabytes. A longer journal takes further walks through the facts.
WINDOW = 100_000


@dataclass(slots=True)
class Noted:
    """What an entry says that its write did, and the sum over what is found of it."""

    kind: str
    claims: int
    links: int
    content: str
    found: Summing = field(default_factory=Summing)
    found_claims: int = 0
    found_links: int = 0


class Window(dict[int, Noted]):
    """The entries from one number to another."""

    def __init__(self, chain: Chain, first: int) -> None:
        super().__init__()
        self.chain = chain
        self.first = first


class _Last(NamedTuple):
    number: int
    hash: str | None
    at: str


class Chain:
    """The journal as it was when the verification began; `expect` is a hash that one of its entries has to have."""

    def __init__(self, store: Store, expect: str | None) -> None:
        self.store = store
        self._expect = expect.strip().lower() if expect else None
        self.writes, self.head = newest(store)
        self.expected: int | None = None
        self._newest = self.writes
        self._last = _Last(0, FIRST, "")

    def knows(self, number: int) -> bool:
        """Whether the journal has come to that number by now."""
        if number > self._newest:
            self._newest = self.store.read("read/graph")[0]["writes"] or 0
        return 0 < number <= self._newest

    def entries(self, tell: Tell) -> Iterator[Mapping[str, Any]]:
        """All entries in order, each checked against the one before."""
        after = 0
        while rows := self.store.read("read/writes_after", after=after, limit=_PAGE):
            for row in rows:
                entry = row["entry"]
                if entry["number"] > self.writes:
                    break
                self._check(entry, tell)
                yield entry
            after = rows[-1]["entry"]["number"]
        self._check_end(tell)

    def _check(self, entry: Mapping[str, Any], tell: Tell) -> None:
        number, last = entry["number"], self._last
        for missing in _gap(last.number + 1, number):
            tell(Difference("journal", None, f"{missing} missing in the journal", BY_HAND))
        if entry["id"] != f"write:{number}":
            tell(Difference("journal", entry["id"], f"write {number} has the id {entry['id']!r}", BY_HAND))
        whole = entry_hash(entry) == entry.get("hash")
        if not whole:
            tell(
                Difference(
                    "journal", entry["id"], f"write {number} was altered: its hash isn't that of what it says", BY_HAND
                )
            )
        if number == last.number + 1 and entry.get("previous") != last.hash:
            found = f"write {number} doesn't follow write {last.number}: it names another hash as the one before"
            tell(Difference("journal", entry["id"], found, BY_HAND))
        if str(entry.get("at")) < last.at:
            found = f"write {number} is of {entry.get('at')}, before write {last.number} of {last.at}"
            tell(Difference("journal", entry["id"], found, BY_HAND))
        if whole and self._expect == entry["hash"]:
            self.expected = number
        self._last = _Last(number, entry.get("hash"), str(entry.get("at")))

    def _check_end(self, tell: Tell) -> None:
        last = self._last
        for missing in _gap(last.number + 1, self.writes + 1):
            tell(Difference("journal", None, f"{missing} missing at the end of the journal", BY_HAND))
        if last.number == self.writes and self.writes and last.hash != self.head:
            found = f"write {self.writes} is the newest, and the graph's own node has another hash: {self.head}"
            tell(Difference("journal", f"write:{self.writes}", found, BY_HAND))
        if self._expect and self.expected is None:
            found = f"no entry has the expected hash {self._expect}: the journal was made anew since, or it is another graph's"
            tell(Difference("journal", None, found, BY_HAND))


def _gap(first: int, following: int) -> list[str]:
    if first >= following:
        return []
    return [f"write {first} is" if first == following - 1 else f"writes {first} to {following - 1} are"]


def windows(chain: Chain, tell: Tell) -> Iterator[Window]:
    """The entries in parts that memory holds; at least one, which may be empty."""
    window = Window(chain, 1)
    for entry in chain.entries(tell):
        if len(window) >= WINDOW:
            yield window
            window = Window(chain, entry["number"])
        window[entry["number"]] = Noted(
            str(entry.get("kind")), entry.get("claims") or 0, entry.get("links") or 0, str(entry.get("content"))
        )
    yield window
