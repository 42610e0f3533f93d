"""`/analysis`: what the network of facts adds up to, each answer with its method."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.answers import JSONAnswer
from api.dependencies import FactFilterDep, StoreDep, UnitDep
from api.openapi.answers import Balance, Centrality, Communities, Coverage, Dependence, Reciprocity
from api.reading import READING
from api.steady import SteadyRoute
from graph.analysis.balance import balance
from graph.analysis.centrality import centrality
from graph.analysis.communities import communities
from graph.analysis.coverage import Witness, coverage
from graph.analysis.dependence import dependence
from graph.analysis.reciprocity import reciprocity
from graph.naming import resource_named
from graph.reading import FactFilter
from graph.ties import ties
from loaders.tables.registry import datasets

router = APIRouter(prefix="/analysis", tags=["analysis"], dependencies=READING, route_class=SteadyRoute)


def _actual(wanted: FactFilterDep) -> FactFilter:
    """What was actually done, unless another modality is asked for."""
    return replace(wanted, modality=wanted.modality or "actual")


WantedDep = Annotated[FactFilter, Depends(_actual)]
LimitDep = Annotated[int, Query(ge=1, le=10_000, description="Rows at most.")]


@router.get("/reciprocity", summary="How much of what is done is returned", responses={200: {"model": Reciprocity}})
def get_reciprocity(store: StoreDep, wanted: WantedDep, unit: UnitDep = None) -> JSONAnswer:
    """Weighted reciprocity (Squartini et al. 2013) of the facts that pass the filters: of all, of each actor and pair."""
    return JSONAnswer(reciprocity(list(ties(store, wanted)), unit))


@router.get(
    "/dependence", summary="From how few suppliers somebody gets what it gets", responses={200: {"model": Dependence}}
)
def get_dependence(
    store: StoreDep,
    wanted: WantedDep,
    resource: Annotated[str | None, Query(description="A resource by id or name; its kinds count as it.")] = None,
) -> JSONAnswer:
    """Each supplier's share and the Herfindahl index, for each recipient, relation, resource and unit."""
    return JSONAnswer(dependence(ties(store, wanted), resource_named(resource).id if resource else None))


@router.get("/balance", summary="Whether friends of friends are friends", responses={200: {"model": Balance}})
def get_balance(store: StoreDep, wanted: WantedDep, limit: LimitDep = 100) -> JSONAnswer:
    """Signed triads by valence, how many are balanced (Cartwright and Harary 1956), and those that are not."""
    return JSONAnswer(balance(list(ties(store, wanted)), limit))


@router.get(
    "/communities",
    summary="Groups that have more to do with each other than with the rest",
    responses={200: {"model": Communities}},
)
def get_communities(
    store: StoreDep,
    wanted: WantedDep,
    unit: UnitDep = None,
    resolution: Annotated[float, Query(gt=0, le=100, description="Greater ones make smaller groups.")] = 1.0,
) -> JSONAnswer:
    """A Louvain partition of the facts that are not hostile, and its modularity."""
    return JSONAnswer(communities(list(ties(store, wanted)), unit, resolution))


@router.get("/centrality", summary="Who stands in the middle", responses={200: {"model": Centrality}})
def get_centrality(store: StoreDep, wanted: WantedDep, unit: UnitDep = None) -> JSONAnswer:
    """Degree, strength, betweenness, closeness and eigenvector centrality of each actor."""
    return JSONAnswer(centrality(list(ties(store, wanted)), unit))


@router.get(
    "/coverage", summary="What the graph doesn't know, and who could have told it", responses={200: {"model": Coverage}}
)
def get_coverage(
    store: StoreDep,
    wanted: FactFilterDep,
    years: Annotated[int, Query(ge=0, le=1000, description="A dyad is stale after so many years.")] = 5,
    limit: LimitDep = 100,
) -> JSONAnswer:
    """Facts of one origin, dyads of which one side speaks, dyads of which nobody has spoken for years, and datasets."""
    return JSONAnswer(coverage(store, wanted, _witnesses(), years, limit))


def _witnesses() -> list[Witness]:
    found = []
    for one in datasets().values():
        first, _, last = one.covers.partition("/")
        ends = None if last == ".." else int((last or first)[:4])
        found.append(Witness(one.name, one.title, one.source, int(first[:4]), ends))
    return found
