"""Sentences of facts, and what a relation is a kind of."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from graph.vocabulary import load_vocabulary

WORDS = load_vocabulary()


@pytest.mark.parametrize(
    ("relation", "actor", "recipient", "resource", "sentence"),
    [
        ("supplies", "North Korea", "Russia", "troops", "North Korea supplies Russia with troops"),
        ("supplies", "North Korea", None, "troops", "North Korea supplies troops"),
        ("supplies", None, "North Korea", "oil", "North Korea receives oil"),
        ("treats", "North Korea", "Russia", "wounded soldiers", "North Korea treats wounded soldiers of Russia"),
        ("rejects", "North Korea", "Russia", "money", "North Korea rejects money from Russia"),
        ("offers", "Russia", "North Korea", "money", "Russia offers North Korea money"),
        ("fights", "Russia", "Ukraine", None, "Russia fights Ukraine"),
        ("cooperates_with", "Russia", "China", "gas", "Russia cooperates with China (gas)"),
        ("party_to", "Germany", None, None, "Germany is a party"),
        ("sanctions", None, "Russia", None, "Somebody sanctions Russia"),
        ("threatens", "Chad", None, None, "Chad threatens somebody"),
    ],
)
def test_a_fact_is_told_as_a_sentence(
    relation: str, actor: str | None, recipient: str | None, resource: str | None, sentence: str
) -> None:
    assert WORDS.relations[relation].sentence(actor, recipient, resource) == sentence


def test_every_relation_can_be_told_with_whatever_is_known() -> None:
    for relation in WORDS.relations.values():
        for actor in ("Chad", None):
            for recipient in ("Fiji", None):
                for resource in ("oil", None):
                    text = relation.sentence(actor, recipient, resource)
                    assert text[0].isupper()
                    assert "{" not in text
                    assert "None" not in text


def test_names_with_braces_stay_as_they_are() -> None:
    assert WORDS.relations["supports"].sentence("{actor}", "{0.__class__}") == "{actor} supports {0.__class__}"


def test_words_are_frozen() -> None:
    with pytest.raises(ValidationError):
        WORDS.relations["supplies"].symmetric = True  # type: ignore[misc]
    with pytest.raises(TypeError):
        WORDS.relations["mine"] = WORDS.relations["supplies"]  # type: ignore[index]


def test_is_a_goes_up_and_never_down() -> None:
    exports = WORDS.relations["exports_to"]
    assert exports.type == "EXPORTS_TO"
    assert exports.is_a("exports_to")
    assert exports.is_a("supplies")
    assert exports.is_a("cooperates_with")
    assert not WORDS.relations["supplies"].is_a("exports_to")
