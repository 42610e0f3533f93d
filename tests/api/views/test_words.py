"""The two sentences, word for word."""

from __future__ import annotations

import random
from typing import Any

import pytest

from api.views.words import exchange, general_count, relationship_sentences, unique_facts
from graph.vocabulary import vocabulary
from tests.api.views.answers import claim, dyad, fact, quantity, sample


def told(answer: dict[str, Any]) -> str:
    return relationship_sentences(answer, vocabulary())


SAMPLE_SENTENCES = (
    "South Korea says that North Korea supplies Russia with troops (about 11,000), missiles, 200 long-range artillery "
    "pieces and ammunition; in return, it is reported, North Korea receives oil and food. One of 13 facts is disputed: "
    "the treatment of wounded soldiers (asserted by Russia's ambassador, doubted by the Institute for the Study of War)."
)


def test_the_sample_reads_as_the_sheet_has_it() -> None:
    assert told(sample()) == SAMPLE_SENTENCES


def test_the_order_of_the_ledger_makes_no_difference() -> None:
    answer, shuffled = sample(), random.Random(4)
    for side in answer["ledger"].values():
        shuffled.shuffle(side)
    assert told(answer) == SAMPLE_SENTENCES


def test_a_symmetric_fact_counts_once_and_general_ones_are_not_counted() -> None:
    facts = unique_facts(sample())
    assert len(facts) == 15
    assert general_count(facts, vocabulary()) == 2


def test_nobody_says_anything() -> None:
    assert told(dyad()) == "Nobody in this graph says anything about Fiji and Chad."


def test_all_was_retracted() -> None:
    answer = dyad(fact("FJI", "supplies", "TCD", "retracted", claim("asserts", counts=False), resource="oil"))
    assert told(answer) == (
        "Nobody in this graph says anything about Fiji and Chad. All that was said (1) has been retracted."
    )


@pytest.mark.parametrize(
    ("status", "claims", "expected"),
    [
        (
            "reported",
            [claim("reports")],
            "It is reported that Fiji supplies Chad with oil. The only fact is not disputed.",
        ),
        (
            "corroborated",
            [claim("asserts", "Newser"), claim("confirms", "Institute of Facts")],
            "Newser and the Institute of Facts say that Fiji supplies Chad with oil. The only fact is not disputed.",
        ),
        (
            "denied",
            [claim("denies", "Newser")],
            "Newser denies that Fiji supplies Chad with oil. "
            "The only fact is denied: the supply of oil (denied by Newser).",
        ),
        (
            "disputed",
            [claim("doubts", "Newser"), claim("doubts", "Reuters")],
            "Newser and Reuters doubt that Fiji supplies Chad with oil. "
            "The only fact is disputed: the supply of oil (doubted by Newser and Reuters).",
        ),
        (
            "disputed",
            [claim("reports", "Newser"), claim("denies", "Reuters")],
            "It is reported, and Reuters denies, that Fiji supplies Chad with oil. "
            "The only fact is disputed: the supply of oil (reported by Newser, denied by Reuters).",
        ),
        (
            "asserted",
            [claim("asserts", "GDELT", method="machine")],
            "GDELT (machine-coded) says that Fiji supplies Chad with oil. The only fact is not disputed.",
        ),
        (
            "asserted",
            [claim("asserts", "Old", counts=False), claim("asserts", "New")],
            "New says that Fiji supplies Chad with oil. The only fact is not disputed.",
        ),
    ],
)
def test_never_more_certain_than_the_claims(status: str, claims: list[dict[str, Any]], expected: str) -> None:
    assert told(dyad(fact("FJI", "supplies", "TCD", status, *claims, resource="oil"))) == expected


def test_hostile_facts_of_both_sides_with_dates() -> None:
    answer = dyad(
        fact("FJI", "threatens", "TCD", "asserted", claim("asserts"), since="2024-10", until="2024-10", undated=False),
        fact("TCD", "expels", "FJI", "asserted", claim("asserts"), resource="diplomats", quantity=quantity(3, 3)),
    )
    assert told(answer) == (
        "Newser says that Chad expels 3 diplomats of Fiji; Newser says that Fiji threatens Chad (October 2024). "
        "None of the 2 facts is disputed."
    )


