"""Several names in one cell, parted by commas that also stand inside names ("Korea, North, Egypt, Arab Rep.")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from graph.countries import countries
from graph.errors import UnusableError
from graph.vocabulary import vocabulary

# No name has more commas in it.
_LONGEST = 3
# As many ways to part a cell are looked at; who can be parted in more is not told for sure in any case.
_MANY = 100


@lru_cache(maxsize=10_000)
def no_state(name: str) -> str | None:
    """What a name is that is neither a country nor a known organisation: "aggregate", "part", "unknown" …; else None.

    >>> no_state("Korea, North"), no_state("NATO"), no_state("Balkans"), no_state("Nowhere")
    (None, None, 'aggregate', 'unknown')
    """
    if vocabulary().organisation(name) is not None:
        return None
    try:
        countries().resolve(name)
    except UnusableError as error:
        return str(error.extra.get("reason", "unknown"))
    return None


def names_in(text: str) -> list[str] | None:
    """The names in a cell, or None where it can't be told for sure whom it names: no way to part it, or several that differ.

    >>> names_in("Mauritania, Yemen, North, Egypt, Arab Rep., EU")
    ['Mauritania', 'Yemen, North', 'Egypt, Arab Rep.', 'EU']
    >>> names_in("Korea, Nowhere"), names_in("Nowhere")
    (None, ['Nowhere'])
    """
    parts = [part for part in (each.strip() for each in text.split(",")) if part]
    if len(parts) == 1:
        return parts
    # "Egypt, Arab Rep., Syria" can be parted in two ways that name the same states.
    ways = {tuple(_meaning(name) for name in way): way for way in islice(_ways(parts), _MANY)}
    return next(iter(ways.values())) if len(ways) == 1 else None


def _meaning(name: str) -> str:
    known = vocabulary().organisation(name)
    if known is not None:
        return known.id
    return name if no_state(name) else countries().resolve(name).id


def _ways(parts: Sequence[str]) -> Iterator[list[str]]:
    """Every way to make known names of successive parts."""
    if not parts:
        yield []
    for length in range(1, min(_LONGEST, len(parts)) + 1):
        name = ", ".join(parts[:length])
        if no_state(name) not in {"unknown", "ambiguous"}:
            for rest in _ways(parts[length:]):
                yield [name, *rest]
