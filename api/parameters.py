"""An address has parameters that its endpoint takes, each once: a misspelt filter would otherwise answer for everything.

What an endpoint takes is what it and its dependencies declare, looked up once a route.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import quote, urlencode

from fastapi import Depends, HTTPException, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from graph.errors import UnusableError
from graph.parameters import read_as, unknown_parameter

# What newsletters, search engines and social media hang on links that people share. Nobody who clicks on one asked for it,
# and no page should name it as its address: a read goes on to the address without them.
_TRACKING = frozenset((
    "_ga", "_gl", "_hsenc", "_hsmi", "dclid", "fbclid", "gad_source", "gbraid", "gclid", "gclsrc", "igsh",
    "igshid", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "srsltid", "ttclid", "twclid", "vero_id",
    "wbraid", "yclid",
))  # fmt: skip
_CAMPAIGN = "utm_"

_Read = TypeVar("_Read")


def value_of(name: str, read: Callable[[str], _Read], text: str | None) -> _Read | None:
    """`read_as`, and None where there is no text: an empty field of a form is as good as absent."""
    return read_as(name, read, text) if text else None


def without_cache_buster(query: bytes) -> bytes:
    """What is asked, without the `_` of monitors and of jQuery, which only keeps caches from answering.

    >>> without_cache_buster(b"_=1732&limit=2"), without_cache_buster(b"_id=1")
    (b'limit=2', b'_id=1')
    """
    return b"&".join(part for part in query.split(b"&") if part.partition(b"=")[0] != b"_")


async def every_parameter(request: Request) -> dict[str, str]:
    """All that an address has, for endpoints whose parameters no declaration can tell: they check the names themselves.

    Raises UnusableError for one that is given twice.
    """
    given = request.query_params.multi_items()
    _once(request, given)
    return dict(given)


EveryParameterDep = Annotated[dict[str, str], Depends(every_parameter)]


async def any_parameter() -> None:
    """For a protocol of others, whose clients send more than it names: what isn't known is left alone."""


_UNCHECKED = frozenset({every_parameter, any_parameter})


async def only_known(request: Request) -> None:
    """Let a request pass whose parameters its endpoint takes.

    Raises UnusableError (422) that names the first that is unknown or given twice; HTTPException (303) to the address without
    what a link was tracked by.
    """
    # Most requests end here: no more than a look at an empty text.
    if request.scope["query_string"]:
        _check(request)


def _check(request: Request) -> None:
    given = request.query_params.multi_items()
    kept = [(name, value) for name, value in given if not _is_tracking(name)]
    if len(kept) < len(given) and request.method == "GET":
        path = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
        raise HTTPException(303, headers={"Location": f"{path.decode('ascii')}{'?' if kept else ''}{urlencode(kept)}"})
    known = names_of(request.scope["route"])
    if known is None:
        return
    for name, _ in given:
        if name not in known:
            raise unknown_parameter(f"{request.method} {request.url.path}", name, known)
    _once(request, given)


def _once(request: Request, given: Sequence[tuple[str, str]]) -> None:
    if len(given) < 2:
        return
    (name, times), *_ = Counter(name for name, _ in given).most_common(1)
    if times > 1:
        told = f"{request.method} {request.url.path} has {name!r} {times} times: a parameter takes one value."
        raise UnusableError(told, parameter=name)


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_CAMPAIGN)


def names_of(route: APIRoute) -> tuple[str, ...] | None:
    """The parameters that a route takes from an address; None where they aren't looked at here."""
    # By endpoint: routes have no hash, and no endpoint has two.
    if route.endpoint not in _NAMES:
        found = tuple(dict.fromkeys(_declared(route.dependant)))
        _NAMES[route.endpoint] = None if _is_unchecked(route.dependant) else found
    return _NAMES[route.endpoint]


_NAMES: dict[Callable[..., Any], tuple[str, ...] | None] = {}


def _is_unchecked(dependant: Dependant) -> bool:
    return dependant.call in _UNCHECKED or any(_is_unchecked(below) for below in dependant.dependencies)


def _declared(dependant: Dependant) -> list[str]:
    """The endpoint's own names first: they are what it is about."""
    own = [field.alias for field in dependant.query_params]
    return own + [name for below in dependant.dependencies for name in _declared(below)]
