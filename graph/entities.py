"""What the registers hold, as things with types and properties: all countries, and the vocabulary's organisations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from graph.countries import Country, countries
from graph.vocabulary import Organisation, vocabulary

Entity = Country | Organisation
Value = dict[str, Any]


class Kind(NamedTuple):
    """A type of entities; `broader` is the type that it is a part of."""

    id: str
    name: str
    broader: str | None = None


KINDS = {
    kind.id: kind
    for kind in (
        Kind("country", "Country, present or past"),
        Kind("former", "State of the past", "country"),
        Kind("territory", "Territory with a code", "country"),
        Kind("organisation", "Organisation"),
    )
}
_ORGANISATIONS = {
    "igo": "intergovernmental organisation",
    "ngo": "non-governmental organisation",
    "bloc": "states that act together",
}


def entity(ident: str) -> Entity | None:
    """The country or organisation with this id."""
    if ident in countries():
        return countries().get(ident)
    return vocabulary().organisations.get(ident)


def kinds_of(one: Entity) -> tuple[Kind, ...]:
    """Its types, the narrowest first."""
    if isinstance(one, Organisation):
        return (KINDS["organisation"],)
    return (KINDS["country"],) if one.kind == "country" else (KINDS[one.kind], KINDS["country"])


def description(one: Entity) -> str:
    """A line that tells it from others of a like name.

    >>> description(countries().get("SUN"))
    'state of the past, 1922-12-30 to 1991-12-25 (ISO SU, COW 365, GW 365)'
    >>> description(vocabulary().organisations["org:NATO"])
    'alliance'
    """
    if isinstance(one, Organisation):
        return _ORGANISATIONS.get(one.kind, one.kind)
    kind = {"former": "state of the past", "territory": "territory", "country": "country"}[one.kind]
    times = "; ".join(str(period) for period in one.periods) if one.kind == "former" else ""
    codes = [f"ISO {one.iso2}"] if one.iso2 else []
    codes += [f"COW {number}" for number in dict.fromkeys(entry.number for entry in one.cow)]
    codes += [f"GW {number}" for number in dict.fromkeys(entry.number for entry in one.gw)]
    return kind + (f", {times}" if times else "") + (f" ({', '.join(codes)})" if codes else "")


class Property(NamedTuple):
    """Something that is known of a country. `system`: it is a code, which `SYSTEM:value` looks up."""

    id: str
    name: str
    values: Callable[[Country], list[Value]]
    system: str | None = None


def _texts(*values: str | None) -> list[Value]:
    return [{"str": value} for value in values if value]


def _named(ids: list[str]) -> list[Value]:
    return [{"id": ident, "name": countries().get(ident).name} for ident in dict.fromkeys(ids)]


def _days(days: list[Any]) -> list[Value]:
    return [{"date": f"{day.isoformat()}T00:00:00Z"} for day in days if day is not None]


PROPERTIES = {
    one.id: one
    for one in (
        Property("iso2", "ISO 3166-1 alpha-2", lambda country: _texts(country.iso2), "iso2"),
        Property("iso_numeric", "ISO 3166-1 numeric", lambda country: _texts(country.iso_numeric), "m49"),
        Property(
            "cow",
            "Correlates of War number",
            lambda country: [{"int": number} for number in dict.fromkeys(entry.number for entry in country.cow)],
            "cow",
        ),
        Property(
            "gw",
            "Gleditsch and Ward number",
            lambda country: [{"int": number} for number in dict.fromkeys(entry.number for entry in country.gw)],
            "gw",
        ),
        Property("kind", "Kind (country, former, territory)", lambda country: _texts(country.kind)),
        Property("flag", "Flag", lambda country: _texts(country.flag)),
        Property("aliases", "Other names", lambda country: _texts(*country.aliases)),
        Property("first_day", "First day as a state", lambda country: _days([p.first for p in country.periods])),
        Property("last_day", "Last day as a state", lambda country: _days([p.last for p in country.periods])),
        Property(
            "predecessors",
            "States that it succeeds",
            lambda country: _named([one.predecessor for one in country.succeeds]),
        ),
        Property(
            "successors",
            "States that succeed it",
            lambda country: _named([s.country for s in countries().successions() if s.predecessor == country.id]),
        ),
    )
}


def values_of(ident: str, prop: Property) -> list[Value]:
    """What is known of an entity, as values of the Reconciliation API; nothing where it is no country."""
    one = entity(ident)
    return prop.values(one) if isinstance(one, Country) else []
