"""Asking the vocabulary: any spelling in, one word out, and near words where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnusableError
from graph.vocabulary import load_vocabulary, spelling

WORDS = load_vocabulary()
BLANKS = st.sampled_from([" ", "  ", "_", "-", "\t", " _ "])


@st.composite
def spellings(draw: st.DrawFn, texts: list[str]) -> tuple[str, str]:
    """A text of the vocabulary and another spelling of it: other case, other signs between its words."""
    text = draw(st.sampled_from(texts))
    parts = [draw(st.sampled_from([part.lower(), part.upper(), part.title()])) for part in spelling(text).split()]
    written = "".join(part + draw(BLANKS) for part in parts[:-1]) + parts[-1]
    return text, draw(st.sampled_from(["", " ", "\n"])) + written + draw(st.sampled_from(["", " "]))


@given(spellings([name for r in WORDS.relations.values() for name in (r.id, r.label, *r.aliases)]))
def test_a_relation_is_found_by_any_spelling(given_: tuple[str, str]) -> None:
    text, written = given_
    assert WORDS.relation(written) is WORDS.relation(text)


@given(spellings([name for r in WORDS.resources.values() for name in (r.id, r.name, *r.aliases)]))
def test_a_resource_is_found_by_any_spelling(given_: tuple[str, str]) -> None:
    text, written = given_
    assert WORDS.resource(written) is WORDS.resource(text)


@given(st.text(max_size=300))
def test_any_text_is_a_word_or_a_clear_error(text: str) -> None:
    for find in (WORDS.relation, WORDS.resource, WORDS.unit):
        error = None
        try:
            find(text)
        except UnusableError as raised:
            error = raised
        assert error is None or (len(error.detail) < 300 and isinstance(error.extra["suggestions"], list))


def test_ids_labels_and_aliases_are_one_word() -> None:
    for text in ("pays_for", "pays for", "Pays for", "PAYS-FOR"):
        assert WORDS.relation(text).id == "pays_for"
    assert WORDS.relation("has an embassy in").id == "has_embassy_in"
    assert WORDS.relation("recognizes").id == "recognises"
    assert WORDS.resource("Long-range artillery").id == "long_range_artillery"
    assert WORDS.unit("Tonnes").id == "tonnes"


def test_an_unknown_word_names_the_nearest() -> None:
    with pytest.raises(UnusableError, match="'suplies' is no relation") as caught:
        WORDS.relation("suplies")
    suggestions = caught.value.extra["suggestions"]
    assert isinstance(suggestions, list)
    assert suggestions[0] == "supplies"
    with pytest.raises(UnusableError, match="troops"):
        WORDS.resource("trops")
    with pytest.raises(UnusableError, match=r"units\.yaml"):
        WORDS.unit("qqqqqqqqq")


@pytest.mark.parametrize(
    ("text", "ident", "measure", "year", "valuation"),
    [
        ("USD", "USD", "flow", None, None),
        ("usd@2022", "USD@2022", "flow", 2022, None),
        ("USD_CIF", "USD_cif", "flow", None, "cif"),
        ("eur_fob@2015", "EUR_fob@2015", "flow", 2015, "fob"),
        ("USD_outstanding", "USD_outstanding", "stock", None, "outstanding"),
    ],
)
def test_money_carries_valuation_and_year(
    text: str, ident: str, measure: str, year: int | None, valuation: str | None
) -> None:
    unit = WORDS.unit(text)
    assert (unit.id, unit.measure, unit.year, unit.valuation) == (ident, measure, year, valuation)
    assert unit.currency == ident[:3]
    assert WORDS.unit(unit.id) == unit


@pytest.mark.parametrize("text", ["USD_foo", "XXX@2022", "people@2022", "USD@22", "USD@2022_cif", "USD_million", ""])
def test_what_only_looks_like_money_is_refused(text: str) -> None:
    with pytest.raises(UnusableError):
        WORDS.unit(text)


def test_organisations_by_name_alias_and_id() -> None:
    found = {text: WORDS.organisation(text) for text in ("European Union", "eu", "org:EU", "Union Europeenne", "OTAN")}
    assert {text: known and known.id for text, known in found.items()} == {
        "European Union": "org:EU", "eu": "org:EU", "org:EU": "org:EU", "Union Europeenne": "org:EU", "OTAN": "org:NATO",
    }  # fmt: skip
    assert WORDS.organisation("Newser") is None
    opec, opec_plus = WORDS.organisation("OPEC"), WORDS.organisation("OPEC+")
    assert opec is not None
    assert opec_plus is not None
    assert opec != opec_plus


def test_kinds_and_broader_are_two_views_of_one_tree() -> None:
    for ident in WORDS.resources:
        assert ident in WORDS.kinds(ident)
        for above in WORDS.broader(ident):
            assert WORDS.kinds(ident) < WORDS.kinds(above)
    assert "long_range_artillery" in WORDS.kinds("military")


def test_what_passes_decides_the_dimension() -> None:
    assert WORDS.dimension("supplies", "troops") == "military"
    assert WORDS.dimension("supplies", "oil") == "energy"
    assert WORDS.dimension("pays_for", "medical_care") == "humanitarian"
    assert WORDS.dimension("rejects", "money") == "economic"
    assert WORDS.dimension("rejects") == "diplomatic"


def test_machine_coded_events_take_the_longest_code() -> None:
    found = {code: WORDS.by_cameo(code) for code in ("042", "0841", "084", "081", "0813", "1823", "010", "9", "")}
    assert {code: known and known.id for code, known in found.items()} == {
        "042": "visits", "0841": "releases_people_of", "084": "retreats_from", "081": "concedes_to",
        "0813": "retreats_from", "1823": "assaults", "010": None, "9": None, "": None,
    }  # fmt: skip


def test_the_fingerprint_is_that_of_the_words() -> None:
    assert load_vocabulary().fingerprint == WORDS.fingerprint
