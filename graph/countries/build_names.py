"""Gather the names of countries from CLDR (babel), ISO (pycountry), countrynames and our own files."""

from __future__ import annotations

import gettext
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pycountry
from babel import Locale, localedata
from countrynames.data import DATA as COUNTRYNAMES
from rapidfuzz import fuzz, process

from graph.countries.folding import fold

# Languages whose names are believed before those of all others, and shown as aliases.
LANGUAGES = [
    *("fr", "es", "de", "ru", "zh", "zh_Hant", "ko", "ar", "pt", "it", "ja", "tr", "pl", "nl", "uk", "fa", "hi", "id"),
    *("vi", "sv", "da", "nb", "fi", "ro", "cs", "sk", "sl", "hr", "sr", "hu", "el", "bg", "he", "th", "ms", "ca", "et"),
    *("lv", "lt"),
]
SHOWN = ("fr", "es", "de", "ru", "zh", "ko", "ar")
# countrynames' codes for what has no present ISO code, in ours; its codes with a hyphen are parts of countries.
COUNTRYNAMES_CODES = {
    "YUCS": "YUG",
    "CSXX": "SCG",
    "SUHH": "SUN",
    "ANHH": "ANT",
    "CSHH": "CSK",
    "DD": "DDR",
    "XK": "XKX",
    "ZR": "COD",
}


# Words of countrynames and of small languages that are no country's name to anybody who writes English.
NOT_NAMES = {"islands", "almania"}


def next_day(day: str) -> str:
    """The day after an ISO day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def previous_day(day: str) -> str:
    """The day before an ISO day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def territories(language: str) -> dict[str, str]:
    """CLDR's names of territories in one language, by ISO alpha-2."""
    return {code: name for code, name in Locale.parse(language).territories.items() if len(code) == 2}


@dataclass
class Names:
    """The table of names: `table[key]` is the id and how it is known, `parts[key]` the country a place is in."""

    table: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    shown: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    conflicts: list[str] = field(default_factory=list)

    def add(self, level: dict[str, dict[str, str]], how: str) -> None:
        """Take one level of belief: {folded name: {id: name as written}}. What is known already stays."""
        for key, claims in level.items():
            known = self.table.get(key)
            if known:
                others = sorted(set(claims) - {known.split()[0]})
                if others:
                    self.conflicts.append(f"{how}: {key!r} of {', '.join(others)} stays {known.split()[0]}")
            elif len(claims) > 1:
                self.conflicts.append(f"{how}: {key!r} is claimed by {', '.join(sorted(claims))}: left out")
                self.table[key] = "? " + " ".join(sorted(claims))
            else:
                self.table[key] = f"{next(iter(claims))} {how}"

    def aliases(self, code: str, name: str) -> list[str]:
        """What is shown of a country's names, without its main one."""
        return sorted(dict.fromkeys(alias for alias in self.shown[code] if alias != name))


def _level(pairs: list[tuple[str, str]]) -> dict[str, dict[str, str]]:
    level: dict[str, dict[str, str]] = defaultdict(dict)
    for code, name in pairs:
        key = fold(name)
        if key:
            level[key].setdefault(code, name)
            spaced = fold(re.sub("['’‘ʼʻ`´]", " ", name))
            level[spaced].setdefault(code, name)
    return level


def _official() -> list[tuple[str, str]]:
    return [
        (item.alpha_3, getattr(item, attribute))
        for item in pycountry.countries
        for attribute in ("name", "official_name", "common_name")
        if getattr(item, attribute, None)
    ]


def _iso_pairs(ids: dict[str, str]) -> list[tuple[str, str]]:
    return _official() + [(ids[iso2], name) for iso2, name in territories("en").items() if iso2 in ids]


def _languages() -> list[str]:
    # One entry a language and script: the regional variants (es_MX) repeat the names.
    found = {name for name in localedata.locale_identifiers() if not re.search(r"_([A-Z]{2}|\d{3})(_|$)", name)}
    return sorted(found - set(LANGUAGES) - {"root", "en"})


def _cldr(languages: list[str], ids: dict[str, str]) -> list[tuple[str, str]]:
    return [(ids[iso2], name) for lang in languages for iso2, name in territories(lang).items() if iso2 in ids]


def _translated(languages: list[str]) -> list[tuple[str, str]]:
    """ISO's short and official names as Debian's iso-codes (in pycountry) has them in other languages."""
    pairs = []
    for language in languages:
        name = {"zh": "zh_CN", "zh_Hant": "zh_TW"}.get(language, language)
        speech = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [name], fallback=True)
        for code, english in _official():
            translated = speech.gettext(english)
            if translated != english:
                pairs.append((code, translated))
    return pairs


