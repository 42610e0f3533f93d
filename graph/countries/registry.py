"""The register of countries: look up, search, follow a succession."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from types import MappingProxyType

from graph.countries import lookup, search, timeline
from graph.countries.folding import fold
from graph.countries.index import Index, load
from graph.countries.model import ALWAYS, Country, Meaning, Period, Piece, Resolution, Succession
from graph.dates import BEGINNING, END
from graph.errors import UnknownNameError, UnusableError

On = date | tuple[date, date] | None


class Countries:
    """All countries, and the ways from a text to one of them. Cheap to make; `countries()` is the usual one."""

    def __init__(self, answers: Mapping[str, str] = MappingProxyType({})) -> None:
        self._index: Index = load()
        self._answers = {fold(lookup.clean(text)): self.get(country).id for text, country in answers.items()}
        self._cached = lru_cache(maxsize=65_536)(self._resolve)
        self._cached_split = lru_cache(maxsize=65_536)(self._split)
        self._cached_only = lru_cache(maxsize=65_536)(self._only)
        self._cached_text = lru_cache(maxsize=65_536)(self._text)

    def __iter__(self) -> Iterator[Country]:
        return iter(self._index.countries.values())

    def __len__(self) -> int:
        return len(self._index.countries)

    def __contains__(self, country_id: object) -> bool:
        return country_id in self._index.countries

    def get(self, country_id: str) -> Country:
        """The country with this id; raises UnknownNameError with suggestions where there is none.

        >>> countries().get("COW-817").name
        'South Vietnam'
        """
        found = self._index.countries.get(country_id)
        if found is None:
            raise UnknownNameError(
                f"No country has the id {country_id!r}: ids are ISO alpha-3 (PRK) or COW-<number> (COW-240).",
                suggestions=self._named(search.suggest(country_id)),
            )
        return found

    def with_answers(self, answers: Mapping[str, str]) -> Countries:
        """A register in which a user's own answers (`name: id`) go before everything else.

        >>> countries().with_answers({"Ruritania": "AUT"}).resolve("ruritania").id
        'AUT'
        """
        return Countries(answers)

    def resolve(self, text: str, on: On = None) -> Resolution:
        """The country that a name or code means, on a day or some day of an interval where `on` is given.

        Names, codes with their system (`cow:365`, `gw:731`, `cameo:RUS`, `icews:…`, `m49:643`, `imf:922`, `sipri:KON`,
        `fips:RS`, `wb:…`, `comtrade:842`), bare ISO codes. Raises UnusableError: its message says what was asked and
        why it can't be told, `extra["reason"]` is a word for that (unknown, ambiguous, no_state, aggregate, part,
        empty) and `extra["suggestions"]` are countries as {"id", "name"}.

        >>> countries().resolve("Corée du Nord").id, countries().resolve("cow:365", date(1975, 6, 1)).id
        ('PRK', 'SUN')
        >>> countries().resolve("Korea")
        Traceback (most recent call last):
        graph.errors.UnusableError: 'Korea' is ambiguous: North Korea (PRK) or South Korea (KOR). Write which one.
        """
        return self._cached(text, on)

    def _resolve(self, text: str, on: On) -> Resolution:
        wanted, found, possible = self._cached_text(text)
        period = Period(on, on) if isinstance(on, date) else Period(*on) if on else None
        meaning = timeline.sole(possible, period) if period else None
        if meaning is None:
            meaning = timeline.choose(self._index, wanted, found.meanings, period)
        return Resolution(wanted, self._index.countries[meaning.country], found.matched, meaning.note, found.meanings)

    def _text(self, text: str) -> tuple[str, lookup.Found, list[Meaning]]:
        """A text made clean, what it can mean, and the same only for the days on which each can be an actor."""
        wanted = lookup.clean(text)
        found = self._find(wanted)
        if found is None:
            raise self._unknown(wanted)
        return wanted, found, timeline.clipped(self._index, found.meanings)

    def _find(self, wanted: str) -> lookup.Found | None:
        answer = self._answers.get(fold(wanted))
        return lookup.Found("answer", (Meaning(answer),)) if answer else lookup.find(wanted)

    def split(self, text: str, first: date | None = None, last: date | None = None) -> list[Piece]:
        """What a text means from `first` to `last` (None: open), cut where one country goes over into another.

        A state that ended goes over to the one that continues it (the USSR to Russia), where there is one; where there
        is none (Czechoslovakia), an interval without an end stops with it, and one with a later end is refused. A bound
        of a year's or month's precision (1 January, 31 December …) makes no piece of the rest of that year or month.
        Raises as `resolve` does.

        >>> [(c.id, str(f), str(l)) for c, f, l in countries().split("USSR", date(1961, 7, 6), date(1995, 9, 1))]
        [('SUN', '1961-07-06', '1991-12-25'), ('RUS', '1991-12-26', '1995-09-01')]
        """
        return list(self._cached_split(text, first, last))

    def _split(self, text: str, first: date | None, last: date | None) -> tuple[Piece, ...]:
        wanted, found, possible = self._cached_text(text)
        whole = Period(first, last)
        forward = first is None or last is None or first <= last
        one = timeline.sole(possible, whole) if forward and whole != ALWAYS else None
        if one is not None and one.period.common(whole) == whole:
            return (Piece(self._index.countries[one.country], first, last),)
        return tuple(timeline.split(self._index, wanted, found.meanings, whole))

    def throughout(self, text: str, first: str, last: str) -> Country | None:
        """The country that a text means on all days from `first` to `last` (ISO, as `graph.dates.span` has them), where that
        needs no choice; None where it does, or where no day is named. Most records are so, and asked of no more than this.

        Raises as `resolve` does.

        >>> countries().throughout("France", "1999-01-01", "1999-12-31").id
        'FRA'
        >>> countries().throughout("USSR", "1961-07-06", "1995-09-01") is None
        True
        """
        only = self._cached_only(text)
        if only is None or not only[1] <= first <= last <= only[2] or (first, last) == (BEGINNING, END):
            return None
        return only[0]

    def period(self, text: str) -> tuple[str, str] | None:
        """The first and the last day of the country that a text means, where it has but one meaning. Raises as `resolve` does."""
        only = self._cached_only(text)
        return only and only[1:]

    def _only(self, text: str) -> tuple[Country, str, str] | None:
        """What a text means, with its first and last day, where it has but one meaning."""
        _, _, possible = self._cached_text(text)
        if len(possible) != 1:
            return None
        ident, (first, last) = possible[0].country, possible[0].period
        return (
            self._index.countries[ident],
            first.isoformat() if first else BEGINNING,
            last.isoformat() if last else END,
        )

    def aggregate(self, text: str) -> str | None:
        """What a text is that stands where a country is expected but is none: a group, a region, the world, nobody.

        >>> countries().aggregate("Areas, nes"), countries().aggregate("World"), countries().aggregate("Chad")
        ('areas not specified elsewhere', 'the whole world', None)
        """
        return search.aggregate(text)

    def search(self, text: str, limit: int = 10) -> list[Country]:
        """Countries whose name or code is like a text: what it means first, then by beginning, then by likeness.

        >>> [country.id for country in countries().search("kore", 3)]
        ['PRK', 'KOR', 'COW-730']
        """
        return [self._index.countries[code] for code in search.search(text, limit)]

    def successions(self) -> tuple[Succession, ...]:
        """Who succeeds whom, since when."""
        return self._index.successions

    @cached_property
    def by_name(self) -> tuple[Country, ...]:
        """All countries by name."""
        return tuple(sorted(self, key=lambda country: fold(country.name)))

    def _named(self, ids: list[str]) -> list[dict[str, str]]:
        return [{"id": code, "name": self._index.countries[code].name} for code in ids]

    def _unknown(self, wanted: str) -> UnusableError:
        reason, ids, message = search.explain(wanted)
        named = self._named(ids)
        nearest = ", ".join(f"{one['name']} ({one['id']})" for one in named[:4])
        return UnusableError(message + (f" Nearest: {nearest}." if nearest else ""), reason=reason, suggestions=named)


@lru_cache(maxsize=1)
def countries() -> Countries:
    """The register without anybody's own answers, made once."""
    return Countries()
