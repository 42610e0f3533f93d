"""What is read before a batch's turn is used where it still holds, and not where somebody wrote meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from graph.ahead import Ahead, look_ahead
from graph.drafting import Draft
from graph.journal import Author
from graph.model import Statement
from graph.reading import FactFilter, all_facts
from graph.rebuilding import rebuild
from graph.record import check_record
from graph.resolution import resolver
from graph.retracting import retract
from graph.store import Store, Transaction
from graph.vocabulary import vocabulary
from graph.writing import write_draft
from loaders.progress import silent
from loaders.summary import Summary
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
    ahead = look_ahead(store, second, vocabulary())
    written = write_draft(store, first, AUTHOR)
    asked = queries(monkeypatch)
    done = write_draft(store, second, AUTHOR, ahead.after(written))
    # 2003 is of the batch before, and so are Russia's edges to North Korea and of oil; those of China aren't.
    first_asked = asked[: next(number for number, (name, _) in enumerate(asked) if name == "write/sources")]
    assert [count for name, count in first_asked if name == "read/facts_to_assess"] == [1]
    assert sum(count for name, count in first_asked if name == "read/edges_by_id") == 3
    assert (len(done.decision.facts), len(done.decision.claims)) == (2, 3)
    found = edges(store)
    assert rebuild(store, silent).removed == 0
    assert edges(store) == found


@pytest.mark.parametrize("when", ["before the batch before", "while it was looked", "after it"])
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
    ahead = look_ahead(store, second, vocabulary())
    if when == "before the batch before":
        somebody_writes()
    written = write_draft(store, first, AUTHOR)
    if when != "before the batch before":
        assert ahead.after(written).version == written.after
        somebody_writes()
    if when == "while it was looked":
        ahead = look_ahead(store, second, vocabulary())
    assert (ahead.after(written) == Ahead()) is (when != "after it")
    write_draft(store, second, AUTHOR, ahead.after(written))
    found = snapshot(store)
    rebuild(store, silent)
    assert snapshot(store) == found
    assert {fact["since"] for fact in found[0]} == {"2001", "2002", "2003", "2004"}


def claims(store: Store) -> list[str]:
    return [claim["id"] for fact in all_facts(store, FactFilter()) for claim in fact["claims"]]


def test_a_batch_that_is_written_twice_leaves_what_was_read_as_it_was(load: Load, store: Store) -> None:
    load(rows(2001))
    draft = drafted(rows(2001, note="again"))
    ahead = look_ahead(store, draft, vocabulary())
    claims = {ident: dict(held.claims) for ident, held in ahead.held.items()}
    write_draft(store, draft, AUTHOR, ahead)
    assert {ident: dict(held.claims) for ident, held in ahead.held.items()} == claims
    assert write_draft(store, drafted(rows(2001, note="again")), AUTHOR, ahead).decision.claims == []
