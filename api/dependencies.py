"""What endpoints ask for: the store, the settings, who is meant, which clocks; each checked before an endpoint runs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Annotated, Literal, get_args

from fastapi import Depends, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import State

from api.addresses import is_loopback
from api.keys import Key, key_given, usable_keys
from api.openapi.dates import INSTANT, day_query
from api.overviews import Overviews
from api.parameters import value_of
from graph.asking import Asker
from graph.assessment import METHODS
from graph.countries import Country
from graph.dates import day, instant
from graph.errors import DatabaseAwayError, NotAllowedError, RefusedError, ServerError, UnknownNameError, UnusableError
from graph.model import Actor
from graph.naming import actor_named, country_named, pair_named, resource_kinds
from graph.reading import Clocks, FactFilter
from graph.record import Modality
from graph.server import request_restart
from graph.settings import Settings
from graph.store import Store
from graph.vocabulary import vocabulary

log = logging.getLogger("bilat")

StatusName = Literal["corroborated", "asserted", "reported", "disputed", "denied", "retracted"]


async def _settings(request: Request) -> Settings:
    chosen: Settings = request.app.state.settings
    return chosen


SettingsDep = Annotated[Settings, Depends(_settings)]


def _store(request: Request) -> Store:
    return opened_store(request.app.state)


def opened_store(state: State) -> Store:
    """The process's one store, opened when it is first needed, so that the API stands while the database starts."""
    with state.opening:
        if state.store is None and state.stopping:
            raise DatabaseAwayError("This server is being stopped.", retry_after=5)
        if state.store is None:
            state.store = Store.connect(state.settings)
            state.asker = Asker(state.store, state.settings, _restart_of(state.settings))
    store: Store = state.store
    return store


async def _overviews(request: Request) -> Overviews:
    found: Overviews = request.app.state.overviews
    return found


OverviewsDep = Annotated[Overviews, Depends(_overviews)]


def _restart_of(chosen: Settings) -> Callable[[str, float], None] | None:
    """What starts the managed server again; None where NEO4J_URI names a server that isn't ours to restart."""
    if chosen.neo4j_uri is not None:
        return None

    def restart(reason: str, began: float) -> None:
        try:
            request_restart(chosen.home, reason, began)
        except ServerError as error:
            log.error("%s; Neo4j could not be started again: %s", reason, error.detail)  # noqa: TRY400 - said in full

    return restart


StoreDep = Annotated[Store, Depends(_store)]


async def asker_of(request: Request) -> Asker:
    """The process's one asker, which is made with the store; in its thread only the first time."""
    if request.app.state.asker is None:
        await run_in_threadpool(_store, request)
    asker: Asker = request.app.state.asker
    return asker


AskerDep = Annotated[Asker, Depends(asker_of)]


_Authorization = Annotated[str | None, Header(include_in_schema=False)]


async def may_read(request: Request, chosen: SettingsDep, authorization: _Authorization = None) -> None:
    """Reading needs no key on loopback. Raises NotAllowedError."""
    key = _key(request, chosen, authorization)
    # A server on a Unix socket sees no address: only this machine can have opened it.
    host = request.client.host if request.client else "127.0.0.1"
    if key is None and not (chosen.bilat_open_reading or is_loopback(host)):
        raise NotAllowedError("Reading from another machine needs 'Authorization: Bearer KEY' with a key.")


def may_write(request: Request, chosen: SettingsDep, authorization: _Authorization = None) -> None:
    """Writing needs a key, always. Raises RefusedError where none may write, NotAllowedError for a wrong one."""
    if not any("write" in key.scopes for key in usable_keys(chosen)):
        raise RefusedError(
            "Writing over HTTP is off: make a key with 'bilat keys make NAME --write', or set BILAT_API_KEYS and serve "
            "again; or use 'bilat load'."
        )
    key = _key(request, chosen, authorization)
    if key is None:
        raise NotAllowedError("Writing needs 'Authorization: Bearer KEY' with a key that may write.")
    if "write" not in key.scopes:
        raise RefusedError(f"The key {key.id} ({key.name}) may only read.")
    request.state.writer = key.name


def _key(request: Request, chosen: Settings, authorization: str | None) -> Key | None:
    """The key that a request brings; its id is what logs may tell."""
    key = key_given(authorization, chosen)
    request.state.key = key.id if key else None
    return key


def _country(x: str) -> Country:
    return country_named(x)


CountryDep = Annotated[Country, Depends(_country)]


