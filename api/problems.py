"""Every error as `application/problem+json` (RFC 9457), in one place."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from graph.errors import BilatError

log = logging.getLogger("bilat")


def problem(
    status: int, detail: str, title: str | None = None, headers: Mapping[str, str] | None = None, **extra: object
) -> Response:
    """A problem document. `extra` are further members, such as `suggestions`."""
    body = {
        "type": "about:blank",
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **extra,
    }
    return Response(orjson.dumps(body, default=str), status, dict(headers or {}), "application/problem+json")


def handle_errors(app: FastAPI) -> None:
    """Answer every error of the app with a problem document."""

    @app.exception_handler(BilatError)
    def told(request: Request, error: BilatError) -> Response:
        return _told(request, error)

    @app.exception_handler(RequestValidationError)
    def unusable(_: Request, error: RequestValidationError) -> Response:
        found = [{"where": ".".join(str(part) for part in e["loc"]), "reason": e["msg"]} for e in error.errors()]
        detail = "; ".join(f"{e['where']}: {e['reason']}" for e in found)
        return problem(422, f"The request can't be used: {detail}.", "Unusable value", errors=found)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        if error.status_code < 400:
            return Response(status_code=error.status_code, headers=error.headers)
        detail = str(error.detail)
        if error.status_code == 404:
            detail = f"There is nothing at {request.url.path}; the endpoints are listed at /docs."
        headers = dict(error.headers or {})
        if error.status_code == 405:
            detail = f"{request.method} is not answered at {request.url.path}; see /docs."
            headers["Allow"] = ", ".join(_methods(app, request))
        return problem(error.status_code, detail, headers=headers)

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        log.exception("unforeseen error at %s", request.url.path, exc_info=error)
        return problem(500, "Something went wrong that was not foreseen; the server's log tells more.")


def _told(request: Request, error: BilatError) -> Response:
    if error.status == 304:
        return Response(status_code=304)
    if error.status == 403:
        request.state.audit = {"reason": error.detail}
    extra = dict(error.extra)
    headers = {}
    if error.status == 503:
        headers["Retry-After"] = str(extra.pop("retry_after", 5))
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return problem(error.status, error.detail, error.title, headers, **extra)


def _methods(app: FastAPI, request: Request) -> list[str]:
    """Every method that a path is answered with; a route by itself only knows its own."""
    route = request.scope.get("route")
    own = getattr(route, "methods", None) or set()
    described = app.openapi()["paths"].get(getattr(route, "path", ""), {})
    return sorted({*own, *(method.upper() for method in described)})