def test_what_is_promised_is_not_told_as_done() -> None:
    answer = dyad(
        fact(
            "FJI",
            "supplies",
            "TCD",
            "asserted",
            claim("asserts"),
            resource="oil",
            modality="promised",
            quantity=quantity(100, 400, "barrels"),
        )
    )
    assert told(answer).startswith("Newser says that Fiji supplies Chad with oil (100–400 barrels, promised).")


def test_many_facts_about_one_thing_are_told_as_one() -> None:
    facts = [
        fact(
            "FJI",
            "exports_to",
            "TCD",
            "asserted",
            claim("asserts"),
            resource="goods",
            since=str(year),
            until=str(year),
            undated=False,
        )
        for year in range(1990, 2020)
    ]
    assert told(dyad(*facts)) == (
        "Newser says that Fiji exports goods (30 facts, from 1990 to 2019) to Chad. None of the 30 facts is disputed."
    )


def test_several_disputes_and_a_denial() -> None:
    def one(status: str, resource: str, *stances: str) -> dict[str, Any]:
        return fact("FJI", "supplies", "TCD", status, *(claim(s, f"Org {s}") for s in stances), resource=resource)

    answer = dyad(
        one("disputed", "oil", "asserts", "doubts"),
        one("disputed", "food", "asserts", "denies"),
        one("denied", "missiles", "denies"),
        one("asserted", "gas", "asserts"),
    )
    assert told(answer).endswith(
        "Two of 4 facts are disputed: the supply of oil (asserted by Org asserts, doubted by Org doubts) and the supply "
        "of food (asserted by Org asserts, denied by Org denies); one is denied: the supply of missiles (denied by Org "
        "denies)."
    )


def test_a_relation_without_phrases_is_told_with_its_label() -> None:
    answer = dyad(fact("FJI", "dances_with", "TCD", "disputed", claim("asserts"), claim("doubts", "Reuters")))
    assert told(answer) == (
        "Newser says, and Reuters doubts, that Fiji dances with Chad. The only fact is disputed: that Fiji dances with "
        "Chad (asserted by Newser, doubted by Reuters)."
    )


def test_every_relation_of_the_vocabulary_can_be_told() -> None:
    for relation in vocabulary().relations.values():
        for resource in (None, "oil"):
            made = fact("USA", relation.id, "TCD", "disputed", claim("doubts"), resource=resource)
            text = told(dyad({**made, "symmetric": relation.symmetric}, one="USA"))
            assert "{" not in text, relation.id
            assert "Chad" in text, relation.id


def test_names_with_braces_or_markup_come_out_as_they_are() -> None:
    answer = dyad(fact("FJI", "supplies", "TCD", "asserted", claim("asserts", "{actor} {7*7}"), resource="{recipient}"))
    assert told(answer).startswith("{actor} {7*7} says that Fiji supplies Chad with {recipient}.")


def test_two_exchanges_give_the_larger_one() -> None:
    one, two, three = (
        fact("FJI", "supplies", "TCD", "asserted", claim("asserts"), resource=thing) for thing in ("oil", "gas", "coal")
    )
    food = fact("TCD", "supplies", "FJI", "asserted", claim("asserts"), resource="food", in_return_for=[one["id"]])
    money = fact(
        "TCD", "pays_for", "FJI", "reported", claim("reports"), resource="gas", in_return_for=[two["id"], three["id"]]
    )
    given, returned = exchange([money, food, three, two, one])
    assert ([f["id"] for f in given], [f["id"] for f in returned]) == ([two["id"], three["id"]], [money["id"]])
    assert "; in return, it is reported, Chad pays for gas for Fiji." in told(dyad(one, two, three, food, money))