def _pair(a: str, b: str, store: StoreDep) -> tuple[Actor, Actor]:
    return pair_named(store, a, b)


PairDep = Annotated[tuple[Actor, Actor], Depends(_pair)]


def _clocks(
    as_of: Annotated[str | None, day_query("What held in the world that day.")] = None,
    known_at: Annotated[str | None, day_query("What had been said publicly by that day.")] = None,
    recorded_by: Annotated[
        str | None,
        Query(description="What this graph held at that instant (ISO 8601).", json_schema_extra={"pattern": INSTANT}),
    ] = None,
    undated: Annotated[bool, Query(description="With as_of: facts without any date, too.")] = False,
) -> Clocks:
    return Clocks(
        as_of=value_of("as_of", day, as_of),
        known_at=value_of("known_at", day, known_at),
        recorded_by=value_of("recorded_by", instant, recorded_by),
        undated=undated,
    )


ClocksDep = Annotated[Clocks, Depends(_clocks)]


def _relation(text: str | None) -> str | None:
    """The canonical relation that is meant: `receives` asks for facts of `supplies`."""
    if text is None:
        return None
    try:
        relation = vocabulary().relation(text)
    except UnusableError as error:
        raise UnknownNameError(error.detail, **error.extra) from None
    return relation.id if relation.canonical else relation.inverse


def _one_of(what: str, given: str | None, known: Collection[str]) -> str | None:
    if given is not None and given not in known:
        raise UnknownNameError(f"There is no {what} {given!r}; there are {', '.join(known)}.", suggestions=list(known))
    return given


def _dyad_filter(
    clocks: ClocksDep,
    relation: Annotated[str | None, Query(description="A relation by id or label.")] = None,
    dimension: Annotated[str | None, Query(description="military, diplomatic, economic, energy, …")] = None,
    status: StatusName | None = None,
    modality: Annotated[str | None, Query(description="actual, promised, contracted, planned, hypothetical")] = None,
    method: Annotated[str | None, Query(description="manual, dataset, computed, machine, model:NAME")] = None,
) -> FactFilter:
    return FactFilter(
        relation=_relation(relation),
        dimension=_one_of("dimension", dimension, vocabulary().dimensions),
        status=status,
        modality=_one_of("modality", modality, get_args(Modality)),
        method=method if method is None or method.startswith("model:") else _one_of("method", method, METHODS),
        clocks=clocks,
    )


DyadFilterDep = Annotated[FactFilter, Depends(_dyad_filter)]


def _fact_filter(
    store: StoreDep,
    common: DyadFilterDep,
    actor: Annotated[str | None, Query(description="Who does it: any name or code.")] = None,
    recipient: Annotated[str | None, Query(description="To whom: any name or code.")] = None,
    dyad: Annotated[str | None, Query(description="A dyad's id, such as PRK-RUS.")] = None,
    edge: Annotated[str | None, Query(description="The id of a derived edge: the facts that it is drawn from.")] = None,
    resource: Annotated[str | None, Query(description="A resource by id or name, with its kinds below.")] = None,
    claimant: Annotated[str | None, Query(description="Who speaks about it: any name, code or id.")] = None,
    source: Annotated[str | None, Query(description="A source's id.")] = None,
    since: Annotated[str | None, day_query("Held on that day or later.")] = None,
    until: Annotated[str | None, day_query("Held on that day or earlier.")] = None,
    q: Annotated[str | None, Query(description="Words in the fact, its place, its quotes and notes.")] = None,
) -> FactFilter:

    return replace(
        common,
        actor=actor_named(store, actor).id if actor else None,
        recipient=actor_named(store, recipient).id if recipient else None,
        dyad=("-".join(sorted(dyad.split("-"))) if dyad and dyad.count("-") == 1 else dyad) or None,
        edge=edge or None,
        resources=resource_kinds(resource) if resource else None,
        claimant=actor_named(store, claimant).id if claimant else None,
        source=source or None,
        since=value_of("since", day, since),
        until=value_of("until", day, until),
        q=q,
    )


FactFilterDep = Annotated[FactFilter, Depends(_fact_filter)]


def _unit(
    unit: Annotated[
        str | None, Query(description="Weigh by quantities in this unit, such as USD; without, by numbers of facts.")
    ] = None,
) -> str | None:
    if unit is None:
        return None
    try:
        return vocabulary().unit(unit).id
    except UnusableError as error:
        raise UnknownNameError(error.detail, **error.extra) from None


UnitDep = Annotated[str | None, Depends(_unit)]
