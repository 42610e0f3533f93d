"""What is read before a batch's turn is used where it still holds, and not where somebody wrote meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

import loaders.writer
from graph.ahead import Ahead, Kept, Written, look_ahead
from graph.deciding import Decision
from graph.drafting import Draft
from graph.drawing import Stood, standing
from graph.errors import UnusableError
from graph.journal import Author, Write
from graph.model import Statement
from graph.overview import graph_version
from graph.reading import FactFilter, all_facts
from graph.rebuilding import rebuild
from graph.record import check_record
from graph.resolution import resolver
from graph.retracting import retract
from graph.store import Store, Transaction
from graph.vocabulary import Vocabulary, vocabulary
from graph.writing import write_draft
from loaders.progress import silent
from loaders.summary import Summary
from loaders.writer import Writer
from tests.graph.test_writing import TRADE, edges, snapshot

Load = Callable[..., Summary]

AUTHOR = Author("a test", None)


def rows(*years: int, **told: Any) -> list[dict[str, Any]]:
    return [
        TRADE | {"since": f"{year}", "until": f"{year}", "quantity": year, "said_on": "2024-01-01"} | told
        for year in years
    ]


def drafted(records: Sequence[Mapping[str, Any]]) -> Draft:
    statements: list[Statement] = []
    for record in records:
        statements += resolver().statements(check_record(dict(record)), None, [])
    return Draft(statements)


def queries(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What is asked in write transactions from now on: the query, and how many ids it names."""
    asked: list[tuple[str, int]] = []
    run = Transaction.run

    def noted(self: Transaction, name: str, kind: str | None = None, /, **given: Any) -> list[dict[str, Any]]:
        asked.append((name, len(given.get("ids", ()))))
        return run(self, name, kind, **given)

    monkeypatch.setattr(Transaction, "run", noted)
    return asked


