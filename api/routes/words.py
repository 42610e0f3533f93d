"""`/relations` and `/resources`: the vocabulary, with how many facts use each word."""

from __future__ import annotations

from fastapi import APIRouter

from api.answers import JSONAnswer
from api.dependencies import StoreDep
from api.openapi.answers import Relations, Resources
from api.reading import READING
from api.steady import SteadyRoute
from graph.vocabulary import vocabulary

router = APIRouter(tags=["vocabulary"], dependencies=READING, route_class=SteadyRoute)


@router.get("/relations", summary="The kinds of facts", responses={200: {"model": Relations}})
def list_relations(store: StoreDep) -> JSONAnswer:
    """Every relation with its inverse, PLOVER type, valence, quad class and dimension."""
    counts = {row["id"]: row["facts"] for row in store.read("read/relation_counts")}
    rows = [
        relation.model_dump(mode="json") | {"type": relation.type, "facts": counts.get(relation.id, 0)}
        for relation in vocabulary().relations.values()
    ]
    return JSONAnswer({"relations": rows})


@router.get("/resources", summary="What is given and received", responses={200: {"model": Resources}})
def list_resources(store: StoreDep) -> JSONAnswer:
    """Every resource with its place in the taxonomy, unit, HS chapters and SIPRI category."""
    counts = {row["id"]: row["facts"] for row in store.read("read/resource_counts")}
    rows = [
        resource.model_dump(mode="json") | {"facts": counts.get(resource.id, 0)}
        for resource in vocabulary().resources.values()
    ]
    return JSONAnswer({"resources": rows})
