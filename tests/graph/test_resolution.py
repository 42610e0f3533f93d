"""From words to ids: which states, which relation, whose word."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Statement
from graph.record import NoFactError, RecordError, check_record
from graph.resolution import resolver
from graph.vocabulary import vocabulary

BASE: dict[str, Any] = {"claimant": "South Korea", "source_title": "A title", "source_publisher": "A paper"}


def statements(**told: Any) -> list[Statement]:
    return resolver().statements(check_record({**BASE, **told}))


def statement(**told: Any) -> Statement:
    (one,) = statements(**told)
    return one


def refusal(**told: Any) -> RecordError:
    with pytest.raises(RecordError) as refused:
        statements(**told)
    return refused.value


def test_a_thing_received_and_a_thing_supplied_are_one_fact() -> None:
    received = statement(actor="North Korea", relation="receives", partner="Russia", resource="oil")
    supplied = statement(actor="Russia", relation="supplies", partner="DPRK", resource="oil")
    assert received.fact.id == supplied.fact.id
    assert received.fact.name == "Russia supplies North Korea with oil"
    assert (received.fact.dyad, received.fact.dimension) == ("PRK-RUS", "energy")


def test_a_symmetric_relation_is_one_fact_whichever_side_is_named_first() -> None:
    one = statement(actor="Russia", relation="cooperates with", partner="North Korea")
    other = statement(actor="North Korea", relation="cooperates_with", partner="Russia")
    assert one.fact == other.fact
    assert one.fact.parties == ("PRK", "RUS")


@pytest.mark.parametrize(
    ("relation", "actor"), [("hosts_visit_of", "Russia"), ("consults", "Russia"), ("visits", "North Korea")]
)
def test_what_is_said_of_a_side_stays_with_it(relation: str, actor: str) -> None:
    """The fact's actor is North Korea, whichever side the record names first."""
    sides: dict[str, Any] = (
        {"actor": "Ministry", "partner": "Kim"} if actor == "Russia" else {"actor": "Kim", "partner": "Ministry"}
    )
    partner = "North Korea" if actor == "Russia" else "Russia"
    told = statement(
        actor=actor, relation=relation, partner=partner, actor_detail=sides["actor"], partner_detail=sides["partner"]
    )
    assert told.fact.actor is not None
    assert told.fact.actor.id == "PRK"
    assert (told.claim.actor_detail, told.claim.partner_detail) == ("Kim", "Ministry")


SPELLINGS = {"PRK": ["North Korea", "DPRK", "PRK", "KP", "Corée du Nord", "cow:731"], "RUS": ["Russia", "RU", "Россия"]}


@given(
    st.sampled_from(SPELLINGS["PRK"]),
    st.sampled_from(SPELLINGS["RUS"]),
    st.sampled_from(["supplies", "receives", "hosts", "fights", "cooperates_with", "exports_to"]),
    st.sampled_from([None, "2024", "2024-10", " 2024-10-12"]),
)
def test_spelling_and_side_do_not_change_a_facts_id(korea: str, russia: str, relation: str, since: str | None) -> None:
    kind = vocabulary().relation(relation)
    told = statement(actor=korea, relation=kind.label, partner=russia, since=since).fact
    plain = statement(actor="PRK", relation=relation, partner="RUS", since=since and since.strip()).fact
    assert told.id == plain.id
    turned = relation if kind.symmetric else kind.inverse
    if turned is not None:
        assert statement(actor=russia, relation=turned, partner=korea, since=since).fact.id == plain.id


def test_every_record_field_makes_another_claim_but_not_another_fact() -> None:
    fact = {"actor": "PRK", "relation": "supplies", "partner": "RUS", "resource": "troops"}
    changes: list[dict[str, Any]] = [
        {},
        {"claimant": "Japan"},
        {"stance": "doubts"},
        {"aspect": "quality"},
        {"quantity": 5},
        {"quantity": 6},
        {"quantity": 6, "unit": "pieces"},
        {"said_on": "2024"},
        {"quote": "x"},
        {"note": "x"},
        {"locator": "x"},
        {"origin": "USA"},
        {"place": "Kursk"},
        {"until": "2025"},
        {"source_title": "Another"},
        {"source_published_on": "2024"},
        {"confidence": 0.5},
        {"method": "machine"},
    ]
    made = [statement(**fact, **change) for change in changes]
    assert len({one.fact.id for one in made}) == 1
    assert len({one.claim.id for one in made}) == len(changes)


def test_the_time_of_an_alliance_is_split_at_a_succession() -> None:
    told = statements(
        actor="Russia", relation="allied_with", partner="North Korea", since="1961-07-06", until="1995-09-10"
    )
    assert [(s.fact.parties, s.fact.since, s.claim.until) for s in told] == [
        (("PRK", "SUN"), "1961-07-06", "1991-12-25"),
        (("PRK", "RUS"), "1991-12-26", "1995-09-10"),
    ]


