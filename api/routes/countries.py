"""`/countries`: the register of countries, and who has facts with whom."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.answers import JSONAnswer, with_page
from api.dependencies import CountryDep, StoreDep
from api.openapi.answers import Countries, Partners
from api.openapi.answers import Country as CountryAnswer
from api.reading import READING
from api.steady import SteadyRoute
from graph.countries import Country, countries
from graph.dyad import flag_of
from graph.parameters import read_as
from graph.schema import country_properties
from graph.store import Store

router = APIRouter(prefix="/countries", tags=["countries"], dependencies=READING, route_class=SteadyRoute)


@router.get("", summary="All countries, or those that a text finds", responses={200: {"model": Countries}})
def list_countries(
    store: StoreDep,
    q: Annotated[str | None, Query(description="A name or code, or the beginning of one.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 1000,
) -> JSONAnswer:
    """Countries with the number of facts that each is in, best match or most facts first."""
    counts = {row["id"]: row["facts"] for row in store.read("read/country_counts")}
    if q:
        found = read_as("q", lambda text: countries().search("".join(filter(str.isprintable, text)), limit), q)
    else:
        found = sorted(countries(), key=lambda country: (-counts.get(country.id, 0), country.name))[:limit]
    return JSONAnswer({"countries": [brief(country) | {"facts": counts.get(country.id, 0)} for country in found]})


@router.get("/{x}", summary="One country", responses={200: {"model": CountryAnswer}})
def one_country(x: CountryDep, store: StoreDep) -> JSONAnswer:
    """A country by any name or code, with its codes, times as a state and predecessors."""
    answer = JSONAnswer(country_answer(x) | {"partners": len(partners_of(store, x.id))})
    return with_page(answer, f"/views/country/{x.id}")


@router.get("/{x}/partners", summary="Who has facts with a country", responses={200: {"model": Partners}})
def country_partners(x: CountryDep, store: StoreDep) -> JSONAnswer:
    """The other sides of a country's facts, most facts first."""
    return JSONAnswer({"country": brief(x), "partners": partners_of(store, x.id)})


def brief(country: Country) -> dict[str, Any]:
    """A country in a list."""
    return {"id": country.id, "name": country.name, "flag": country.flag, "kind": country.kind}


def country_answer(country: Country) -> dict[str, Any]:
    """A country with all that the register knows of it."""
    succeeds = [{"id": one.predecessor, "on": one.on.isoformat()} for one in country.succeeds]
    return brief(country) | country_properties(country) | {"succeeds": succeeds}


def partners_of(store: Store, ident: str) -> list[dict[str, Any]]:
    """The partners of an actor: `{"id", "name", "flag", "facts", "disputed", "done", "received"}`."""
    return [
        {name: value for name, value in row.items() if name != "labels"} | {"flag": flag_of(row["id"])}
        for row in store.read("read/partners", id=ident)
    ]
