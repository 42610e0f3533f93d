"""From a text to what it can mean: codes of every system, then names. Days are chosen among in `choose.py`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from graph.countries.folding import bag, fold
from graph.countries.index import Index, load, numeric
from graph.countries.model import Meaning, Period
from graph.errors import UnusableError

# Longer than any name of a country in any language; what is longer is a paragraph in the wrong column.
LONGEST = 200
# Code systems by the prefix that names them, in the order in which their tables are tried. A name of ICEWS, IMF, SIPRI
# or the World Bank may stand behind its prefix too.
SYSTEMS: dict[str, tuple[str, ...]] = {
    "iso": ("iso3", "iso2", "m49", "iso4"),
    "iso3": ("iso3",),
    "iso2": ("iso2",),
    "m49": ("m49",),
    "un": ("m49",),
    "cow": ("cow",),
    "gw": ("gw",),
    "cameo": ("cameo",),
    "gdelt": ("cameo",),
    "icews": ("cameo",),
    "imf": ("imf",),
    "fips": ("fips",),
    "ioc": ("ioc",),
    "wb": ("wb",),
    "sipri": ("sipri", "iso3"),
    "comtrade": ("comtrade",),
    "baci": ("comtrade",),
    "vdem": ("vdem",),
    "dac": ("dac",),
    "oecd": ("dac",),
}
NAMED = frozenset({"icews", "imf", "sipri", "wb", "cow", "gw", "iso", "un", "comtrade", "dac", "oecd"})
# Systems whose numbers people write without saying which it is.
NUMBERED = ("m49", "cow", "gw", "imf", "comtrade")
_PREFIXED = re.compile(r"([A-Za-z]\w*)\s*:\s*(.+)", re.DOTALL)
_OWN_ID = re.compile(r"(COW|GW)-\d{1,3}", re.IGNORECASE)
# "(until 1990)", "(...2011)", "(1990-)", "(former)": when or that it ended, which is no part of a name.
_TIME = re.compile(
    r"\s*[(\[](?:(?:until|till|to|before|after|since|from|up to|pre|post|fmr|former|\d{4}|[-–…. ])+)[)\]]\s*$",
    re.IGNORECASE,
)
# "(l')", "(la)": ISO's French names carry their article behind them.
_ARTICLE = re.compile(r"\s*\((?:l['’]|la|le|les|el|los|las|der|die|das|the)\s*\)", re.IGNORECASE)
_FORMER = re.compile(r"^(?:former|ex|fmr)\b[\s.-]*|,?\s*\bformer$", re.IGNORECASE)


class Found(NamedTuple):
    """How a text was found and what it can mean, in time."""

    matched: str
    meanings: tuple[Meaning, ...]


def clean(text: object) -> str:
    """The text without what can't be seen; raises UnusableError where nothing or no name is left."""
    if not isinstance(text, str):
        raise UnusableError(
            f"A country was asked for with {type(text).__name__} {text!r}: give its name or code as text.",
            reason="empty",
            suggestions=[],
        )
    if len(text) > LONGEST:
        raise UnusableError(
            f"A country was asked for with a text of {len(text):,} characters, beginning with {text[:40]!r}: "
            f"a name or code has at most {LONGEST}.",
            reason="unknown",
            suggestions=[],
        )
    visible = "".join(char for char in _windows(text) if unicodedata.category(char) not in {"Cf", "Zl", "Zp"})
    for char in visible:
        if unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"} and char not in "\t\n\r":
            raise UnusableError(
                f"A country was asked for with {text!r}, which has the character U+{ord(char):04X} in it: "
                "no name or code has one; look at how the file was written and read.",
                reason="unknown",
                suggestions=[],
            )
    stripped = " ".join(visible.split())
    if not stripped:
        raise UnusableError(
            "A country was asked for with an empty text: give its name or code.", reason="empty", suggestions=[]
        )
    return stripped


def _windows(text: str) -> str:
    """Windows' quotes and dashes where a file was read as Latin-1: as such (U+0080 to U+009F) they mean nothing."""
    return "".join(
        bytes([ord(char)]).decode("cp1252", "replace") if 0x80 <= ord(char) <= 0x9F and char != "\x85" else char
        for char in text
    )


def find(text: str) -> Found | None:
    """What a clean text can mean, or None.

    >>> [meaning.country for meaning in find("cow:365").meanings]
    ['RUS', 'SUN', 'RUS']
    >>> find("Corée du Nord").matched, find("nowhere")
    ('alias', None)
    """
    index = load()
    prefixed = _PREFIXED.fullmatch(text)
    if prefixed:
        return _by_system(index, prefixed[1].lower(), prefixed[2].strip()) or _by_name(index, text)
    if _OWN_ID.fullmatch(text) and text.upper() in index.countries:
        return Found("id", (Meaning(text.upper()),))
    if text.isdigit() and text.isascii():
        return _by_number(text)
    if len(text) <= 3 and text.isascii() and text.isalpha():
        return _by_letters(index, text)
    withdrawn = index.codes["iso4"].get(text.upper())
    return Found("iso4", withdrawn) if withdrawn else _by_name(index, text)


