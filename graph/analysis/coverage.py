"""Coverage: what the graph doesn't know, and who could have told it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.analysis.method import Method
from graph.reading import FactFilter, all_facts, fact_ids
from graph.store import Store

METHOD = Method(
    "Coverage",
    "single-origin: facts with origins = 1; one-sided: dyads about which one side (or its officials and agencies) speaks "
    "and the other doesn't; stale: dyads whose newest live claim was made more than `years` years before today (or "
    "known_at); a dataset could have spoken where the years that it covers meet those that are asked for",
    "The notion of origin: graph/assessment.py; on one-sidedness as bias of reporting: Weidmann (2016), American Journal "
    "of Political Science 60 (1).",
)
_PAGE = 5000
Word = Literal["both", "one", "none"]


@dataclass(frozen=True, slots=True)
class Witness:
    """A dataset that can be loaded: the source that it would be here, and the first and last year that it covers.

    `last` is None where it goes on.
    """

    name: str
    title: str
    source: str
    first: int
    last: int | None


@dataclass(slots=True)
class _Dyad:
    """What is told about one dyad."""

    parties: dict[str, str] = field(default_factory=dict)
    facts: int = 0
    single: int = 0
    newest: str = ""
    speakers: set[str] = field(default_factory=set)

    @property
    def word(self) -> Word:
        speaking = len(self.speakers & self.parties.keys())
        return "both" if speaking == 2 else "one" if speaking == 1 else "none"


def coverage(
    store: Store, wanted: FactFilter, witnesses: Iterable[Witness], years: int = 5, limit: int = 100
) -> dict[str, Any]:
    """How well the facts that pass the filter are covered, and which datasets could have spoken, up to which year.

    `{"facts", "single_origin", "dyads", "one_sided", "stale", "rows": [{"dyad", "parties", "facts", "single_origin", "word",
    "newest", "stale"}], "datasets": [{"name", "title", "first", "last", "loaded", "facts", "could_speak"}]}`; rows are the
    `limit` dyads with the most single-origin facts. Retracted facts are left out.
    """
    dyads: dict[str, _Dyad] = {}
    by_source: dict[str, int] = {}
    for row in _rows(store, wanted):
        if row["status"] == "retracted" or not wanted.lets_through(row):
            continue
        _count(dyads.setdefault(row["dyad"], _Dyad()), row)
        for source in row["sources"]:
            by_source[source] = by_source.get(source, 0) + 1
    limit_day = _years_before(wanted.clocks.known_at or wanted.clocks.today, years)
    rows = [_told(dyad, found, limit_day) for dyad, found in dyads.items()]
    rows.sort(key=lambda row: (-row["single_origin"], row["dyad"]))
    return {
        "method": METHOD.as_json(),
        "facts": sum(row["facts"] for row in rows),
        "single_origin": sum(row["single_origin"] for row in rows),
        "dyads": len(rows),
        "one_sided": sum(row["word"] == "one" for row in rows),
        "stale": sum(row["stale"] for row in rows),
        "rows": rows[:limit],
        "datasets": [_witness(store, one, by_source, wanted) for one in witnesses],
    }


def _rows(store: Store, wanted: FactFilter) -> Iterator[Mapping[str, Any]]:
    if not wanted.clocks.now:
        yield from (_row(fact) for fact in all_facts(store, wanted) if fact["dyad"])
        return
    after = ""
    while ids := fact_ids(store, wanted, after, _PAGE):
        yield from store.read("read/coverage", ids=ids)
        after = ids[-1]


def _row(fact: Mapping[str, Any]) -> dict[str, Any]:
    """A fact as of an earlier knowledge, in the form of `read/coverage`."""
    claims = [claim for claim in fact["claims"] if claim["retracted_at"] is None]
    return {
        **fact,
        "newest": max((claim["day"] for claim in claims), default=None),
        "speakers": [claim["by"]["country"] or claim["by"]["id"] for claim in claims],
        "sources": {claim["source"]["id"] for claim in claims},
    }


def _count(dyad: _Dyad, row: Mapping[str, Any]) -> None:
    dyad.parties |= {side["id"]: side["name"] for side in (row["actor"], row["recipient"])}
    dyad.facts += 1
    dyad.single += row["origins"] == 1
    dyad.newest = max(dyad.newest, row["newest"] or "")
    dyad.speakers |= set(row["speakers"])


def _told(ident: str, found: _Dyad, limit_day: str) -> dict[str, Any]:
    return {
        "dyad": ident,
        "parties": [{"id": party, "name": name} for party, name in sorted(found.parties.items())],
        "facts": found.facts,
        "single_origin": found.single,
        "word": found.word,
        "newest": found.newest or None,
        "stale": found.newest < limit_day,
    }


def _years_before(day: str, years: int) -> str:
    """The same day so many years earlier; of 29 February the 28th."""
    date = dt.date.fromisoformat(day)
    year = max(1, date.year - years)
    return date.replace(year=year, day=28 if (date.month, date.day) == (2, 29) else date.day).isoformat()


def _witness(store: Store, one: Witness, by_source: Mapping[str, int], wanted: FactFilter) -> dict[str, Any]:
    first = (wanted.clocks.as_of or wanted.since or "0001")[:4]
    last = (wanted.clocks.as_of or wanted.until or "9999")[:4]
    return {
        "name": one.name,
        "title": one.title,
        "first": one.first,
        "last": one.last,
        "loaded": bool(store.read("read/source_there", id=one.source, at=wanted.clocks.recorded_by)),
        "facts": by_source.get(one.source, 0),
        "could_speak": one.first <= int(last) and (one.last is None or int(first) <= one.last),
    }
