"""The prebuilt table is what the installed libraries and our files give, and its files fit together."""

from __future__ import annotations

from graph.countries import build, countries
from graph.countries.index import load


def test_the_index_is_current() -> None:
    content, _ = build.build()
    assert build.INDEX.read_bytes() == content, "run: python -m graph.countries.build"


def test_meanings_rules_and_parts_name_countries() -> None:
    index = load()
    named = {meaning.country for found in index.meanings.values() for meaning in found}
    named |= {meaning.country for rules in index.rules.values() for rule in rules for meaning in rule.meanings}
    named |= {meaning.country for table in index.codes.values() for found in table.values() for meaning in found}
    named |= set(index.parts.values()) | set(index.rules)
    assert named <= {country.id for country in countries()}


def test_no_country_is_called_an_aggregate_or_a_part() -> None:
    index = load()
    own = {key for key, entry in index.names.items() if entry.split()[-1] in {"name", "alias", "always"}}
    assert own.isdisjoint(index.aggregates)
    assert own.isdisjoint(index.parts)


def test_no_name_of_another_is_a_code() -> None:
    """Three letters that are somebody's ISO code never mean another country by name, unless the code goes first."""
    index = load()
    for code, meanings in index.codes["iso3"].items():
        assert countries().resolve(code).id in {meaning.country for meaning in meanings}
