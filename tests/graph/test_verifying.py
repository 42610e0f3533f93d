"""What somebody changes past Bilat is named: a claim, a write, a sum or an edge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph import verifying
from graph.errors import OlderGraphError
from graph.journal import entry_hash
from graph.reading import FactFilter, all_facts
from graph.rebuilding import rebuild
from graph.retracting import retract
from graph.store import Store
from graph.verifying import Difference, Verified, chain, facts, verify
from loaders.progress import silent
from loaders.summary import Summary
from tests.files import SAMPLE, records
from tests.graph.test_writing import TRADE

Load = Callable[..., Summary]

EVENT = {
    "actor": "Norway", "relation": "party_to", "event": "treaty:1", "event_name": "A treaty", "claimant": "Norway",
    "source_title": "An article", "regarding": "Iceland", "place": "Oslo", "since": "1949-04", "said_on": "1949-05-01",
}  # fmt: skip


def found(store: Store, expect: str | None = None) -> tuple[list[Difference], Verified]:
    told: list[Difference] = []
    verified = verify(store, told.append, expect)
    assert verified.differences == len(told)
    return told, verified


def journal(store: Store) -> list[dict[str, Any]]:
    return [row["entry"] for row in store.read("read/writes_after", after=0, limit=1000)]


@pytest.fixture
def written(load: Load, store: Store) -> Store:
    """A graph of four writes: the sample, trade in tonnes, a treaty, and a claim of the sample taken back."""
    load(records(SAMPLE))
    load(
        [TRADE | {"quantity": n, "since": f"20{n}", "until": f"20{n}", "said_on": "2024-01-01"} for n in range(10, 15)]
    )
    load([EVENT])
    (doubt,) = [
        claim["id"]
        for fact in all_facts(store, FactFilter(status="disputed"))
        for claim in fact["claims"]
        if claim["stance"] == "doubts" and claim["aspect"] == "existence"
    ]
    retract(store, claim=doubt, reason="It was read wrongly")
    return store


def test_what_bilat_wrote_is_right(written: Store) -> None:
    differences, verified = found(written)
    assert differences == []
    assert (verified.writes, verified.facts, verified.claims) == (4, 22, 28)
    assert verified.edges > 15
    told = [(e["number"], e["kind"], e["by"], e["what"], e["facts"], e["claims"], e["links"]) for e in journal(written)]
    assert [row[1:3] for row in told] == [("load", "somebody")] * 3 + [("retraction", "somebody")]
    assert [row[4:] for row in told] == [(16, 22, 9), (5, 5, 0), (1, 1, 2), (0, 1, 0)]
    rebuild(written, silent)
    assert [e["kind"] for e in journal(written)][4:] == ["rebuild"]
    assert found(written)[0] == []


def test_an_empty_graph_is_right(store: Store) -> None:
    assert found(store) == ([], Verified(0, 0, 0, 0, None, None, 0))


def test_what_changes_nothing_notes_nothing(written: Store, load: Load) -> None:
    before = journal(written)
    assert load([EVENT]).loaded == 0
    assert retract(written, claim=_retracted(written), reason="again").already == 1
    assert journal(written) == before


def _retracted(store: Store) -> str:
    with store.answer("MATCH ()-[c]->(:Fact) WHERE c.retracted_at IS NOT NULL RETURN c.id AS id", {}, 10, 10) as rows:
        return str(next(iter(rows))["id"])


def test_a_head_that_was_noted_down_is_still_part_of_the_journal(written: Store, load: Load) -> None:
    head = found(written)[1].head
    load([TRADE | {"note": "later"}])
    differences, verified = found(written, head)
    assert (differences, verified.expected, verified.writes) == ([], 4, 5)
    (missing,), _ = found(written, "f" * 64)
    assert "no entry has the expected hash" in missing.line


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("MATCH ()-[c:ASSERTS {unit: 'tonnes'}]->() WHERE c.quantity = 12 SET c.quantity = 99",
         ["was altered: what it holds gives", "quantity_best is 12, its claims give 99"]),
        ("MATCH ()-[c:REPORTS]->() WITH c LIMIT 1 SET c.note = 'another text'", ["(reports, by", "was altered"]),
        ("MATCH ()-[c:ASSERTS {unit: 'tonnes'}]->() WHERE c.quantity = 12 SET c.recorded_at = '2001-01-01T00:00:00.000000Z'",
         ["write 2 lists 5 claims, and the graph has as many, but not the same"]),
        ("MATCH ()-[c:ASSERTS {unit: 'tonnes'}]->() WHERE c.quantity = 12 REMOVE c.day", ["is damaged"]),
        ("MATCH ()-[c:ASSERTS {unit: 'tonnes'}]->() WHERE c.quantity = 12 DELETE c",
         ["write 2 lists 5 claims, the graph has 4", "has no claim"]),
        ("MATCH ()-[c:DOUBTS]->() WHERE c.aspect = 'quality' DELETE c",
         ["write 1 lists 22 claims and 9 links, the graph has 21"]),
        ("MATCH (:Fact)-[l:PART_OF]->() DELETE l", ["write 3 lists 1 claim and 2 links, the graph has 1 claim and 1 link"]),
        ("MATCH (f:Fact)-[:REGARDING]->(), (e:Event) MERGE (f)-[:IN_RETURN_FOR]->(f)",
         ["no write of the journal wrote the link"]),
        ("MATCH (a:Actor {id: 'JPN'}), (f:Fact {relation: 'fights'}) CREATE (a)-[:DENIES {id: 'c1'}]->(f)",
         ["no write of the journal wrote claim c1 (denies, by JPN)", "is damaged"]),
        ("MATCH (a:Actor {id: 'JPN'}), ()-[c:ASSERTS {unit: 'tonnes'}]->(f) WITH a, c, f LIMIT 1 "
         "CREATE (a)-[d:ASSERTS]->(f) SET d = c {.*, id: 'c2', write: 77}", ["the journal has no write 77"]),
        ("MATCH ()-[c:DOUBTS]->() WHERE c.retracted_at IS NOT NULL SET c.retraction_reason = 'It was right'",
         ["write 4 lists 1 claim, and the graph has as many, but not the same"]),
        ("MATCH ()-[c:DOUBTS]->() WHERE c.retracted_at IS NOT NULL "
         "REMOVE c.retracted_at, c.retracted_on, c.retraction_kind, c.retraction_reason, c.retraction_write",
         ["write 4 lists 1 claim, the graph has 0 claims", "status is"]),
        ("MATCH ()-[c:ASSERTS {unit: 'tonnes'}]->() WHERE c.quantity = 12 SET c.retracted_at = '2026-01-01T00:00:00.000000Z'",
         ["write 2 lists 5 claims, and the graph has as many"]),
        ("MATCH (f:Fact {relation: 'fights'}) SET f.relation = 'threatens'", ["isn't what its id stands for"]),
        ("MATCH (f:Fact {relation: 'fights'}) DETACH DELETE f", ["write 1 lists 22 claims and 9 links, the graph has 21"]),
        ("MATCH (w:Write {number: 2}) SET w.by = 'nobody'", ["write 2 was altered"]),
        ("MATCH (w:Write {number: 2}) DELETE w", ["write 2 is missing", "the journal"]),
        ("MATCH (w:Write) WHERE w.number > 2 DELETE w", ["writes 3 to 4 are missing at the end"]),
        ("MATCH (g:Graph) SET g.head = 'x'", ["the graph's own node has another hash"]),
    ],
)  # fmt: skip
def test_what_was_written_past_bilat_is_named(written: Store, done: str, told: list[str]) -> None:
    written.command(done)
    lines = [difference.line for difference in found(written)[0]]
    for part in told:
        assert any(part in line for line in lines), (part, lines)
    assert all("(" in line for line in lines)


def test_writes_in_another_order_are_named(written: Store) -> None:
    for old, new in ((2, 0), (3, 2), (0, 3)):
        written.command(f"MATCH (w:Write {{number: {old}}}) SET w.number = {new}, w.id = 'write:{new}'")
    lines = [difference.line for difference in found(written)[0]]
    assert {line.partition(":")[0] for line in lines} >= {"write 2 was altered", "write 3 was altered"}
    assert any("follow write 1" in line for line in lines)


def test_a_journal_made_anew_is_only_told_by_a_hash_that_was_noted_down(written: Store) -> None:
    head = found(written)[1].head
    written.command("MATCH (w:Write {number: 4}) SET w.by = 'nobody'")
    (entry,) = [entry for entry in journal(written) if entry["number"] == 4]
    anew = entry_hash(entry)
    written.command(f"MATCH (w:Write {{number: 4}}), (g:Graph) SET w.hash = '{anew}', g.head = '{anew}'")
    assert found(written)[0] == []
    assert len(found(written, head)[0]) == 1


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("MATCH (f:Fact {relation: 'fights'}) SET f.status = 'denied'", "status is 'denied', its claims give"),
        ("MATCH (f:Fact)-[at:AT]->() DELETE at", "its claims name ['place:oslo']"),
        ("MATCH (:Actor)-[e:SUPPLIES {unit: 'tonnes'}]->(:Actor) SET e.quantity_best = 1",
         "quantity_best is 1, its facts give 60"),
        ("MATCH (:Actor)-[e:RECEIVES {unit: 'tonnes'}]->(:Resource) SET e.facts = 1", "facts is 1, its facts give 5"),
        ("MATCH (:Actor)-[e:SUPPLIES {unit: 'tonnes'}]->(:Resource) DELETE e", "isn't there"),
        ("MATCH (:Actor)-[e:FIGHTS]->() DELETE e", "isn't there"),
        ("MATCH (a:Actor {id: 'PRK'}), (b:Actor {id: 'FRA'}) CREATE (a)-[:SANCTIONS {id: 'e0', facts: 1}]->(b)",
         "is drawn from no fact"),
    ],
)  # fmt: skip
def test_what_is_derived_wrongly_is_named_and_rebuilt(written: Store, done: str, told: str) -> None:
    written.command(done)
    differences, _ = found(written)
    assert any(told in difference.line and "bilat rebuild" in difference.advice for difference in differences), (
        differences
    )
    rebuild(written, silent)
    assert found(written)[0] == []


def test_an_edge_drawn_by_hand_is_named(written: Store) -> None:
    written.command("MATCH (a:Actor {id: 'PRK'}), (b:Actor {id: 'FRA'}) CREATE (a)-[:SANCTIONS]->(b)")
    (difference,), _ = found(written)
    assert difference.found == "(PRK)-[:SANCTIONS]->(FRA) is no edge that Bilat drew: it has no id"
    written.command("MATCH (:Actor)-[e:SANCTIONS]->() DELETE e")


def test_small_pages_and_parts_of_the_journal_find_the_same(written: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    written.command("MATCH ()-[c:DOUBTS]->() WHERE c.aspect = 'quality' DELETE c")
    differences, verified = found(written)
    monkeypatch.setattr(chain, "WINDOW", 1)
    monkeypatch.setattr(chain, "_PAGE", 1)
    monkeypatch.setattr(facts, "_PAGE", 3)
    monkeypatch.setattr(verifying.edges, "_PAGE", 2)
    assert found(written) == (differences, verified)


def test_a_graph_without_a_journal_says_what_to_do(store: Store) -> None:
    store.command("MATCH (g:Graph) SET g.schema = 1")
    try:
        with pytest.raises(OlderGraphError, match="run 'bilat schema'"):
            verify(store, lambda _: None)
    finally:
        store.command("MATCH (g:Graph) SET g.schema = 2")