def _by_system(index: Index, prefix: str, code: str) -> Found | None:
    if prefix not in SYSTEMS:
        return None
    for system in SYSTEMS[prefix]:
        found = index.codes[system].get(numeric(code)) or index.codes[system].get(fold(code).upper())
        if found:
            return Found({"m49": "iso_numeric"}.get(system, system) if prefix == "iso" else prefix, found)
    return _by_name(index, code) if prefix in NAMED and not code.isdigit() else None


def readings(text: str) -> dict[str, tuple[Meaning, ...]]:
    """What a bare number means in each system that has it."""
    index = load()
    found = {system: index.codes[system].get(numeric(text)) for system in NUMBERED}
    return {system: meanings for system, meanings in found.items() if meanings}


def _by_number(text: str) -> Found | None:
    """A number without its system: taken where all systems that have it agree, otherwise not at all."""
    found = readings(text)
    if not found or len({tuple(m.country for m in meanings) for meanings in found.values()}) > 1:
        return None
    system, meanings = next(iter(found.items()))
    return Found("iso_numeric" if system == "m49" else system, meanings)


def _by_letters(index: Index, text: str) -> Found | None:
    # "na" is how tables say "missing"; Namibia's code is NA.
    if text in {"na", "Na", "nan", "NaN"}:
        return None
    systems = ("iso3", "iso2")
    by_code = next(
        (Found(system, index.codes[system][text.upper()]) for system in systems if text.upper() in index.codes[system]),
        None,
    )
    by_name = _by_name(index, text)
    if by_code and (by_name is None or text.isupper() or text.islower()):
        return by_code
    return by_name or by_code or _by_abbreviation(index, text.upper())


def _by_abbreviation(index: Index, code: str) -> Found | None:
    """COW's, GW's, the Olympic Committee's and CAMEO's letters, where no two of them disagree."""
    found = {
        system: index.codes[system][code] for system in ("cow", "gw", "ioc", "cameo") if code in index.codes[system]
    }
    if not found:
        return None
    if len({meaning.country for meanings in found.values() for meaning in meanings}) == 1 or len(found) == 1:
        return Found(*next(iter(found.items())))
    agreed = {tuple(meaning.country for meaning in meanings) for meanings in found.values()}
    if len(agreed) == 1:
        return Found(*next(iter(found.items())))
    ids = sorted({meaning.country for meanings in found.values() for meaning in meanings})
    return Found("abbreviation", tuple(Meaning(country) for country in ids))


def _by_name(index: Index, text: str) -> Found | None:
    for variant in variants(text):
        key = fold(variant)
        if not key:
            continue
        if key in index.meanings:
            return Found("name", index.meanings[key])
        entry = index.names.get(key) or bags().get(bag(key))
        if entry:
            return _named(index, entry)
    return None


def variants(text: str) -> list[str]:
    """A name without what was put to it: an article behind, its years, "former"."""
    bare = _ARTICLE.sub("", text)
    timeless = _TIME.sub("", bare)
    spaced = re.sub("['’]", " ", bare)
    return list(dict.fromkeys([text, bare, timeless, _FORMER.sub("", bare), _FORMER.sub("", timeless), spaced]))


@lru_cache(maxsize=1)
def bags() -> dict[str, str]:
    """Names of two words or more by the bag of their words, without those that two countries share."""
    found: dict[str, str] = {}
    for key, entry in load().names.items():
        if " " in key:
            words = bag(key)
            found[words] = entry if found.get(words, entry).split()[0] == entry.split()[0] else ""
    return found


def _named(index: Index, entry: str) -> Found:
    """A name's meanings: what the rules of its country say for some time, and its country for the rest."""
    country, how = entry.split(maxsplit=1)
    if country == "?":
        return Found("language", tuple(Meaning(code) for code in how.split()))
    if how == "always":
        return Found("alias", (Meaning(country),))
    meanings = [Meaning(country)]
    for rule in index.rules.get(country, ()):
        meanings = [part for meaning in meanings for part in _outside(meaning, rule.period)] + list(rule.meanings)
    return Found(how, tuple(meanings))


def _outside(meaning: Meaning, period: Period) -> list[Meaning]:
    """A meaning without the days of a period."""
    if not meaning.period.meets(period):
        return [meaning]
    parts = []
    if period.first and (meaning.period.first is None or meaning.period.first < period.first):
        parts.append(meaning._replace(period=Period(meaning.period.first, _shift(period.first, -1))))
    if period.last and (meaning.period.last is None or meaning.period.last > period.last):
        parts.append(meaning._replace(period=Period(_shift(period.last, 1), meaning.period.last)))
    return parts


def _shift(day: date, days: int) -> date:
    return day + timedelta(days=days)
