"""Parameters that somebody gives and nothing takes: an address, a named query. One wording for each of them."""

from __future__ import annotations

from collections.abc import Collection

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