def test_a_vague_date_is_not_split() -> None:
    (year,) = statements(actor="Russia", relation="exports_to", partner="North Korea", since="1991", until="1991")
    assert year.fact.parties == ("SUN", "PRK")
    (since,) = statements(actor="Russia", relation="allied_with", partner="North Korea", since="1991", until="1995")
    assert since.fact.parties == ("PRK", "RUS")


def test_a_number_means_the_state_of_its_day() -> None:
    assert (
        statement(actor="cow:365", relation="hosts", partner="PRK", since="1975", until="1975").fact.parties[0] == "SUN"
    )
    assert (
        statement(actor="cow:365", relation="hosts", partner="PRK", since="2010", until="2010").fact.parties[0] == "RUS"
    )


def test_a_country_with_itself_is_refused() -> None:
    error = refusal(actor="DPRK", relation="supplies", partner="North Korea", resource="oil")
    assert error.field == "partner"
    assert "same" in error.reason


def test_what_is_not_known_is_refused_with_the_nearest() -> None:
    assert refusal(actor="Nrth Korea", relation="supplies", partner="Russia").suggestions[0]["id"] == "PRK"  # type: ignore[index]
    assert refusal(actor="North Korea", relation="suplies", partner="Russia").field == "relation"
    assert refusal(actor="North Korea", relation="supplies", partner="Russia", resource="tropps").field == "resource"
    assert (
        refusal(actor="North Korea", relation="supplies", partner="Russia", quantity=1, unit="bushels").field == "unit"
    )
    assert refusal(actor="PRK", relation="supplies", partner="RUS", level="high").field == "level"


def test_an_organisation_where_a_country_is_expected() -> None:
    error = refusal(actor="European Union", relation="sanctions", partner="Russia")
    assert "actor_kind: organisation" in error.reason
    union = statement(actor="European Union", actor_kind="organisation", relation="sanctions", partner="Russia")
    assert union.fact.parties == ("org:EU", "RUS")


@pytest.mark.parametrize(
    ("told", "by", "party", "origin"),
    [
        ({"claimant": "South Korea"}, "KOR", "KOR", "KOR"),
        ({"claimant": "A paper"}, "org:a_paper", None, "org:a_paper"),
        ({"claimant": None}, "org:a_paper", None, "org:a_paper"),
        ({"claimant": "UN"}, "org:UN", None, "org:UN"),
        (
            {"claimant": "John Smith", "claimant_kind": "person", "claimant_of": "USA"},
            "person:john_smith@USA",
            "USA",
            "USA",
        ),
        ({"claimant": "A paper", "origin": "Séoul"}, "org:a_paper", None, "Séoul"),
        ({"claimant": "A paper", "origin": "Corée du Sud"}, "org:a_paper", None, "KOR"),
    ],
)
def test_whose_word_it_is(told: dict[str, Any], by: str, party: str | None, origin: str) -> None:
    one = statement(actor="PRK", relation="supplies", partner="RUS", **told)
    assert (one.by.id, one.claim.party, one.claim.origin) == (by, party, origin)
    assert one.claim.stance == ("asserts" if told["claimant"] else "reports")


def test_nobody_is_guessed() -> None:
    error = refusal(actor="PRK", relation="supplies", partner="RUS", claimant="Somebody Else")
    assert error.field == "claimant"
    assert "claimant_kind" in error.reason


def test_a_company_or_a_rebel_group_is_not_the_state() -> None:
    with pytest.raises(NoFactError, match="no state actor"):
        statements(actor="Colombia", actor_role="REB", relation="assaults", partner="Venezuela")
    assert (
        statement(actor="Colombia", actor_role="MIL", relation="assaults", partner="Venezuela").claim.actor_role
        == "MIL"
    )


def test_a_receiver_whose_supplier_nobody_names() -> None:
    one = statement(actor="North Korea", relation="receives", resource="oil")
    assert one.fact.parties == (None, "PRK")
    assert one.fact.dyad is None
    assert refusal(actor="North Korea", relation="fights").field == "partner"


def test_a_quantity_without_a_unit_has_the_resources() -> None:
    assert (
        statement(actor="PRK", relation="supplies", partner="RUS", resource="troops", quantity=5).claim.unit == "people"
    )
    assert statement(actor="PRK", relation="supplies", partner="RUS", resource="troops").claim.unit is None


def test_members_of_two_events_are_two_facts() -> None:
    one = statement(actor="PRK", relation="party_to", event="treaty:1", event_name="A treaty")
    other = statement(actor="PRK", relation="party_to", event="treaty:2")
    assert one.fact.id != other.fact.id
    assert one.event is not None
    assert one.event.name == "A treaty"


def test_a_censored_date_names_a_state_of_that_day_not_those_before_or_after_it() -> None:
    (early,) = statements(actor="cow:365", relation="near_by_sea", partner="cow:740", since="../1945", until="1945")
    assert (early.fact.dyad, early.fact.since, early.claim.until) == ("JPN-SUN", "../1945", "1945")
    (late,) = statements(actor="cow:365", relation="near_by_sea", partner="cow:740", since="1980", until="1990/..")
    assert (late.fact.dyad, late.claim.until) == ("JPN-SUN", "1990/..")
