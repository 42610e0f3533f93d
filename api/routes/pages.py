"""`/`, `/fact/{id}` and `/source/{id}`: the page to begin with, and the pages of one fact and of one source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.dependencies import ClocksDep, OverviewsDep, SettingsDep, StoreDep
from api.pages import page_answer
from api.reading import READING
from api.steady import SteadyRoute
from api.views.addresses import dyad_address, resource_address, source_page
from api.views.fact import one_fact_page
from api.views.home import coverage_line, fact_address, render_home
from api.views.matrix import matrix
from api.views.source import one_source_page
from graph.countries import countries
from graph.dates import today
from graph.dyad import flag_of
from graph.errors import UnusableError
from graph.reading import FactFilter, fact_page
from graph.server import ManagedServer
from graph.settings import Settings
from graph.store import Store
from graph.vocabulary import vocabulary

router = APIRouter(tags=["pages"], dependencies=READING, route_class=SteadyRoute, default_response_class=HTMLResponse)

_BETWEEN = re.compile(r"\s+(?:and|vs\.?|-|–|—|⇄|↔)\s+|\s*[,/]\s*", re.IGNORECASE)
_SHOWN = 10


@router.get("/", summary="The page to begin with")
def home(
    request: Request,
    store: StoreDep,
    chosen: SettingsDep,
    overviews: OverviewsDep,
    q: Annotated[str, Query(max_length=200, description="Words to search for.")] = "",
) -> HTMLResponse:
    """Search, the dyads with most facts, what is disputed, the newest claims, and ways on."""
    shown, is_new = overviews.of(store)
    if not is_new:
        # What is shown is not of the version that the tag names.
        request.state.etag = None
    newest = [_claim(row) for row in shown.newest]
    return page_answer(
        render_home(
            q=q,
            found=_found(store, q.strip()) if q.strip() else None,
            dyads=[_with_flags(row) for row in shown.dyads],
            disputed=shown.disputed,
            newest=newest,
            totals=shown.totals,
            browser=browser_of(chosen),
            matrix=matrix(shown.lines, shown.busiest, shown.active),
            coverage=coverage_line(shown.totals, shown.known, _newest_day(newest), shown.datasets),
            counting=not is_new,
        )
    )


def _with_flags(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "parties": [side | {"flag": flag_of(side["id"])} for side in row["parties"]]}


def _newest_day(newest: Sequence[Mapping[str, Any]]) -> str | None:
    """The last day that anybody gives: a word without one counts from when it was loaded, which tells nothing of the world."""
    return max((row["dated"] for row in newest if row["dated"]), default=None)


@router.get("/fact/{ident}", summary="The page of a fact")
def fact_page_of(request: Request, ident: str, store: StoreDep, clocks: ClocksDep) -> HTMLResponse:
    """What is said, how sure it is and why, every position with its source, exchanges, and how to cite it."""
    return page_answer(one_fact_page(store, ident, clocks, address=str(request.url), made_on=today()))


@router.get("/source/{ident:path}", summary="The page of a source")
def source_page_of(
    request: Request,
    ident: str,
    store: StoreDep,
    page: Annotated[int, Query(ge=1, le=10**6, description="Which hundred of its facts.")] = 1,
) -> HTMLResponse:
    """What the source is, who speaks in it, and what is claimed there, fact by fact, retracted claims struck through."""
    return page_answer(one_source_page(store, ident, page, address=str(request.url), made_on=today()))


def _claim(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "stance": row["stance"].lower(),
        "address": dyad_address(*row["sides"]) if len(row["sides"]) == 2 else None,
    }


def _found(store: Store, q: str) -> dict[str, list[dict[str, Any]]]:
    """What the words find: the two countries that they name, countries, a resource, facts."""
    counts = {row["id"]: row["facts"] for row in store.read("read/country_counts")}
    found = [
        {"id": c.id, "name": c.name, "flag": c.flag, "facts": counts.get(c.id, 0), "address": f"/views/country/{c.id}"}
        for c in countries().search(q, 5)
    ]
    facts, _ = fact_page(store, FactFilter(q=q), limit=_SHOWN)
    return {
        "pairs": _pairs(q),
        "countries": found,
        "resources": _resources(store, q),
        "sources": [
            row | {"address": source_page(row["id"])}
            for row in store.read("read/sources_named", words=q.lower(), limit=_SHOWN)
        ],
        "facts": [fact | {"address": fact_address(fact)} for fact in facts],
    }


def _pairs(q: str) -> list[dict[str, Any]]:
    names = _BETWEEN.split(q)
    if len(names) != 2:
        return []
    try:
        one, other = (countries().resolve(name).country for name in names)
    except UnusableError:
        return []  # two words that are no two countries
    if one.id == other.id:
        return []
    sides = [{"id": side.id, "name": side.name, "flag": side.flag} for side in (one, other)]
    return [{"one": sides[0], "other": sides[1], "address": dyad_address(one.id, other.id)}]


def _resources(store: Store, q: str) -> list[dict[str, Any]]:
    try:
        resource = vocabulary().resource(q)
    except UnusableError:
        return []
    counts = {row["id"]: row["facts"] for row in store.read("read/resource_counts")}
    facts = sum(counts.get(kind, 0) for kind in vocabulary().kinds(resource.id))
    return [{"name": resource.name, "facts": facts, "address": resource_address(resource.id)}]


def browser_of(chosen: Settings) -> dict[str, str] | None:
    """How the managed server's Neo4j Browser is opened; None where there is none."""
    if chosen.neo4j_uri is not None:
        return None
    status = ManagedServer(chosen.home).status()
    if not status.running or status.http_uri is None:
        return None
    return {
        "address": f"{status.http_uri.rstrip('/')}/browser/",
        "bolt": str(status.bolt_uri),
        "username": status.username,
        "password_file": str(status.password_file),
    }
