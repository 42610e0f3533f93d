"""Records made up for measuring: many countries, few of which do most, as in the real world."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from graph.countries import Country, countries

COUNTRIES = 200
SOURCES = 50
# Relations with a resource that is usual for them, or none.
_KINDS = (
    ("supplies", "oil"), ("supplies", "missiles"), ("supplies", "food"), ("exports_to", "goods"), ("aids", "money"),
    ("visits", None), ("consults", None), ("sanctions", None), ("threatens", None), ("cooperates_with", None),
)  # fmt: skip
_STANCES = ("asserts", "asserts", "asserts", "confirms", "reports", "doubts", "denies")
_FIRST_DAY = dt.date(2015, 1, 1)
_DAYS = 3_650


def names() -> list[str]:
    """The ids of the countries that records are about, the busiest first."""
    found = sorted((c for c in countries() if _stood(c)), key=lambda c: (c.kind, c.id))
    chosen = [country.id for country in found[:COUNTRIES]]
    random.Random(1).shuffle(chosen)  # noqa: S311 - the same order on each run, nothing secret
    return chosen


def _stood(country: Country) -> bool:
    """Whether it stood on all days that records are of."""
    first, last = country.possible.first, country.possible.last
    return country.kind != "former" and (first is None or first <= _FIRST_DAY) and last is None


def records(count: int, seed: int = 0, without: frozenset[str] = frozenset()) -> Iterator[dict[str, Any]]:
    """`count` records that differ from each other and are the same on each run with one `seed`.

    The countries of a pair are drawn with weights 1, 1/2, 1/3 …, so that few dyads have many facts and most have few or
    none. `without` are ids that take no part.
    """
    chance = random.Random(seed)  # noqa: S311 - the same records on each run, nothing secret
    chosen = [name for name in names() if name not in without]
    weights = [1 / rank for rank in range(1, len(chosen) + 1)]
    for number in range(count):
        actor, partner = chance.choices(chosen, weights, k=2)
        while partner == actor:
            partner = chance.choice(chosen)
        claimant = chance.choice((actor, partner, chance.choices(chosen, weights)[0]))
        yield _record(chance, actor, partner, claimant) | {"locator": f"row {seed}-{number}"}


def dyad_records(one: str, other: str, count: int) -> Iterator[dict[str, Any]]:
    """`count` records on one dyad, each a fact of its own."""
    chance = random.Random(2)  # noqa: S311 - the same records on each run, nothing secret
    for number in range(count):
        actor, partner = (one, other) if number % 2 else (other, one)
        since = (_FIRST_DAY + dt.timedelta(days=number)).isoformat()
        yield _record(chance, actor, partner, actor) | {"since": since, "until": since}


def _record(chance: random.Random, actor: str, partner: str, claimant: str) -> dict[str, Any]:
    relation, resource = chance.choice(_KINDS)
    day = _FIRST_DAY + dt.timedelta(days=chance.randrange(_DAYS))
    said = day + dt.timedelta(days=chance.randrange(30))
    source = chance.randrange(SOURCES)
    record: dict[str, Any] = {
        "actor": actor,
        "relation": relation,
        "partner": partner,
        "since": day.isoformat(),
        "until": day.isoformat(),
        "claimant": claimant,
        "stance": chance.choice(_STANCES),
        "said_on": said.isoformat(),
        "source_id": f"bench-{source}",
        "source_title": f"Source {source}",
    }
    if resource is not None:
        record |= {"resource": resource, "quantity": chance.randrange(1, 10_000)}
    return record
