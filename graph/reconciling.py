"""Which countries and organisations a text may mean, scored: a register's own answer is certain, all else is a proposal.

Scores go from 0 to 100: 100 is what a text means by the rules of `graph.countries` and of the vocabulary, 90 one of
several things that it means, less is likeness of names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from graph.countries.answers import answered_countries
from graph.countries.registry import On
from graph.countries.search import beginning, likeness
from graph.dates import BEGINNING, END, edtf_date
from graph.entities import PROPERTIES, Entity, entity, kinds_of
from graph.errors import UnusableError
from graph.vocabulary import spelling, vocabulary

Strictness = Literal["any", "all", "should"]

_CERTAIN = 100.0
_ONE_OF_SEVERAL = 90.0
_RELATED = 70.0
# Likeness never looks like an answer.
_MOST_LIKE = 89.0
# What a code beside the name costs those that it isn't the code of.
_CONTRADICTED = 0.5


@dataclass(frozen=True)
class Question:
    """A name, and what is known beside it: types, the day (EDTF), codes by property."""

    text: str | None
    types: tuple[str, ...] = ()
    strictness: Strictness = "any"
    on: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()


class Candidate(NamedTuple):
    """An entity that may be meant; `match` when it is the one, by exact and unique resolution."""

    entity: Entity
    score: float
    match: bool


@dataclass
class _Found:
    """Scores by id, the ids that are certain, and whether all that was asked could be used."""

    scores: dict[str, float] = field(default_factory=dict)
    certain: set[str] = field(default_factory=set)
    usable: bool = True

    def add(self, ident: str, score: float) -> None:
        self.scores[ident] = max(self.scores.get(ident, 0.0), score)
        if score == _CERTAIN:
            self.certain.add(ident)


def reconcile(question: Question, limit: int = 5) -> list[Candidate]:
    """What a question may mean, best first.

    >>> [(one.entity.id, one.score, one.match) for one in reconcile(Question("Korea"), 2)]
    [('KOR', 90.0, False), ('PRK', 90.0, False)]
    >>> [(one.entity.id, one.match) for one in reconcile(Question("Russia", on=("1975",)), 1)]
    [('SUN', True)]
    """
    found = _Found()
    on = _days(question.on, found)
    if question.text is not None:
        _by_country(question.text, on, found)
        _by_organisation(question.text, found)
    _by_codes(question, on, found)
    wanted = {ident: one for ident in found.scores if (one := entity(ident)) and _has_types(one, question)}
    certain = found.certain & wanted.keys()
    order = sorted(wanted.items(), key=lambda item: (-found.scores[item[0]], item[0]))
    return [
        Candidate(one, round(found.scores[ident], 1), found.usable and certain == {ident})
        for ident, one in order[:limit]
    ]


def _days(given: Sequence[str], found: _Found) -> On:
    """The one day that was given; a day that can't be used leaves nothing certain."""
    if not given:
        return None
    try:
        day = edtf_date(given[0])
    except UnusableError:
        day = None
    if day is None or len(set(given)) > 1 or day.first == BEGINNING or day.last == END:
        found.usable = False
        return None
    return dt.date.fromisoformat(day.first), dt.date.fromisoformat(day.last)


def _by_country(text: str, on: On, found: _Found) -> None:
    try:
        found.add(answered_countries().resolve(text, on).id, _CERTAIN)
    except UnusableError as error:
        reason, suggestions = error.extra.get("reason"), error.extra.get("suggestions")
        if reason in {"ambiguous", "no_state", "part"} and isinstance(suggestions, list):
            for place, one in enumerate(suggestions):
                # The register names the nearest first: who continues a state that had ended by then.
                found.add(one["id"], _ONE_OF_SEVERAL if reason == "ambiguous" else max(_RELATED - place, 1))
        if reason == "empty":
            return
    for ident, score in likeness(text[:200]):
        found.add(ident, min(score, _MOST_LIKE))


def _by_organisation(text: str, found: _Found) -> None:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only needed to reconcile

    known = vocabulary().organisation(text)
    if known is not None:
        found.add(known.id, _CERTAIN)
    names = organisation_names()
    for name, score, _ in process.extract(spelling(text[:200]), list(names), scorer=fuzz.ratio, score_cutoff=60):
        found.add(names[name], min(score, _MOST_LIKE))


def _by_codes(question: Question, on: On, found: _Found) -> None:
    """Codes alone say who it is; beside a name they confirm or contradict."""
    for prop, value in question.codes:
        try:
            meant = answered_countries().resolve(f"{PROPERTIES[prop].system}:{value}", on).id
        except UnusableError:
            found.usable = False
            continue
        if question.text is None:
            found.add(meant, _CERTAIN)
            continue
        for ident in found.scores:
            if ident != meant:
                found.scores[ident] *= _CONTRADICTED
        if found.scores.get(meant) == _ONE_OF_SEVERAL:
            found.add(meant, _CERTAIN)  # the name means several, and the code says which
        elif meant not in found.certain:
            found.usable = False
            found.add(meant, _RELATED)


def _has_types(one: Entity, question: Question) -> bool:
    if not question.types or question.strictness == "should":
        return True
    own = {kind.id for kind in kinds_of(one)}
    return own >= set(question.types) if question.strictness == "all" else not own.isdisjoint(question.types)


@lru_cache(maxsize=1)
def organisation_names() -> dict[str, str]:
    """The ids of the vocabulary's organisations by every spelling of a name."""
    return {
        spelling(name): one.id
        for one in vocabulary().organisations.values()
        for name in (one.id, one.name, *one.aliases)
    }


def suggest(prefix: str, types: Sequence[str] = (), most: int = 100) -> list[Entity]:
    """What a beginning of a name or code may become: what it is, then what begins so, then what is like it."""
    key = spelling(prefix) if prefix.strip() else ""
    if not key:
        return []
    exact = vocabulary().organisation(prefix)
    begins = [ident for name, ident in organisation_names().items() if name.startswith(key) or f" {key}" in name]
    try:
        named, alike = beginning(prefix), [ident for ident, _ in likeness(prefix[:200])]
    except UnusableError:  # no text that a country could have; an organisation's may be longer
        named, alike = (), []
    ids = dict.fromkeys([*([exact.id] if exact else []), *named, *begins, *alike])
    found = [one for ident in ids if (one := entity(ident)) is not None]
    asked = Question(None, tuple(types))
    return [one for one in found if _has_types(one, asked)][:most]
