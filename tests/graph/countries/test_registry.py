"""The register: messages, days, successions, splitting, searching, answers of users."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from graph.countries import Countries, Period, countries
from graph.errors import UnknownNameError, UnusableError


def refusal(text: object, on: date | None = None) -> UnusableError:
    with pytest.raises(UnusableError) as caught:
        countries().resolve(text, on)  # type: ignore[arg-type]
    return caught.value


def pieces(text: str, first: str | None, last: str | None) -> list[tuple[str, str | None, str | None]]:
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    return [(piece.country.id, _text(piece.first), _text(piece.last)) for piece in countries().split(text, *days)]


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def test_an_ambiguous_name_is_refused_with_both() -> None:
    error = refusal("Korea")
    assert "'Korea' is ambiguous" in error.detail
    assert error.extra == {
        "reason": "ambiguous",
        "suggestions": [{"id": "PRK", "name": "North Korea"}, {"id": "KOR", "name": "South Korea"}],
    }


def test_a_state_of_another_time_is_refused_with_its_times_and_its_continuation_first() -> None:
    error = refusal("USSR", date(2010, 1, 1))
    assert "was no state on 2010-01-01" in error.detail
    assert "1922-12-30 to 1991-12-25" in error.detail
    assert error.extra["suggestions"][0] == {"id": "RUS", "name": "Russia"}  # type: ignore[index]


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    error = refusal("Ukrane")
    assert "'Ukrane' is no country's name or code. Nearest: Ukraine (UKR)" in error.detail


def test_what_was_read_in_the_wrong_encoding_is_said() -> None:
    assert "It looks like 'Curaçao'" in refusal("CuraÃ§ao").detail


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "an empty text"),
        (" \t\n", "an empty text"),
        ("\u200b\ufeff", "an empty text"),
        (None, "NoneType None"),
        (365, "int 365"),
        ("x" * 100_000, "100,000 characters"),
        ("Russia\x00", "U+0000"),
        ("\x1b[31mRussia", "U+001B"),
        ("\ud800", "U+D800"),
    ],
)
def test_what_can_be_no_name_is_refused_and_said(text: object, said: str) -> None:
    error = refusal(text)
    assert said in error.detail
    assert len(error.detail) < 400


def test_invisible_characters_do_not_matter() -> None:
    assert countries().resolve("\ufeffRus\u00adsia\u200e").id == "RUS"


def test_a_number_that_systems_read_differently_names_them() -> None:
    detail = refusal("100").detail
    assert "m49:100 is Bulgaria" in detail
    assert "cow:100 is Colombia" in detail


def test_how_it_was_matched_and_what_to_know() -> None:
    assert countries().resolve("PRK").matched == "iso3"
    assert countries().resolve("KP").matched == "iso2"
    assert countries().resolve("iso:408").matched == "iso_numeric"
    assert countries().resolve("cow:731").matched == "cow"
    assert countries().resolve("North Korea").matched == "name"
    assert "COW 365" in (countries().resolve("Russia", date(1975, 1, 1)).note or "")
    assert "Federal Republic" in (countries().resolve("Germany", date(1970, 1, 1)).note or "")
    assert countries().resolve("Germany", date(2000, 1, 1)).note is None


def test_a_year_that_holds_a_succession_goes_to_who_had_most_of_it() -> None:
    year = (date(1991, 1, 1), date(1991, 12, 31))
    found = countries().resolve("cow:365", year)
    assert found.id == "SUN"
    assert "the rest is that of Russia (RUS)" in (found.note or "")
    assert countries().resolve("Yugoslavia", (date(1992, 1, 1), date(1992, 12, 31))).id == "SCG"


def test_an_interval_is_split_at_a_succession() -> None:
    assert pieces("USSR", "1961-07-06", "1995-09-01") == [
        ("SUN", "1961-07-06", "1991-12-25"),
        ("RUS", "1991-12-26", "1995-09-01"),
    ]
    assert pieces("cow:365", "1816-01-01", None) == [
        ("RUS", "1816-01-01", "1922-12-29"),
        ("SUN", "1922-12-30", "1991-12-25"),
        ("RUS", "1991-12-26", None),
    ]
    assert pieces("cow:345", "1900-01-01", None) == [
        ("SRB", "1900-01-01", "1918-11-30"),
        ("YUG", "1918-12-01", "1992-04-26"),
        ("SCG", "1992-04-27", "2006-06-04"),
        ("SRB", "2006-06-05", None),
    ]


def test_a_name_that_changed_before_its_state_ended_is_followed() -> None:
    assert pieces("FR Yugoslavia", "1995-01-01", "2010-01-01") == [
        ("SCG", "1995-01-01", "2006-06-04"),
        ("SRB", "2006-06-05", "2010-01-01"),
    ]
    assert [piece[0] for piece in pieces("Yugoslavia", "1950-01-01", None)] == ["YUG", "SCG", "SRB"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("RUS", "1961-07-06", "1995-09-01"),
        ("France", "1900-01-01", None),
        ("France", None, None),
        ("USSR", "1950-01-01", "1991-12-31"),
        ("Russia", None, None),
        ("GDR", "1949-01-01", "1990-12-31"),
        ("Korea", "1899-01-01", "1904-05-05"),
        ("Germany", "1950-01-01", "2020-01-01"),
    ],
)
def test_an_interval_that_crosses_nothing_stays_as_it_is(text: str, first: str | None, last: str | None) -> None:
    assert [piece[1:] for piece in pieces(text, first, last)] == [(first, last)]


def test_a_state_without_continuation_ends_an_open_interval_and_refuses_a_longer_one() -> None:
    assert pieces("Czechoslovakia", "1950-01-01", None) == [("CSK", "1950-01-01", "1992-12-31")]
    with pytest.raises(UnusableError, match="'Czechoslovakia' was no state on 2000-01-01") as caught:
        pieces("Czechoslovakia", "1950-01-01", "2000-01-01")
    assert {"CZE", "SVK"} <= {one["id"] for one in caught.value.extra["suggestions"]}  # type: ignore[attr-defined]
    with pytest.raises(UnusableError, match="was no state on 1940"):
        pieces("DDR", "1940-01-01", None)


def test_splitting_refuses_what_is_ambiguous_unknown_or_backwards() -> None:
    with pytest.raises(UnusableError, match="ambiguous"):
        pieces("Korea", "1900-01-01", "1960-01-01")
    with pytest.raises(UnusableError, match="no country's name"):
        pieces("Atlantis", "1900-01-01", None)
    with pytest.raises(UnusableError, match="ends before it begins"):
        pieces("France", "1960-01-01", "1950-01-01")


def test_pieces_follow_each_other_without_a_gap() -> None:
    for text in ("cow:365", "cow:345", "USSR", "Austria", "Yugoslavia"):
        parts = pieces(text, "1915-01-01", "2010-01-01") if text != "USSR" else pieces(text, "1930-01-01", "2010-01-01")
        for before, after in pairwise(parts):
            assert before[2] is not None
            assert after[1] is not None
            assert (date.fromisoformat(after[1]) - date.fromisoformat(before[2])).days == 1


def test_a_users_answers_go_first_and_have_to_be_countries() -> None:
    own = countries().with_answers({"Ruritania": "AUT", "Korea": "KOR"})
    assert (own.resolve("RURITANIA").id, own.resolve("ruritania").matched) == ("AUT", "answer")
    assert own.resolve("Korea").id == "KOR"
    with pytest.raises(UnusableError):
        countries().resolve("Ruritania")
    with pytest.raises(UnknownNameError, match="'XYZ'"):
        Countries({"Ruritania": "XYZ"})


def test_search_finds_by_beginning_code_and_likeness() -> None:
    found = [country.id for country in countries().search("guin")]
    assert set(found[:4]) == {"GIN", "GNB", "GNQ", "PNG"}
    assert countries().search("cow:731")[0].id == "PRK"
    assert countries().search("Ukrane")[0].id == "UKR"
    assert countries().search("Corée du N")[0].id == "PRK"
    assert len(countries().search("united", 2)) == 2
    assert countries().search("qqqqqqqq") == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        *[
            ("KP", "PRK"),
            ("prk", "PRK"),
            ("gw:731", "PRK"),
            ("SUHH", "SUN"),
            ("iso:643", "RUS"),
            ("COW-817", "COW-817"),
        ],
        *[
            ("Österr", "AUT"),
            ("Deutschl", "DEU"),
            ("Чехосл", "CSK"),
            ("조선민", "PRK"),
            ("한국", "KOR"),
            ("日本", "JPN"),
        ],
        *[("روسي", "RUS"), ("Suom", "FIN"), ("Germny", "DEU"), ("Untied States", "USA"), ("Kosvo", "XKX")],
        *[("united states of amer", "USA"), ("holland", "NLD"), ("ivory", "CIV"), ("burma", "MMR")],
    ],
)
def test_search_finds_codes_languages_and_typos(text: str, first: str) -> None:
    assert countries().search(text)[0].id == first


def test_search_for_a_bare_number_finds_all_that_it_can_be() -> None:
    assert {country.id for country in countries().search("643")} == {"RUS", "ERI"}
    assert countries().search("99999") == []


def test_a_country_has_its_numbers_times_and_predecessors() -> None:
    russia = countries().get("RUS")
    assert (russia.iso2, russia.iso_numeric, russia.flag, russia.kind) == ("RU", "643", "🇷🇺", "country")
    assert {number.number for number in russia.cow} == {365}
    assert russia.was_state(Period(date(1850, 1, 1), date(1850, 1, 1)))
    assert not russia.was_state(Period(date(1950, 1, 1), date(1950, 1, 1)))
    assert ("SUN", date(1991, 12, 26), True) in [tuple(one)[1:] for one in russia.succeeds]
    assert "Российская Федерация" in russia.aliases
    assert countries().get("COW-240").flag is None


def test_kinds() -> None:
    kinds = {
        code: countries().get(code).kind for code in ("HKG", "PSE", "TWN", "XKX", "VAT", "SUN", "COW-817", "ANT", "FRA")
    }
    assert kinds == {
        "HKG": "territory",
        "PSE": "territory",
        "TWN": "country",
        "XKX": "country",
        "VAT": "country",
        "SUN": "former",
        "COW-817": "former",
        "ANT": "territory",
        "FRA": "country",
    }


def test_every_id_code_and_name_means_its_country() -> None:
    for country in countries():
        assert countries().resolve(country.id).id == country.id
        if country.flag:
            assert countries().resolve(country.name).id == country.id
            assert countries().resolve(str(country.iso2)).id == country.id
    assert len({country.name for country in countries()}) == len(countries())


def test_successions_are_of_countries_and_fit_their_times() -> None:
    for one in countries().successions():
        predecessor, successor = countries().get(one.predecessor), countries().get(one.country)
        assert successor.possible.meets(Period(one.on, one.on))
        if one.continues and predecessor.possible.last:
            assert (one.on - predecessor.possible.last).days == 1


def test_an_unknown_id_is_not_found() -> None:
    with pytest.raises(UnknownNameError, match="No country has the id 'ZZZ'"):
        countries().get("ZZZ")


@pytest.mark.parametrize(
    "text", ["World", "Areas, nes", "European Union", "cameo:AFR", "comtrade:0", "NATO**", "Hamas (Palestine)*"]
)
def test_aggregates_are_told(text: str) -> None:
    assert countries().aggregate(text)
    assert refusal(text).extra["reason"] == "aggregate"


@pytest.mark.parametrize(
    "country", ["Kosovo*", "Chad", "Netherlands", "South Africa", "Central African Republic", "Micronesia"]
)
def test_countries_are_no_aggregates(country: str) -> None:
    assert countries().aggregate(country) is None
