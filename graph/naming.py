"""Who is meant: an actor of the graph by any name or code."""

from __future__ import annotations

from graph.countries import Country
from graph.countries.answers import answered_countries
from graph.errors import UnknownNameError, UnusableError
from graph.ids import organisation_id
from graph.model import Actor
from graph.reading import kind_of
from graph.store import Store
from graph.vocabulary import Resource, vocabulary


def country_named(text: str) -> Country:
    """The country of any name or code. Raises UnknownNameError with the nearest suggestions."""
    try:
        return answered_countries().resolve(text).country
    except UnusableError as error:
        raise UnknownNameError(error.detail, **error.extra) from None


def actor_named(store: Store, text: str) -> Actor:
    """The country, organisation or person of any name, code or id.

    Raises UnknownNameError with the nearest suggestions where neither the registers nor the graph has it.
    """
    organisation = vocabulary().organisation(text)
    try:
        country = answered_countries().resolve(text).country
        return Actor(country.id, country.name, "country")
    except UnusableError as error:
        problem = UnknownNameError(error.detail, **error.extra)
    if organisation is not None:
        return Actor(organisation.id, organisation.name, "organisation")
    for ident in (text, organisation_id(text)):
        rows = store.read("read/actor", id=ident)
        if rows:
            kind = kind_of(rows[0]["labels"])
            return Actor(rows[0]["id"], rows[0]["name"], "person" if kind == "person" else "organisation")
    rows = store.read("read/actors_named", name=text)
    if len(rows) == 1:
        kind = kind_of(rows[0]["labels"])
        return Actor(rows[0]["id"], rows[0]["name"], "person" if kind == "person" else "organisation")
    raise problem


def pair_named(store: Store, a: str, b: str) -> tuple[Actor, Actor]:
    """The two sides of a dyad. Raises UnknownNameError, and UnusableError where both are one."""
    one, other = actor_named(store, a), actor_named(store, b)
    if one.id == other.id:
        raise UnusableError(f"A dyad has two sides, and {a!r} and {b!r} are both {one.name} ({one.id}).")
    return one, other


def place_country(place: str) -> str | None:
    """The id of the country that a place's name ends with, as in `Wonsan, North Korea`; None where it names none.

    >>> place_country("Wonsan, North Korea"), place_country("Wonsan"), place_country("Paris, Texas")
    ('PRK', None, None)
    """
    _, comma, last = place.rpartition(",")
    if not comma:
        return None
    try:
        return answered_countries().resolve(last).country.id
    except UnusableError:
        return None


def resource_kinds(text: str) -> tuple[str, ...]:
    """The ids of a resource and of its kinds below. Raises UnknownNameError with the nearest suggestions."""
    return tuple(sorted(vocabulary().kinds(resource_named(text).id)))


def resource_named(text: str) -> Resource:
    """The resource of an id or name. Raises UnknownNameError."""
    try:
        return vocabulary().resource(text)
    except UnusableError as error:
        raise UnknownNameError(error.detail, **error.extra) from None