def test_what_the_batch_before_did_not_touch_is_not_read_again(
    load: Load, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load([*rows(2001), *rows(2001, partner="China")])
    first, second = (
        drafted(rows(2002, 2003)),
        drafted([*rows(2003, 2004, note="again"), *rows(2001, 2002, partner="China")]),
    )
    ahead = look_ahead(store, second, vocabulary(), graph_version(store), Kept())
    written = write_draft(store, first, AUTHOR)
    asked = queries(monkeypatch)
    done = write_draft(store, second, AUTHOR, ahead.after(written))
    # 2003 is of the batch before. So are Russia's edges to North Korea and of oil: that batch answers what it left of them.
    first_asked = asked[: next(number for number, (name, _) in enumerate(asked) if name == "write/sources")]
    assert [count for name, count in first_asked if name == "read/facts_to_assess"] == [1]
    assert not [name for name, _ in first_asked if name == "read/edges_by_id"]
    assert (len(done.decision.facts), len(done.decision.claims)) == (2, 3)
    found = edges(store)
    assert rebuild(store, silent).removed == 0
    assert edges(store) == found


def test_what_a_batch_left_of_edges_is_what_the_graph_holds_of_them(load: Load, store: Store) -> None:
    load(rows(2001, 2002))
    batches = [
        rows(2003),  # edges that stand grow
        rows(2003, partner="China"),  # new ones
        rows(2003, claimant="Norway", quantity=5),  # a fact's number is another
        rows(2001, claimant="China", stance="denies"),  # one is disputed
        rows(2002, note="again"),  # the middle of one number said twice is no whole number
    ]
    relations: dict[str, str] = {}
    left = []
    for records in batches:
        draft = drafted(records)
        relations |= draft.relations
        written = write_draft(store, draft, AUTHOR)
        stands = standing(store.read, relations, vocabulary())
        assert written.edges == {ident: stands.get(ident) for ident in written.edges}
        left.append(len(written.edges))
    assert left == [3] * 5


def written(version: int, edges: Mapping[str, Stood | None], *, changed: bool = True) -> Written:
    return Written(Decision(), version, version + changed, (), edges)


def test_of_what_batches_left_the_newest_is_kept() -> None:
    kept = Kept(2)
    one, two, three = (Stood(name, {}) for name in "123")
    kept.take(written(0, {"a": one, "b": two}))
    kept.take(written(1, {"a": three, "c": one}))
    assert kept.at(2, "abcd") == {"a": three, "c": one}
    kept.take(written(2, {"a": None}))
    kept.take(written(3, {}, changed=False))
    assert kept.at(3, "abcd") == {"c": one}


def test_what_batches_left_is_not_kept_where_somebody_else_wrote() -> None:
    kept = Kept()
    kept.take(written(0, {"a": Stood("1", {})}))
    assert kept.at(2, "a") == {}
    kept.take(written(2, {"b": Stood("2", {})}))
    assert kept.at(3, "ab") == {"b": Stood("2", {})}


def test_edges_that_earlier_batches_left_are_not_asked_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    read = Store.read

    def noted(self: Store, name: str, kind: str | None = None, /, **given: Any) -> list[dict[str, Any]]:
        if name == "read/edges_by_id":
            asked.append(len(given["ids"]))
        return read(self, name, kind, **given)

    monkeypatch.setattr(Store, "read", noted)
    with Writer(store, Summary(), "somebody") as writer:
        for year, partner in (
            (2001, "China"),
            (2002, "North Korea"),
            (2003, "China"),
            (2004, "China"),
            (2005, "Norway"),
        ):
            writer.write(drafted(rows(year, partner=partner)).statements, "a batch")
    # What each receives, and what Russia supplies to it and in all: nothing is kept before the first is written, China's
    # is after it, and of what Norway has the supply in all is.
    assert asked == [1, 2, 1, 1]
    found = edges(store)
    assert rebuild(store, silent).removed == 0
    assert edges(store) == found


@pytest.mark.parametrize("when", ["before the batch before", "after it"])
@pytest.mark.parametrize("what", ["load", "retraction", "rebuild"])
def test_where_somebody_else_wrote_everything_is_read_again(load: Load, store: Store, when: str, what: str) -> None:
    def somebody_writes() -> None:
        if what == "load":
            load(rows(2001, 2004, claimant="Norway", quantity=7))
        elif what == "retraction":
            retract(store, claim=claims(store)[0], reason="a slip")
        else:
            rebuild(store, silent)

    load(rows(2001, claimant="Norway", quantity=7))
    first, second = drafted(rows(2002)), drafted(rows(2001, 2003, 2004, note="again", stance="doubts"))
    ahead = look_ahead(store, second, vocabulary(), graph_version(store), Kept())
    if when == "before the batch before":
        somebody_writes()
    written = write_draft(store, first, AUTHOR)
    assert (ahead.after(written) == Ahead()) is (when == "before the batch before")
    if when == "after it":
        somebody_writes()
    write_draft(store, second, AUTHOR, ahead.after(written))
    found = snapshot(store)
    rebuild(store, silent)
    assert snapshot(store) == found
    assert {fact["since"] for fact in found[0]} == {"2001", "2002", "2003", "2004"}


def test_a_batch_is_looked_up_once_the_one_before_has_the_lock(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    # Neo4j shows some of a write while it commits it: what is read before others' writes are done may be half of them.
    events: list[str] = []
    begin = Write.begin

    def begins(transaction: Transaction) -> Write:
        events.append("asks for the lock")
        write = begin(transaction)
        time.sleep(0.3)  # the one who looks ahead would be there long ago
        events.append(f"has the lock at {write.version}")
        return write

    def looks(store: Store, draft: Draft, words: Vocabulary, version: int, kept: Kept) -> Ahead:
        events.append(f"looks at {version}")
        return look_ahead(store, draft, words, version, kept)

    version = graph_version(store)
    monkeypatch.setattr(Write, "begin", begins)
    monkeypatch.setattr(loaders.writer, "look_ahead", looks)
    with Writer(store, Summary(), "somebody") as writer:
        writer.write(drafted(rows(2001)).statements, "one")
        writer.write(drafted(rows(2001, 2002)).statements, "two")
    assert events[:3] == ["asks for the lock", f"has the lock at {version}", f"looks at {version}"]
    assert graph_version(store) == version + 2


def test_a_batch_that_fails_before_it_has_the_lock_is_told_of(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(transaction: Transaction) -> Write:
        raise UnusableError("no lock for you")

    monkeypatch.setattr(Write, "begin", fails)
    with Writer(store, Summary(), "somebody") as writer:
        writer.write(drafted(rows(2001)).statements, "one")
        with pytest.raises(UnusableError, match="no lock for you"):
            writer.write(drafted(rows(2002)).statements, "two")


def claims(store: Store) -> list[str]:
    return [claim["id"] for fact in all_facts(store, FactFilter()) for claim in fact["claims"]]


def test_a_batch_that_is_written_twice_leaves_what_was_read_as_it_was(load: Load, store: Store) -> None:
    load(rows(2001))
    draft = drafted(rows(2001, note="again"))
    ahead = look_ahead(store, draft, vocabulary(), graph_version(store), Kept())
    claims = {ident: dict(held.claims) for ident, held in ahead.held.items()}
    write_draft(store, draft, AUTHOR, ahead)
    assert {ident: dict(held.claims) for ident, held in ahead.held.items()} == claims
    assert write_draft(store, drafted(rows(2001, note="again")), AUTHOR, ahead).decision.claims == []
