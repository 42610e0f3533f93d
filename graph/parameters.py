"""Parameters of an address and of a named query that can't be taken: by their names, or by their values. One wording for both."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from graph.errors import UnusableError

# What people write who don't know the names, where spelling finds nothing.
_MEANT = {
    "count": ("limit",),
    "country": ("actor", "recipient"),
    "date": ("as_of",),
    "end": ("until", "to"),
    "from": ("since", "actor"),
    "name": ("q",),
    "offset": ("skip", "cursor"),
    "page": ("cursor",),
    "page_size": ("limit",),
    "partner": ("recipient",),
    "per_page": ("limit",),
    "search": ("q",),
    "size": ("limit",),
    "start": ("since", "from"),
    "target": ("recipient",),
    "text": ("q",),
    "to": ("until", "recipient"),
    "year": ("as_of", "since"),
}
_SHOWN = 100

_Read = TypeVar("_Read")


def read_as(name: str, read: Callable[[str], _Read], text: str) -> _Read:
    """What `read` makes of a parameter's text.

    >>> read_as("limit", int, "3")
    3

    Raises UnusableError that names the parameter, where `read` says only what is wrong with a text.
    """
    try:
        return read(text)
    except UnusableError as error:
        raise UnusableError(f"{name}: {error.detail}", **{"parameter": name, **error.extra}) from None


def unknown_parameter(asked: str, name: str, known: Collection[str]) -> UnusableError:
    """That `asked` takes no parameter of this name, with the nearest that it takes and all of them.

    >>> print(unknown_parameter("GET /dyads", "limits", ["status", "limit", "skip"]).detail)
    GET /dyads takes no parameter 'limits': did you mean 'limit'? It takes: status, limit, skip.
    >>> unknown_parameter("GET /facts", "country", ["actor", "recipient"]).extra["suggestions"]
    ['actor', 'recipient']
    """
    near = nearest(name, known)
    meant = f": did you mean {' or '.join(map(repr, near))}?" if near else "."
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    return UnusableError(
        f"{asked} takes no parameter {shown!r}{meant} It takes: {', '.join(known) or 'none'}.",
        parameter=shown,
        suggestions=near,
        known=list(known),
    )


def nearest(name: str, known: Collection[str]) -> list[str]:
    """The known names that a name is probably meant to be, the most likely first.

    >>> nearest("recipent", ["actor", "recipient"]), nearest("colour", ["actor"])
    (['recipient'], [])
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only needed for what is wrong

    folded = name[:_SHOWN].lower().replace("-", "_")
    meant = [one for one in _MEANT.get(folded, ()) if one in known]
    alike = process.extract(folded, [*known], scorer=fuzz.ratio, score_cutoff=70, limit=2)
    return list(dict.fromkeys([*meant, *(one for one, *_ in alike)]))