def _countrynames(ids: dict[str, str], known: dict[str, list[str]]) -> list[tuple[str, str]]:
    """countrynames' names that are like a name of their country.

    Its table also has provinces, cities, people and misspellings that are other words ("Iron", "Ohio", "laws"), which
    serve its purpose but would be guesses here: what is short, or isn't like any name of the country, is left out.
    """
    every = {key: code for code, keys in known.items() for key in keys if len(key) >= 4}
    pairs = []
    for code, names in COUNTRYNAMES.items():
        country = COUNTRYNAMES_CODES.get(code) or ids.get(code)
        for name in names if country else []:
            key = fold(name)
            if (
                len(key) >= 5
                and key not in every
                and _like(key, known[country or ""])
                and not _holds_other(key, country, every)
            ):
                pairs.append((country or "", name))
    return pairs


def _resembling(pairs: list[tuple[str, str]], known: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Those that are like, or hold, a name of their country and of no other.

    Translations of official names have slips (the Gambia's is Zambia's in some languages) that this finds.
    """
    every = {key: code for code, keys in known.items() for key in keys if len(key) >= 3}
    return [
        (code, name)
        for code, name in pairs
        if _like(fold(name), known[code]) and not _holds_other(fold(name), code, every)
    ]


def _like(key: str, names: list[str]) -> bool:
    long = [name for name in names if len(name) >= 4]
    if process.extractOne(key, long, scorer=fuzz.ratio, score_cutoff=84) or any(
        f" {name} " in f" {key} " for name in long
    ):
        return True
    return any(name in key for name in names if len(name) >= 2 and _is_cjk(name))


def _is_cjk(name: str) -> bool:
    """Whether a name is in a script that writes no spaces between words or not always (Chinese, Japanese, Korean)."""
    return all("\u3040" <= char <= "\ud7a3" for char in name)


def _holds_other(key: str, country: str | None, every: dict[str, str]) -> bool:
    words = key.split()
    runs = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    return any(every.get(run, country) != country for run in runs)


def _unmistakable(level: dict[str, dict[str, str]], english: dict[str, str]) -> dict[str, dict[str, str]]:
    """A level without what reads like a misspelling of another country's English name.

    "Austlia" is Austria and "Ugana" Ghana in some language, but Australia and Uganda in a hurry: nobody can tell.
    """
    return {
        key: claims for key, claims in level.items() if len(claims) > 1 or not _mistakable(key, min(claims), english)
    }


def _mistakable(key: str, code: str, english: dict[str, str]) -> bool:
    if key in NOT_NAMES:
        return True
    if not key.isascii() or " " in key:
        return False
    scores = {"own": 0.0, "other": 0.0}
    for name, score, _ in process.extract(key, english.keys(), scorer=fuzz.ratio, score_cutoff=40, limit=None):
        whose = "own" if english[name] == code else "other"
        scores[whose] = max(scores[whose], score)
    return len(key) < 4 or (scores["other"] >= 80 and scores["other"] > scores["own"])


def _parts(ids: dict[str, str]) -> dict[str, str]:
    """Places that countrynames knows as part of a country (Crimea, Scotland), for a message that says so."""
    return {
        fold(name): ids[code.partition("-")[0]]
        for code, names in COUNTRYNAMES.items()
        if "-" in code and code.partition("-")[0] in ids
        for name in [code, *names]
        if len(fold(name)) >= 4
    }


def _own(former: dict[str, Any], present: dict[str, Any]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Our names that a period of meanings.yaml may re-read, and those that it never does."""
    flexible = [(code, name) for code, entry in present.items() for name in entry.get("names", [])]
    fixed = [(code, name) for code, entry in present.items() for name in entry.get("always", [])]
    fixed += [(code, name) for code, entry in former.items() for name in [entry["name"], *entry["names"]]]
    return flexible, fixed


def collect(records: list[dict[str, Any]], former: dict[str, Any], present: dict[str, Any]) -> tuple[Names, list[str]]:
    """All names, level by level, and what was in conflict."""
    ids = {record["iso2"]: record["id"] for record in records if record.get("flag")}
    names = Names()
    flexible, fixed = _own(former, present)
    main = [(record["id"], record["name"]) for record in records if record.get("flag")]
    major, minor = _cldr(LANGUAGES, ids), _cldr(_languages(), ids)
    names.add(_level(fixed), "always")
    names.add(_level(main), "name")
    names.add(_level(flexible), "alias")
    names.add(_level(_iso_pairs(ids)), "name")
    known: dict[str, list[str]] = defaultdict(list)
    for code, name in [*fixed, *main, *flexible, *_iso_pairs(ids), *major, *minor]:
        known[code].append(fold(name))
    names.add(_level(major), "language")
    names.add(_level(_resembling(_translated(LANGUAGES), known)), "language")
    english = {fold(name): code for code, name in [*main, *_iso_pairs(ids)] if fold(name)}
    names.add(_unmistakable(_level(_countrynames(ids, known)), english), "countrynames")
    names.add(_unmistakable(_level(minor), english), "language")
    names.parts = {key: code for key, code in _parts(ids).items() if key not in names.table}
    for code, name in [*fixed, *flexible, *_iso_pairs(ids), *_cldr(list(SHOWN), ids)]:
        names.shown[code].append(name)
    return names, names.conflicts
