"""Facts as rows."""

from __future__ import annotations

import pytest

from api.views.ledger import exchange_words, position, row, sources
from api.views.words import unique_facts
from graph.vocabulary import vocabulary
from tests.api.views.answers import claim, fact, quantity, sample


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org/a", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, shown: bool) -> None:
    source = {"id": "s1", "title": "T", "publisher": None, "url": url}
    assert bool(position(claim("asserts", source=source)).url) is shown


def test_numbers_are_drawn_where_claimants_differ() -> None:
    both = [claim("asserts", "A", quantity=quantity(100, 200)), claim("asserts", "B", quantity=quantity(400, 400))]
    made = row(fact("FJI", "supplies", "TCD", "asserted", *both, resource="troops"), vocabulary())
    assert [(each.name, each.x, each.width) for each in made.ranges] == [("A", 25.0, 25.0), ("B", 100.0, 1.5)]
    same = [claim("asserts", "A", quantity=quantity(5, 5)), claim("asserts", "B", quantity=quantity(5, 5))]
    assert row(fact("FJI", "supplies", "TCD", "asserted", *same, resource="troops"), vocabulary()).ranges == ()
    units = [claim("asserts", "A", quantity=quantity(5, 5)), claim("asserts", "B", quantity=quantity(9, 9, "tonnes"))]
    assert row(fact("FJI", "supplies", "TCD", "asserted", *units, resource="troops"), vocabulary()).ranges == ()


def test_a_retraction_says_when_and_why() -> None:
    taken = claim(
        "asserts",
        retracted_at="2026-01-02T00:00:00Z",
        retracted_on="2026-01-01",
        retraction_kind="withdrawn",
        retraction_reason="wrong photo",
        counts=False,
    )
    assert position(taken).retracted == "withdrawn on 1 January 2026: wrong photo"
    mistake = {**taken, "retraction_kind": "our_error", "retracted_on": None, "retraction_reason": None}
    assert position(mistake).retracted == "entered here by mistake on 2 January 2026"


def test_years_have_open_ends() -> None:
    made = fact("FJI", "supplies", "TCD", "asserted", claim("asserts"), since="../1816-01-01", until=None)
    assert row(made, vocabulary()).years == (0, 9999)
    made = fact("FJI", "supplies", "TCD", "asserted", claim("asserts"), since="2019-10", until="2020")
    assert row(made, vocabulary()).years == (2019, 2020)
    assert row(fact("FJI", "supplies", "TCD", "asserted", claim("asserts")), vocabulary()).years is None


def test_exchanges_and_sources_of_the_sample() -> None:
    facts = unique_facts(sample())
    words = exchange_words([row(each, vocabulary()) for each in facts])
    assert sorted({text for texts in words.values() for text in texts}) == [
        "in return for ammunition, long-range artillery, missiles and troops",
        "oil and food in return",
    ]
    assert [(source["claims"], source["facts"], source["retracted"]) for source in sources(facts)] == [(21, 15, 0)]
