"""Ids: the same words give the same id on every run and machine.

Ids of facts, claims, edges and sources are hashes (BLAKE2b, 96 bits) of their parts with a one-letter prefix; those
of organisations and persons are their folded names, so that people can read them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import orjson

_NOT_A_WORD = re.compile(r"[^\w]+")
_FACT_ID = re.compile(r"f[0-9a-f]{24}")


def hashed(prefix: str, parts: Sequence[object]) -> str:
    """An id of 24 hexadecimal digits behind `prefix`.

    `parts` are JSON values; their order counts, and None is a part like any other, so that an absent field can't shift
    the others.
    """
    return prefix + hashlib.blake2b(orjson.dumps(list(parts)), digest_size=12).hexdigest()


def hashed_each(prefix: str, texts: Iterable[bytes]) -> list[str]:
    """The id of each of many whose parts are written as JSON arrays: `hashed` without a call for each."""
    blake2b = hashlib.blake2b
    return [prefix + blake2b(text, digest_size=12).hexdigest() for text in texts]


def is_fact_id(text: str) -> bool:
    """Whether `text` has the form of a fact's id (a record's `about` takes such ids or refs)."""
    return _FACT_ID.fullmatch(text) is not None


def fold(name: str) -> str:
    """A name without case, accents, punctuation and double blanks: what makes two spellings one.

    >>> fold("  L'Agence France-Presse "), fold("朝鲜中央通讯社")
    ('l_agence_france_presse', '朝鲜中央通讯社')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    # NFKD takes Hangul apart; NFC puts it together again and leaves the stripped letters as they are.
    folded = _NOT_A_WORD.sub("_", unicodedata.normalize("NFC", plain).casefold()).strip("_")
    return folded or hashed("", [name])  # a name of nothing but signs still is a name of its own


def organisation_id(name: str) -> str:
    """`org:` and the folded name."""
    return f"org:{fold(name)}"


def person_id(name: str, country: str | None) -> str:
    """`person:`, the folded name and the country: two John Smiths of two countries stay two.

    >>> person_id("Alexander Matsegora", "RUS")
    'person:alexander_matsegora@RUS'
    """
    return f"person:{fold(name)}@{country}" if country else f"person:{fold(name)}"


def place_id(name: str) -> str:
    """`place:` and the folded name."""
    return f"place:{fold(name)}"


def dyad_id(one: str, other: str) -> str:
    """The unordered pair: both ids in alphabetical order.

    >>> dyad_id("RUS", "PRK")
    'PRK-RUS'
    """
    return "-".join(sorted((one, other)))


def fact_id(
    actor: str | None,
    relation: str,
    recipient: str | None,
    resource: str | None,
    modality: str,
    *,
    key: str | None,
    since: str | None,
) -> str:
    """The id of a fact: all that its claimants can't differ on.

    `since` is left out where there is a `key` (an event's own id, which datasets share).
    """
    when = ["key", key] if key is not None else ["since", since]
    return hashed("f", [actor, relation, recipient, resource, modality, *when])


@lru_cache(maxsize=65_536)
def edge_id(
    actor: str | None, relation: str, partner: str | None, resource: str | None, modality: str, unit: str | None
) -> str:
    """The id of a derived edge: one for each actor, relation, partner, resource, modality and unit."""
    return hashed("e", [actor, relation, partner, resource, modality, unit])


def source_id(title: str | None, publisher: str | None, url: str | None) -> str:
    """The id of a source that brings none: its address where it has one, otherwise its title and publisher."""
    if url:
        return hashed("s", ["url", url])
    return hashed("s", ["title", fold(title or ""), fold(publisher or "")])
