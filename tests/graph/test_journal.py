"""Entries of the journal: what their hashes depend on, and who is noted."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from neo4j import ManagedTransaction
from neo4j.exceptions import IncompleteCommit

from graph.errors import DiskFullError, UnusableError
from graph.journal import Author, Entry, Summing, Write, claim_line, content_of, entry_hash, link_line, newest
from graph.settings import settings
from graph.store import Store, Transaction
from loaders import pipeline, writer
from loaders.summary import Summary
from tests.conftest import wipe
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


def noted(transaction: Transaction) -> int:
    write = Write.begin(transaction)
    write.end(transaction, Entry("rebuild", Author("somebody")))
    return write.number


def test_the_first_writers_of_a_graph_make_one_lock(store: Store) -> None:
    """Nobody has written yet, so that each of them would make the node whose lock is the writer's."""
    store.command("MATCH (g:Graph {id: 'graph'}) SET g.id = 'aside'")
    try:
        with ThreadPoolExecutor(8) as threads:
            numbers = [threads.submit(store.write, noted) for _ in range(8)]
            assert sorted(number.result() for number in numbers) == list(range(1, 9))
    finally:
        store.command("MATCH (g:Graph {id: 'graph'}) DELETE g")
        store.command("MATCH (g:Graph {id: 'aside'}) SET g.id = 'graph'")


def test_a_write_that_comes_to_nothing_gives_its_number_back(store: Store) -> None:
    def fail(transaction: Transaction) -> None:
        noted(transaction)
        raise UnusableError("changed its mind")

    assert store.write(noted) == 1
    with pytest.raises(UnusableError):
        store.write(fail)
    assert store.write(noted) == 2


def test_a_number_is_read_after_the_lock_is_had(store: Store) -> None:
    """A writer that waits for another one sees what that wrote, not what stood when it began to wait."""
    with ThreadPoolExecutor(1) as threads:
        waiting: list[Future[int]] = []

        def first(transaction: Transaction) -> int:
            number = noted(transaction)
            waiting.append(threads.submit(store.write, noted))
            wait_until_blocked(store)
            return number

        assert store.write(first) == 1
        assert waiting[0].result() == 2


def wait_until_blocked(store: Store) -> None:
    text = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*)"
    for _ in range(600):
        with store.answer(text, {}, 10, 10) as rows:
            if rows.single(strict=True)[0]:
                return
        time.sleep(0.05)
    pytest.fail("nobody waits for the lock")


def test_a_commit_that_was_made_unseen_is_written_once_more_under_the_next_number(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answer got lost: nobody knows that it was committed, and the work is run again."""
    commit, lost = ManagedTransaction._commit, [True]

    def unanswered(transaction: ManagedTransaction) -> None:
        commit(transaction)  # type: ignore[no-untyped-call]
        if lost and lost.pop():
            raise IncompleteCommit("lost")

    monkeypatch.setattr(ManagedTransaction, "_commit", unanswered)
    assert store.write(noted) == 2
    assert [row["entry"]["number"] for row in store.read("read/writes_after", after=0, limit=100)] == [1, 2]


def test_an_emptied_graph_has_no_entry_of_a_write_that_was_under_way(store: Store) -> None:
    """What the tests begin with: emptied while somebody writes, the numbers would begin anew beside an entry that stands."""
    with ThreadPoolExecutor(1) as threads:
        emptying: list[Future[None]] = []

        def work(transaction: Transaction) -> int:
            number = noted(transaction)
            emptying.append(threads.submit(wipe, store))
            wait_until_blocked(store)
            return number

        assert store.write(work) == 1
        emptying[0].result()
        assert store.read("read/writes_after", after=0, limit=100) == []
        assert store.write(noted) == 1


def test_the_newest_entry_is_waited_for_while_it_is_being_committed(load: Callable[..., Summary], store: Store) -> None:
    load([TRADE])
    known = newest(store)
    store.command("MATCH (w:Write) REMOVE w.settled")
    locked, done = threading.Event(), threading.Event()

    def writes(transaction: Transaction) -> int:
        write = Write.begin(transaction)
        locked.set()
        assert done.wait(60)
        return write.end(transaction, Entry("rebuild", Author("somebody")))

    with ThreadPoolExecutor(2) as threads:
        writing = threads.submit(store.write, writes)
        assert locked.wait(60)
        found = threads.submit(newest, store)
        time.sleep(0.2)
        assert not found.done()
        done.set()
        assert writing.result() == store.read("read/graph")[0]["version"]
        assert found.result().number == known.number + 1
    assert found.result() == newest(store)
    assert store.read("read/graph")[0]["settled"] is True


def test_where_nothing_can_be_written_the_newest_entry_is_what_stands(
    load: Callable[..., Summary], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load([TRADE])
    known = newest(store)
    store.command("MATCH (w:Write) REMOVE w.settled")

    def full(self: Store) -> None:
        raise DiskFullError("no room")

    monkeypatch.setattr(Store, "_check_room", full)
    assert newest(store) == known
    assert store.read("read/graph")[0]["settled"] is False


def test_a_load_notes_each_batch_that_is_committed(
    load: Callable[..., Summary], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 2)
    noted: list[int] = []
    monkeypatch.setattr(writer, "settle", lambda store, version: noted.append(version))
    version = store.read("read/graph")[0]["version"]
    load([TRADE | {"since": f"{year}", "until": f"{year}"} for year in range(2000, 2006)])
    assert noted == [version + 1, version + 2, version + 3]
