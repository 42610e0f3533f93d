"""`/reconcile`: the W3C Reconciliation Service API 0.2, which OpenRefine speaks, for countries and organisations.

It asks the registers only, never the graph, so it answers without a database.
"""

from __future__ import annotations

from html import escape
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from api.answers import JSONAnswer
from api.dependencies import may_read
from api.parameters import any_parameter
from api.reconciling import BATCH, DAY, asked, brief, type_answer, types_of
from graph.countries import Country
from graph.entities import KINDS, PROPERTIES, Entity, description, entity
from graph.errors import TooLargeError, UnknownNameError, UnusableError, WrongKindError
from graph.reconciling import suggest

# OpenRefine and others send more than version 0.2 of the protocol names: `type_strict`, `lang`, `callback` and so on.
router = APIRouter(
    prefix="/reconcile", tags=["reconciliation"], dependencies=[Depends(may_read), Depends(any_parameter)]
)

BODY_LIMIT = 4 * 1024 * 1024
_PAGE = 10
_FORM = "application/x-www-form-urlencoded"
_FIELDS = {"type": "object", "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}}}
# The API asks for it on every endpoint: clients are pages of other origins. No key or cookie is ever sent along.
_OPEN = {"Access-Control-Allow-Origin": "*"}


async def _form(request: Request) -> dict[str, str]:
    """The fields of the form in the body; the address's own count as well."""
    kind = (request.headers.get("content-type") or _FORM).partition(";")[0].strip().lower()
    if kind != _FORM:
        raise WrongKindError(f"Content-Type is {kind!r}; the queries come as a form field ({_FORM}).")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BODY_LIMIT:
            raise TooLargeError(f"The request has more than {BODY_LIMIT:,} bytes: send fewer queries at a time.")
    return dict(request.query_params) | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


@router.get("", summary="The service's manifest, or answers to queries")
def get_reconcile(
    request: Request,
    queries: Annotated[str | None, Query(description="A batch of reconciliation queries as JSON.")] = None,
    extend: Annotated[str | None, Query(description="A data extension query as JSON.")] = None,
) -> JSONAnswer:
    """Without parameters, what the service can do (W3C Reconciliation API 0.2)."""
    if queries is None and extend is None:
        return _answer(manifest(str(request.base_url).rstrip("/")))
    return _answer(asked(queries, extend))


@router.post(
    "",
    summary="Which countries and organisations names mean",
    openapi_extra={"requestBody": {"content": {_FORM: {"schema": _FIELDS}}, "required": True}},
)
def post_reconcile(form: Annotated[dict[str, str], Depends(_form)]) -> JSONAnswer:
    """A batch of queries in the form field `queries`, or the properties of entities in `extend`, as JSON.

    `match` is true only for an exact and unique resolution. Properties: `on` (the day, EDTF) and codes.
    """
    if "queries" not in form and "extend" not in form:
        raise UnusableError(
            "The form has neither 'queries' nor 'extend': send a batch of queries as JSON in one of them."
        )
    return _answer(asked(form.get("queries"), form.get("extend")))


@router.get("/suggest/entity", summary="Countries and organisations that begin so")
def suggest_entity(
    prefix: Annotated[str, Query(description="The beginning of a name or code.")],
    cursor: Annotated[int, Query(ge=0, description="How many suggestions to skip.")] = 0,
    kind: Annotated[str | None, Query(alias="type", description="Only of this type.")] = None,
) -> JSONAnswer:
    """Ten at a time, best first."""
    found = suggest(prefix, (kind,) if kind else ())[cursor : cursor + _PAGE]
    return _answer({"result": [brief(one) | {"notable": types_of(one)} for one in found]})


@router.get("/suggest/type", summary="Types that a text finds")
def suggest_type(
    prefix: Annotated[str, Query(description="A part of a type's id or name.")] = "",
    cursor: Annotated[int, Query(ge=0, description="How many suggestions to skip.")] = 0,
) -> JSONAnswer:
    """Country, state of the past, territory, organisation."""
    found = [kind for kind in KINDS.values() if prefix.casefold() in f"{kind.id} {kind.name}".casefold()]
    return _answer({"result": [type_answer(kind) for kind in found[cursor:]]})


@router.get("/suggest/property", summary="Properties that a text finds")
def suggest_property(
    prefix: Annotated[str, Query(description="A part of a property's id or name.")] = "",
    cursor: Annotated[int, Query(ge=0, description="How many suggestions to skip.")] = 0,
) -> JSONAnswer:
    """What a query may tell beside the name: the day that it is about, and codes."""
    told = [{"id": DAY, "name": "Day that it is about (EDTF)"}, *_properties(codes=True)]
    found = [one for one in told if prefix.casefold() in f"{one['id']} {one['name']}".casefold()]
    return _answer({"result": found[cursor:]})


@router.get("/properties", summary="Properties that data can be extended with")
def propose_properties(
    kind: Annotated[str, Query(alias="type", description="A type's id.")] = "country",
    limit: Annotated[int, Query(ge=1, description="At most so many.")] = 100,
) -> JSONAnswer:
    """What is known of entities of a type: of countries their codes, times and predecessors."""
    found = [] if kind == "organisation" else _properties(codes=False)[:limit]
    return _answer({"type": kind, "limit": limit, "properties": found})


@router.get("/flyout", summary="A few words about an entity")
def flyout(ident: Annotated[str, Query(alias="id", description="An entity's id.")]) -> JSONAnswer:
    """A piece of HTML, beside a suggestion."""
    one = _entity(ident)
    return _answer({"id": ident, "html": f"<p>{escape(one.name)}: {escape(description(one))}</p>"})


@router.get("/preview", summary="An entity on a small page", response_class=HTMLResponse)
def preview(request: Request, ident: Annotated[str, Query(alias="id", description="An entity's id.")]) -> HTMLResponse:
    """Name, codes and times, with a way to its sheet; made for a frame."""
    one = _entity(ident)
    rows = [("Id", one.id), ("What", description(one)), ("Also called", ", ".join(one.aliases[:12]))]
    cells = "".join(f"<tr><th>{name}<td>{escape(value)}" for name, value in rows if value)
    sheet = f'<p><a href="{request.base_url}views/country/{escape(one.id)}" target="_blank">Sheet of its relations</a>'
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(one.name)}</title>'
        "<style>body{font:14px system-ui,sans-serif;margin:8px}th{text-align:left;padding-right:8px;"
        "vertical-align:top;white-space:nowrap}h1{font-size:16px;margin:0 0 6px}</style>"
        f"<h1>{escape(_flag(one) + one.name)}</h1><table>{cells}</table>{sheet if isinstance(one, Country) else ''}</html>",
        headers=_OPEN,
    )


