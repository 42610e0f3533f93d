"""How actors and claimants are named in running text: articles, possessives, officials, lists, isolated scripts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from graph.countries import countries

NOBODY = "nobody named"


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, Any]:
    """phrases.yaml, read once."""
    loaded: Mapping[str, Any] = yaml.safe_load(files("api.views").joinpath("phrases.yaml").read_text(encoding="utf-8"))
    return loaded


def isolate(name: str) -> str:
    """A name that can't turn the order of the text around it.

    Names in scripts that run from right to left, or that hold direction marks, are put between Unicode's isolates.

    >>> isolate("Chad"), isolate("عمان") == "\\u2068عمان\\u2069"
    ('Chad', True)
    """
    turning = {"R", "AL", "RLE", "RLO", "LRE", "LRO", "RLI", "LRI", "FSI", "PDF", "PDI"}
    if not any(unicodedata.bidirectional(letter) in turning for letter in name):
        return name
    # An unmatched closing mark inside the name would end the isolate early.
    closing = name.count("\u2069") - sum(name.count(mark) for mark in "\u2066\u2067\u2068")
    inner = name.replace("\u2069", "") if closing > 0 else name
    return f"\u2068{inner}\u2069"


def named(actor: Mapping[str, Any] | None) -> str:
    """An actor in running text, with its article.

    >>> named({"id": "USA", "name": "United States"}), named({"id": "FJI", "name": "Fiji"}), named(None)
    ('the United States', 'Fiji', 'nobody named')
    >>> named({"id": "org:isw", "name": "Institute for the Study of War"})
    'the Institute for the Study of War'
    """
    if actor is None:
        return NOBODY
    name, articles = str(actor["name"]), phrases()["with_article"]
    takes_article = (
        any(word in articles["organisations_with"] for word in name.split())
        if str(actor["id"]).startswith("org:")
        else actor["id"] in articles["countries"]
    )
    has_article = name.lower().startswith("the ")
    return isolate(f"the {name}" if takes_article and not has_article else name)


def possessive(name: str) -> str:
    """Whose something is.

    >>> possessive("Russia"), possessive("the United States")
    ("Russia's", "the United States'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def claimant(claim: Mapping[str, Any]) -> str:
    """Who speaks, as a sentence calls it: a person of a country by office, everybody else by name.

    `claim` is one of an answer; the office is its `detail` ("ambassador").

    >>> person = {"id": "person:x@RUS", "name": "A. B.", "kind": "person", "country": "RUS"}
    >>> claimant({"by": person, "detail": "ambassador"}), claimant({"by": person, "detail": None})
    ("Russia's ambassador", 'an official of Russia')
    >>> claimant({"by": {"id": "org:newser", "name": "Newser", "kind": "organisation", "country": None}})
    'Newser'
    """
    by = claim["by"]
    country = by.get("country")
    if by["kind"] != "person" or not country:
        return named(by)
    whose = named({"id": country, "name": country_name(country)})
    office = claim.get("detail")
    return f"{possessive(whose)} {isolate(str(office))}" if office else f"an official of {whose}"


def country_name(ident: str) -> str:
    """The name of a country's id; the id where the register doesn't have it."""
    known = countries()
    return known.get(ident).name if ident in known else ident


def flag(actor: Mapping[str, Any]) -> str:
    """The flag of a country as an emoji, empty for others and for states without one.

    >>> flag({"id": "FJI"}), flag({"id": "org:EU"})
    ('🇫🇯', '')
    """
    known = countries()
    return (known.get(str(actor["id"])).flag or "") if actor["id"] in known else ""


def listed(names: Sequence[str], at_most: int = 5, others: str = "others") -> str:
    """Names joined as in a sentence; what is over `at_most` is counted.

    >>> listed(["oil"]), listed(["oil", "food"]), listed(list("abcdef"), at_most=3)
    ('oil', 'oil and food', 'a, b and 4 others')
    """
    shown = list(names)
    if len(shown) > at_most:
        shown = [*shown[: at_most - 1], f"{len(shown) - at_most + 1} {others}"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def count_word(count: int) -> str:
    """Small counts as words, as a sentence starts.

    >>> count_word(1), count_word(13)
    ('One', '13')
    """
    words = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]
    return words[count] if count < len(words) else f"{count:,}"


def capitalised(sentence: str) -> str:
    """The sentence with its first letter in capitals and everything else as it was."""
    return sentence[:1].upper() + sentence[1:]
