"""Entries of the journal: what their hashes depend on, and who is noted."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

import pytest

from graph.journal import Author, Entry, Summing, Write, claim_line, content_of, entry_hash, link_line
from graph.settings import settings
from graph.store import Store, Transaction
from loaders.summary import Summary
from tests.graph.test_writing import TRADE

CLAIM = {"id": "c1", "recorded_at": "2026-01-01T00:00:00.000000Z", "day": "2026-01-01", "party": None}


def test_the_sum_over_all_lines_is_that_over_facts_in_their_order() -> None:
    facts = {f"f{n:024x}": [claim_line(f"f{n:024x}", CLAIM | {"id": f"c{m}"}) for m in range(n % 4)] for n in range(40)}
    facts["f" + "0" * 24].append(link_line("f" + "0" * 24, "events", "war:1", None))
    lines = [line for told in facts.values() for line in told]
    random.Random(1).shuffle(lines)
    summing = Summing()
    for fact in sorted(facts):
        summing.add(facts[fact])
    assert (summing.content, summing.count) == (content_of(lines), len(lines))
    assert Summing().content == content_of([]) == Entry("schema", Author("x")).content


@pytest.mark.parametrize(
    "name", ["number", "at", "by", "kind", "what", "claims", "facts", "links", "content", "previous"]
)
def test_a_hash_depends_on_all_that_an_entry_says(name: str) -> None:
    told = Write(7, "2026-01-01T00:00:00.000000Z", "0" * 64, 6).noted(Entry("load", Author("a", "b"), 1, 2, 3))
    assert told["hash"] == entry_hash(told)
    assert entry_hash(told | {name: 99}) != told["hash"]


def test_a_claim_that_came_retracted_has_that_in_its_line() -> None:
    assert claim_line("f1", CLAIM) != claim_line("f1", CLAIM | {"retracted_at": "x", "retraction_reason": "y"})
    assert claim_line("f1", CLAIM) != claim_line("f1", CLAIM | {"party": "NOR"})


def test_an_instant_is_later_than_that_of_the_write_before_whatever_the_clock_says(store: Store) -> None:
    store.command("MATCH (g:Graph) SET g.writes = 3, g.head = 'h', g.written_at = '2999-12-31T23:59:59.999999Z'")

    def work(transaction: Transaction) -> Write:
        write = Write.begin(transaction)
        write.end(transaction, None, changed=False)
        return write

    write = store.write(work)
    assert (write.number, write.at, write.previous) == (4, "3000-01-01T00:00:00.000000Z", "h")


def test_who_writes_is_the_setting_or_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILAT_WRITER", "Anna")
    settings.cache_clear()
    assert Author.here("a file") == Author("Anna", "a file")
    monkeypatch.setenv("BILAT_WRITER", "")
    monkeypatch.setenv("LOGNAME", "berta")
    settings.cache_clear()
    assert Author.here() == Author("berta", None)


def test_numbers_of_writers_at_once_have_no_holes(load: Callable[..., Summary], store: Store) -> None:
    threads = [threading.Thread(target=load, args=([TRADE | {"note": f"{n}"}],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = [row["entry"] for row in store.read("read/writes_after", after=0, limit=100)]
    assert [entry["number"] for entry in entries] == list(range(1, 9))
    assert [entry["previous"] for entry in entries[1:]] == [entry["hash"] for entry in entries[:-1]]
    assert [entry["at"] for entry in entries] == sorted({entry["at"] for entry in entries})