def manifest(base: str) -> dict[str, Any]:
    """What the service at `base` can do."""
    here = f"{base}/reconcile"
    return {
        "versions": ["0.2"],
        "name": "Bilat: countries and organisations",
        "identifierSpace": f"{here}/preview?id=",
        "schemaSpace": f"{here}/suggest/type?prefix=",
        "documentation": f"{base}/docs",
        "defaultTypes": [type_answer(KINDS["country"]), type_answer(KINDS["organisation"])],
        "view": {"url": f"{here}/preview?id={{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": 420, "height": 220},
        "suggest": {
            "entity": {
                "service_url": base,
                "service_path": "/reconcile/suggest/entity",
                "flyout_service_path": "/reconcile/flyout?id=${id}",
            },
            "type": {"service_url": base, "service_path": "/reconcile/suggest/type"},
            "property": {"service_url": base, "service_path": "/reconcile/suggest/property"},
        },
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
        "batchSize": BATCH,
    }


def _entity(ident: str) -> Entity:
    found = entity(ident)
    if found is None:
        raise UnknownNameError(f"No country or organisation has the id {ident!r}; /reconcile/suggest/entity finds ids.")
    return found


def _properties(*, codes: bool) -> list[dict[str, str]]:
    return [{"id": one.id, "name": one.name} for one in PROPERTIES.values() if one.system or not codes]


def _flag(one: Entity) -> str:
    return f"{one.flag} " if isinstance(one, Country) and one.flag else ""


def _answer(content: object) -> JSONAnswer:
    return JSONAnswer(content, headers=_OPEN)
