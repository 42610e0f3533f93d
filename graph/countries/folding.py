"""How two spellings of a name become one key.

Case, accents, punctuation, "the" and "of", and common short forms ("Rep.", "St.", "&") don't tell countries apart, so
they are taken out. Nothing else is: a fold never changes a letter into another.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode doesn't take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e", "ħ": "h"}
)
_APOSTROPHES = re.compile("['’‘ʼʻ`´ʹ׳]")
_SHORT_FORMS = {
    "st": "saint",
    "ste": "saint",
    "rep": "republic",
    "dem": "democratic",
    "isds": "islands",
    "isl": "islands",
    "terr": "territory",
    "fmr": "former",
}
# Articles and the like of Romance and Germanic languages, left out only where the order of words is.
_SMALL = frozenset(
    {
        "l",
        "la",
        "le",
        "les",
        "el",
        "los",
        "las",
        "lo",
        "il",
        "i",
        "d",
        "de",
        "du",
        "des",
        "del",
        "della",
        "dell",
        "di",
        "da",
    }
    | {"do", "dos", "der", "die", "das", "den", "von", "et", "e", "y", "und", "en"}
)
_DROPPED = frozenset({"the", "of"})


def _bare(text: str) -> str:
    """`text` without case and accents; vowel signs of Indic and South-East Asian scripts are letters and stay."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (char for char in decomposed if not _is_accent(char))
    return unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS)


def _is_accent(char: str) -> bool:
    # 200 and above: marks above and below; 10-35: Hebrew and Arabic points, which are mostly left out in writing.
    combining = unicodedata.combining(char)
    return combining >= 200 or 10 <= combining <= 35


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The key of a name.

    >>> fold("Côte d’Ivoire"), fold("The St. Kitts & Nevis"), fold("KOREA,  Dem. People's Rep. of")
    ('cote divoire', 'saint kitts and nevis', 'korea democratic peoples republic')
    >>> fold("Viet-Nam"), fold("U.S.A."), fold("Советский Союз")
    ('viet nam', 'usa', 'советскии союз')
    """
    bare = _APOSTROPHES.sub("", _bare(text)).replace("&", " and ")
    bare = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", bare)
    words = [_SHORT_FORMS.get(word, word) for word in _word_runs(bare)]
    kept = [word for word in words if word not in _DROPPED] or words
    # Chinese and Japanese have no spaces, and Korean writes 민주 공화국 and 민주공화국 alike.
    return ("" if all(char >= "\u2e80" for word in kept for char in word) else " ").join(kept)


def _word_runs(bare: str) -> list[str]:
    """The words of a bare text: runs of letters, marks and digits (Indic marks aren't `\\w` everywhere)."""
    spaced = "".join(char if char.isalnum() or unicodedata.category(char) in {"Mn", "Mc"} else " " for char in bare)
    return spaced.split()


def bag(key: str) -> str:
    """The words of a folded name in alphabetical order: "Korea, North" and "North Korea" have one bag.

    >>> bag(fold("Congo, Dem. Rep. of the")) == bag(fold("Democratic Republic of the Congo"))
    True
    """
    return " ".join(sorted(word for word in key.split() if word not in _SMALL))
