"""The vocabulary as the rest of Bilat asks it: any spelling in, one word out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar

from rapidfuzz import process

from graph.errors import UnusableError
from graph.ids import fold, hashed
from graph.vocabulary.forms import Valuation
from graph.vocabulary.models import Organisation, Relation, Resource, Unit, Word
from graph.vocabulary.reading import Entry

_MONEY = re.compile(r"(?P<currency>[A-Za-z]{3})(_(?P<valuation>[A-Za-z]+))?(@(?P<year>[12]\d{3}))?")
_SHOWN = 60

W = TypeVar("W", bound=Word)


def spelling(text: str) -> str:
    """What two spellings of one word have in common: case, blanks, hyphens, underscores and accents make no difference.

    A plus does: OPEC+ is another than OPEC.

    >>> spelling("Pays-for"), spelling("pays_for"), spelling(" PAYS  FOR ")
    ('pays for', 'pays for', 'pays for')
    """
    return fold(text.replace("_", " ").replace("+", " plus ")).replace("_", " ")


@dataclass(frozen=True)
class Vocabulary:
    """Relations, resources, units and organisations by id, found by any spelling of their names.

    `dimensions` have the colours in which pictures show them. `fingerprint` changes whenever a word does, so that a graph
    knows whether it was given this vocabulary.
    """

    relations: Mapping[str, Relation]
    resources: Mapping[str, Resource]
    units: Mapping[str, Unit]
    organisations: Mapping[str, Organisation]
    dimensions: Mapping[str, str]
    valuations: Mapping[str, Valuation]
    _names: Mapping[str, Mapping[str, str]] = field(repr=False)
    _kinds: Mapping[str, frozenset[str]] = field(repr=False)

    def relation(self, text: str) -> Relation:
        """The relation with this id, label or alias. Raises UnusableError with `suggestions` (ids, nearest first).

        >>> from graph.vocabulary import vocabulary
        >>> vocabulary().relation("Pays for").id
        'pays_for'
        """
        return self._found("relation", self.relations, text)

    def resource(self, text: str) -> Resource:
        """The resource with this id, name or alias. Raises UnusableError with `suggestions`.

        >>> from graph.vocabulary import vocabulary
        >>> vocabulary().resource("Long-range artillery").above
        ('long_range_artillery', 'artillery', 'weapons', 'military')
        """
        return self._found("resource", self.resources, text)

    def unit(self, text: str) -> Unit:
        """The unit with this id, label or alias, or a currency with valuation and year.

        Raises UnusableError with `suggestions`.

        >>> from graph.vocabulary import vocabulary
        >>> vocabulary().unit("usd_cif@2022").label
        'US dollars of 2022 (cost, insurance and freight included)'
        """
        return self._remembered_unit(text)

    @cached_property
    def _remembered_unit(self) -> Callable[[str], Unit]:
        # Every record with a number names one, and there are few.
        return lru_cache(maxsize=4_096)(lambda text: self._money(text.strip()) or self._found("unit", self.units, text))

    def organisation(self, text: str) -> Organisation | None:
        """The organisation with this id, name or alias; None where the vocabulary has none, as records may name any.

        >>> from graph.vocabulary import vocabulary
        >>> vocabulary().organisation("European Union").id
        'org:EU'
        """
        ident = self._names["organisations"].get(spelling(text))
        return None if ident is None else self.organisations[ident]

    def kinds(self, resource: str) -> frozenset[str]:
        """The ids of a resource and of everything below it. Raises UnusableError for one that isn't there.

        >>> from graph.vocabulary import vocabulary
        >>> sorted(vocabulary().kinds("artillery"))
        ['artillery', 'long_range_artillery', 'rocket_launchers']
        """
        return self._kinds[self.resource(resource).id]

    def broader(self, resource: str) -> tuple[str, ...]:
        """The ids of the resources that this one is a kind of, the nearest first."""
        return self.resource(resource).above[1:]

    def dimension(self, relation: str, resource: str | None = None) -> str:
        """The dimension of a fact: what passes decides; where nothing does, the relation.

        >>> from graph.vocabulary import vocabulary
        >>> [vocabulary().dimension("supplies", thing) for thing in ("troops", "oil", None)]
        ['military', 'energy', 'economic']
        """
        return self.resources[resource].dimension if resource else self.relations[relation].dimension

    def by_cameo(self, code: str) -> Relation | None:
        """The relation that a CAMEO code says: that of the longest code listed with which it begins.

        None for codes without a PLOVER type: statements and appeals, 01 and 02.

        >>> from graph.vocabulary import vocabulary
        >>> vocabulary().by_cameo("0841").id, vocabulary().by_cameo("0831").id, vocabulary().by_cameo("010")
        ('releases_people_of', 'concedes_to', None)
        """
        ident = next(
            (found for end in range(len(code), 1, -1) if (found := self._names["cameo"].get(code[:end]))), None
        )
        return None if ident is None else self.relations[ident]

    @property
    def fingerprint(self) -> str:
        """A hash of all words."""
        sections: tuple[Mapping[str, Word], ...] = (self.relations, self.resources, self.units, self.organisations)
        return hashed("v", [word.model_dump(mode="json") for section in sections for word in section.values()])

    def _found(self, kind: str, words: Mapping[str, W], text: str) -> W:
        if text in words:  # most records of a dataset say it so, and there are millions of them
            return words[text]
        names = self._names[f"{kind}s"]
        if (ident := names.get(spelling(text))) is not None:
            return words[ident]
        near = process.extract(spelling(text)[:200], list(names), limit=8, score_cutoff=60)
        suggestions = list(dict.fromkeys(names[name] for name, _, _ in near))[:3]
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        hint = (
            f"did you mean {' or '.join(suggestions)}?"
            if suggestions
            else f"graph/vocabulary/{kind}s.yaml lists what there is"
        )
        raise UnusableError(f"{shown!r} is no {kind} of the vocabulary; {hint}", suggestions=suggestions)

    def _money(self, text: str) -> Unit | None:
        parts = _MONEY.fullmatch(text)
        if parts is None:
            return None
        base = self.units.get(parts["currency"].upper())
        named = (parts["valuation"] or "").lower()
        valuation = self.valuations.get(named)
        if base is None or base.currency is None or (named and valuation is None):
            return None
        year = parts["year"]
        return Unit(
            id=base.id + (f"_{named}" if named else "") + (f"@{year}" if year else ""),
            label=base.label + (f" of {year}" if year else "") + (f" ({valuation.label})" if valuation else ""),
            measure=valuation.measure if valuation else base.measure,
            currency=base.currency,
            year=int(year) if year else None,
            valuation=named or None,
        )


def name_index(
    words: Mapping[str, W], entries: Mapping[str, Entry], names: Callable[[W], Iterable[str]]
) -> dict[str, str]:
    """Which id each spelling stands for. Raises UnusableError where one stands for two."""
    index: dict[str, str] = {}
    for ident, word in words.items():
        for name in (ident, *names(word), *word.aliases):
            known = index.setdefault(spelling(name), ident)
            if known != ident:
                raise entries[ident].problem(None, f"{name!r} already stands for {known!r}; choose another word")
    return index


def code_index(words: Mapping[str, W], entries: Mapping[str, Entry], field_name: str) -> dict[str, str]:
    """Which id each code of `field_name` (cameo, hs) stands for. Raises UnusableError where one stands for two."""
    index: dict[str, str] = {}
    for ident, word in words.items():
        for code in getattr(word, field_name):
            if index.setdefault(code, ident) != ident:
                raise entries[ident].problem(field_name, f"{code} already stands with {index[code]!r}; list it once")
    return index
