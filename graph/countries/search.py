"""Names that are like a text, and what to say where it is none."""

from __future__ import annotations

from functools import lru_cache

from graph.countries import lookup, timeline
from graph.countries.folding import fold
from graph.countries.index import Index, load, numeric

# Below this likeness (0-100) a name is no help.
_LIKE = 60


@lru_cache(maxsize=4096)
def aggregate(text: str) -> str | None:
    """What a text is that isn't a country: see `Countries.aggregate`."""
    index = load()
    prefix, colon, code = (part.strip() for part in text.partition(":"))
    system = lookup.SYSTEMS.get(prefix.lower(), ("",))[0]
    if colon and system in index.aggregate_codes and numeric(code) in index.aggregate_codes[system]:
        return index.aggregate_codes[system][numeric(code)]
    if colon and prefix.lower() in lookup.NAMED:
        text = code  # names may stand behind these, so those of aggregates do too
    for variant in lookup.variants(text):
        if fold(variant) in index.aggregates:
            return index.aggregates[fold(variant)]
    # A country's own name goes before a pattern: "Kosovo*" is Kosovo with a footnote, not one of SIPRI's non-states.
    if fold(text.strip("*")) in index.names and "(" not in text:
        return None
    return next((why for pattern, why in index.aggregate_patterns if pattern.search(text)), None)


def explain(wanted: str) -> tuple[str, list[str], str]:
    """Why a text is no country: the reason's word, the ids nearest to it, and a sentence."""
    index = load()
    what = aggregate(wanted)
    if what:
        return "aggregate", [], f"{wanted!r} is not a country but {what}."
    prefix, colon, code = wanted.partition(":")
    bare = code.strip() if colon and prefix.strip().lower() in lookup.NAMED else wanted
    part = next((index.parts[fold(name)] for name in lookup.variants(bare) if fold(name) in index.parts), None)
    if part:
        return "part", [part], f"{wanted!r} is not a country of its own here but (claimed as) a part of one."
    if wanted.isdigit():
        return _number(index, wanted)
    if ":" in wanted and wanted.partition(":")[0].strip().lower() in lookup.SYSTEMS:
        system, _, code = wanted.partition(":")
        return "unknown", suggest(code), f"{wanted!r} is no country's code in {system.strip().lower()}."
    meant = _unscrambled(wanted)
    hint = f" It looks like {meant!r}, read in the wrong encoding." if meant != wanted else ""
    return "unknown", suggest(meant), f"{wanted!r} is no country's name or code.{hint}"


def _unscrambled(text: str) -> str:
    """UTF-8 that was read as Latin-1 or Windows-1252 ("CuraÃ§ao"), put right; any other text as it is."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _number(index: Index, wanted: str) -> tuple[str, list[str], str]:
    found = lookup.readings(wanted)
    if not found:
        return "unknown", [], f"{wanted!r} is no country's number in ISO, COW, GW or IMF."
    said = ", ".join(
        f"{system}:{wanted} is {index.countries[means[-1].country].name}" for system, means in found.items()
    )
    ids = list(dict.fromkeys(meaning.country for means in found.values() for meaning in means))
    return "ambiguous", ids, f"The number {wanted} means different countries: {said}. Write its system before it."


def suggest(text: str, limit: int = 5) -> list[str]:
    """The ids of the countries whose names are most like a text, best first."""
    return [code for code, _ in likeness(text)[:limit]]


@lru_cache(maxsize=4096)
def likeness(text: str) -> tuple[tuple[str, float], ...]:
    """The countries whose names are like a text, best first, with how like they are (60 to 100)."""
    # Imported where it is needed: most runs never misspell a name.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    key = fold(text)
    if not key:
        return ()
    scores: dict[str, float] = {}
    names = _all_keys()
    for name, score, _ in process.extract(key, names, scorer=fuzz.ratio, limit=40, score_cutoff=_LIKE):
        for code in _ids(name):
            scores[code] = max(scores.get(code, 0), score)
    for name, score, _ in process.extract(key, _shown_keys(), scorer=fuzz.token_set_ratio, limit=20, score_cutoff=85):
        for code in _ids(name):
            # Sharing a word says less than being spelled alike.
            scores[code] = max(scores.get(code, 0), score * 0.85)
    return tuple(sorted(scores.items(), key=lambda one: (-one[1], one[0])))


@lru_cache(maxsize=1)
def _all_keys() -> tuple[str, ...]:
    index = load()
    return tuple(dict.fromkeys([*index.meanings, *index.names]))


@lru_cache(maxsize=1)
def _shown_keys() -> tuple[str, ...]:
    index = load()
    return tuple(
        key
        for key in _all_keys()
        if key in index.meanings or not index.names[key].endswith(("language", "countrynames"))
    )


def _ids(key: str) -> list[str]:
    """The countries of a folded name."""
    index = load()
    if key in index.meanings:
        # What it means today goes before what it meant ("Austria" the republic before the empire).
        meanings = sorted(index.meanings[key], key=lambda meaning: (not meaning.usual, meaning.period.last is not None))
        return list(dict.fromkeys(meaning.country for meaning in meanings))
    country, rest = index.names[key].split(maxsplit=1)
    return rest.split() if country == "?" else [country]


def search(text: str, limit: int) -> list[str]:
    """Ids for a search box: exact, then names with a word that begins so (states of today first), then alike."""
    wanted = lookup.clean(text)
    # Digits are a number in some system, never the beginning of a name, nor like one.
    alike = [] if wanted.isdigit() else suggest(wanted, limit)
    return list(dict.fromkeys([*beginning(wanted), *alike]))[:limit]


@lru_cache(maxsize=1024)
def beginning(text: str) -> tuple[str, ...]:
    """The ids of what a text means, then of names with a word that begins so."""
    index = load()
    wanted = lookup.clean(text)
    found = lookup.find(wanted)
    ids = [meaning.country for meaning in timeline.undated(found.meanings)] if found else []
    if wanted.isdigit():
        ids = ids or [one.country for means in lookup.readings(wanted).values() for one in timeline.undated(means)]
        return tuple(dict.fromkeys(ids))
    key = fold(wanted)
    if key:
        main = [(fold(one.name), one) for one in index.countries.values()]
        hits = [
            (one.kind != "country", not name.startswith(key), name, one.id)
            for name, one in main
            if f" {key}" in f" {name}"
        ]
        ids += [hit[-1] for hit in sorted(hits)]
        begins = sorted(name for name in _all_keys() if name.startswith(key) or f" {key}" in name)
        ids += [code for name in sorted(begins, key=len) for code in _ids(name)]
    return tuple(dict.fromkeys(ids))
