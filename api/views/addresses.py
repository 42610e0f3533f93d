"""Where things are served: the one place that pages take addresses from."""

from __future__ import annotations

from urllib.parse import quote, urlencode

NEIGHBOURS = "/views/neighbours?id="
"""Before an actor's id: where its neighbours are asked for, by the page's script."""


def dyad_address(one: str, other: str) -> str:
    """Where the sheet of a dyad is served, by the ids of its sides."""
    return f"/views/dyad/{quote(one, safe='')}/{quote(other, safe='')}"


def country_address(ident: str) -> str:
    """Where the page of a country is served."""
    return f"/views/country/{quote(ident, safe='')}"


def resource_address(ident: str) -> str:
    """Where the page of a resource is served."""
    return f"/views/resource/{quote(ident, safe='')}"


def fact_page(ident: str) -> str:
    """The page of one fact."""
    return f"/fact/{quote(ident, safe='')}"


def source_page(ident: str) -> str:
    """The page of one source."""
    return f"/source/{quote(ident, safe='')}"


def facts_address(**filters: str) -> str:
    """The list of facts that pass these filters, as data.

    >>> facts_address(dyad="PRK-RUS", relation="exports_to")
    '/facts?dyad=PRK-RUS&relation=exports_to'
    """
    return f"/facts?{urlencode(filters)}"


def actor_address(ident: str) -> str | None:
    """The page of an actor; None where it has none: only countries have."""
    return None if ":" in ident else country_address(ident)
