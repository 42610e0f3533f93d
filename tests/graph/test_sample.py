"""The sample in the graph: what SAMPLE.md says follows from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.dyad import dyad_answer
from graph.model import Actor
from graph.reading import FactFilter, all_facts
from graph.store import Store
from loaders.summary import Summary
from tests.files import SAMPLE, records

PRK, RUS = Actor("PRK", "North Korea", "country"), Actor("RUS", "Russia", "country")


@pytest.fixture
def ledger(sample: Store) -> dict[str, Any]:
    return dyad_answer(sample, (PRK, RUS), FactFilter())


def _fact(ledger: dict[str, Any], side: str, relation: str, resource: str | None = None) -> dict[str, Any]:
    found = [
        fact
        for fact in ledger["ledger"][side]
        if fact["relation"] == relation and (fact["resource"] or {"id": None})["id"] == resource
    ]
    assert len(found) == 1
    return dict(found[0])


def test_it_loads_with_no_reject_and_twice_changes_nothing(load: Callable[..., Summary]) -> None:
    first, again = load(records(SAMPLE)), load(records(SAMPLE))
    assert (first.read, first.loaded, first.unchanged, first.facts_created) == (22, 22, 0, 16)
    assert (again.read, again.loaded, again.unchanged, again.facts_created) == (22, 0, 22, 0)


def test_both_sides_of_the_ledger(ledger: dict[str, Any]) -> None:
    assert ledger["dyad"] == "PRK-RUS"
    assert [side["name"] for side in ledger["countries"]] == ["North Korea", "Russia"]
    assert ledger["counts"] == {"facts": 15, "claims": 21, "disputed": 1}
    assert {fact["relation"] for fact in ledger["ledger"]["RUS"]} == {
        "supplies", "offers", "hosts", "finances", "cooperates_with",
    }  # fmt: skip
    both = {fact["id"] for fact in ledger["ledger"]["PRK"]} & {fact["id"] for fact in ledger["ledger"]["RUS"]}
    assert both == {_fact(ledger, "PRK", "cooperates_with")["id"]}


def test_the_treatment_of_the_wounded_is_disputed_in_quality_too(ledger: dict[str, Any]) -> None:
    fact = _fact(ledger, "PRK", "treats", "wounded_soldiers")
    assert (fact["status"], fact["disputed_aspects"], fact["acknowledged"]) == ("disputed", ["quality"], True)
    assert fact["quantity"] == {"best": 599.5, "low": 200, "high": 999, "unit": "people", "approximate": True}
    by_stance = {(claim["stance"], claim["by"]["name"]) for claim in fact["claims"]}
    assert ("doubts", "Institute for the Study of War") in by_stance
    assert {claim["by"]["kind"] for claim in fact["claims"]} == {"person", "organisation"}


def test_what_is_only_passed_on_is_reported_with_no_origin(ledger: dict[str, Any]) -> None:
    for side, relation, resource in (
        ("PRK", "hosts", "war_orphans"),
        ("RUS", "supplies", "oil"),
        ("RUS", "supplies", "food"),
        ("RUS", "hosts", "construction_workers"),
        ("RUS", "finances", "money"),
    ):
        fact = _fact(ledger, side, relation, resource)
        assert (fact["status"], fact["origins"]) == ("reported", 0)
    assert _fact(ledger, "PRK", "hosts", "war_orphans")["place"] == "Wonsan"
    assert _fact(ledger, "RUS", "finances", "money")["modality"] == "planned"


def test_what_the_ambassador_says_is_acknowledged(ledger: dict[str, Any]) -> None:
    for side, relation, resource in (
        ("PRK", "pays_for", "medical_care"),
        ("RUS", "offers", "money"),
        ("PRK", "rejects", "money"),
    ):
        fact = _fact(ledger, side, relation, resource)
        assert (fact["status"], fact["acknowledged"], fact["origins"]) == ("asserted", True, 1)


def test_what_a_third_party_alone_asserts_is_not(ledger: dict[str, Any]) -> None:
    for resource in ("troops", "missiles", "long_range_artillery", "ammunition"):
        fact = _fact(ledger, "PRK", "supplies", resource)
        assert (fact["status"], fact["acknowledged"], fact["origins"]) == ("asserted", False, 1)
        assert fact["undated"]
    ties = _fact(ledger, "PRK", "cooperates_with")
    assert (ties["status"], ties["origins"]) == ("asserted", 1)


def test_nothing_is_corroborated(sample: Store) -> None:
    assert not [f for f in all_facts(sample, FactFilter()) if f["status"] == "corroborated"]


def test_oil_and_food_are_given_in_return_for_arms_and_troops(ledger: dict[str, Any]) -> None:
    given = {
        _fact(ledger, "PRK", "supplies", r)["id"] for r in ("troops", "missiles", "long_range_artillery", "ammunition")
    }
    for resource in ("oil", "food"):
        assert set(_fact(ledger, "RUS", "supplies", resource)["in_return_for"]) == given


def test_the_derived_edges_answer_the_plain_questions(sample: Store) -> None:
    rows = sample.read("read/derived_edges", types=["SUPPLIES", "RECEIVES"], only=None)
    to_resources = {(r["start"]["id"], r["type"], r["end"]["id"]) for r in rows if r["end"]["kind"] == "Resource"} | {
        (r["start"]["id"], r["type"], r["end"]["id"]) for r in rows if r["end"]["kind"] is None
    }
    assert ("PRK", "SUPPLIES", "troops") in to_resources
    assert ("RUS", "SUPPLIES", "oil") in to_resources
    assert {end for start, kind, end in to_resources if (start, kind) == ("PRK", "RECEIVES")} == {"oil", "food"}
    assert {end for start, kind, end in to_resources if start == "PRK" and kind == "SUPPLIES"} == {
        "troops", "missiles", "long_range_artillery", "ammunition",
    }  # fmt: skip


def test_russia_fights_ukraine(sample: Store) -> None:
    facts = list(all_facts(sample, FactFilter(dyad="RUS-UKR")))
    assert [(f["relation"], f["status"], f["symmetric"]) for f in facts] == [("fights", "asserted", True)]
    support = list(all_facts(sample, FactFilter(relation="supports")))
    assert [one["id"] for f in support for one in f["regarding"]] == ["UKR"]
