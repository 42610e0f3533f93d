"""Read the prebuilt table (`data/index.json`, made by `graph.countries.build`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from graph.countries.model import Country, Meaning, Period, Succession, SystemNumber

INDEX = Path(__file__).parent / "data" / "index.json"


@dataclass(frozen=True, slots=True)
class Rule:
    """In `period`, all names of a country that aren't fixed have these meanings instead."""

    period: Period
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """All that is known, in the form in which it is looked up; `names` maps a folded name to "ID how"."""

    countries: dict[str, Country]
    names: dict[str, str]
    meanings: dict[str, tuple[Meaning, ...]]
    rules: dict[str, tuple[Rule, ...]]
    codes: dict[str, dict[str, tuple[Meaning, ...]]]
    parts: dict[str, str]
    aggregates: dict[str, str]
    aggregate_patterns: tuple[tuple[re.Pattern[str], str], ...]
    aggregate_codes: dict[str, dict[str, str]]
    successions: tuple[Succession, ...]


def numeric(code: str) -> str:
    """A code as the tables have it: capitals; numbers without leading zeros, and 710 for the `710.0` of table programs.

    >>> numeric("044"), numeric("710.0"), numeric("rus")
    ('44', '710', 'RUS')
    """
    whole = re.fullmatch(r"0*(\d+)(?:\.0+)?", code)
    return whole[1] if whole else code.upper()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _meaning(entry: dict[str, str], note: str | None = None) -> Meaning:
    period = Period(_day(entry.get("first")), _day(entry.get("last")))
    return Meaning(entry["country"], period, entry.get("note", note), entry.get("usual") == "true")


def _numbers(entries: list[list[Any]]) -> tuple[SystemNumber, ...]:
    return tuple(
        SystemNumber(number, abbreviation, _day(first), _day(last)) for number, abbreviation, first, last in entries
    )


def _country(record: dict[str, Any]) -> Country:
    first, last = record.get("possible", (None, None))
    return Country(
        id=record["id"],
        name=record["name"],
        kind=record["kind"],
        iso2=record.get("iso2"),
        iso_numeric=record.get("iso_numeric"),
        flag=record.get("flag"),
        aliases=tuple(record["aliases"]),
        cow=_numbers(record["cow"]),
        gw=_numbers(record["gw"]),
        periods=tuple(Period(_day(start), _day(end)) for start, end in record["periods"]),
        possible=Period(_day(first), _day(last)),
        succeeds=tuple(
            Succession(record["id"], predecessor, date.fromisoformat(on), continues)
            for predecessor, on, continues in record.get("succeeds", [])
        ),
    )


def _rules(entries: list[dict[str, Any]]) -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, tuple[Rule, ...]] = {}
    for entry in entries:
        period = Period(_day(entry.get("first")), _day(entry.get("last")))
        means = tuple(Meaning(country, period, entry.get("note")) for country in entry["mean"])
        rules[entry["names_of"]] = (*rules.get(entry["names_of"], ()), Rule(period, means))
    return rules


@lru_cache(maxsize=1)
def load() -> Index:
    """The table, read once in a process (some 20 ms)."""
    raw = orjson.loads(INDEX.read_bytes())
    countries = {record["id"]: _country(record) for record in raw["countries"]}
    codes = {
        system: {numeric(code): tuple(map(_meaning, found)) for code, found in table.items()}
        for system, table in raw["codes"].items()
    }
    return Index(
        countries=countries,
        names=raw["names"],
        meanings={key: tuple(map(_meaning, found)) for key, found in raw["meanings"].items()},
        rules=_rules(raw["periods"]),
        codes=codes,
        parts=raw["parts"],
        aggregates=raw["aggregates"],
        aggregate_patterns=tuple(
            (re.compile(text, re.IGNORECASE), why) for text, why in raw["aggregate_patterns"].items()
        ),
        aggregate_codes=raw["aggregate_codes"],
        successions=tuple(one for country in countries.values() for one in country.succeeds),
    )
