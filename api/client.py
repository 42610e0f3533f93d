"""A client for Python: Bilat's answers over HTTP as tables of pandas or polars, and as networks.

    from api.client import Bilat

    bilat = Bilat()
    bilat.dyad("North Korea", "Russia").to_pandas()
    bilat.cypher("MATCH (c:Country)-[s:SUPPLIES]->(r:Resource) RETURN c.id, r.id, s.facts").to_polars()

What goes wrong is raised as the same error that the server met (`graph/errors.py`): a problem document (RFC 9457) has its
title, detail and further members.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import orjson
import requests

from api.tables import Answer, Dyad, Facts
from graph.errors import BilatError
from graph.settings import settings

_ARROW = "application/vnd.apache.arrow.stream"
_PAGE = 1000


class Bilat:
    """The API at one address; without one at BILAT_ADDRESS (http://127.0.0.1:8000 where that isn't set).

    `key` is for servers that ask for one, and for writing; `seconds` is how long an answer may let wait for its next bytes.
    """

    def __init__(self, address: str | None = None, key: str | None = None, *, seconds: float = 60) -> None:
        self.address = (address or settings().bilat_address).rstrip("/")
        self._seconds = seconds
        self._session = requests.Session()
        if key:
            self._session.headers["Authorization"] = f"Bearer {key}"

    def facts(self, *, limit: int | None = None, **filters: object) -> Facts:
        """The facts that pass the filters of `GET /facts` (`actor="DPRK"`, `resource="oil"`, `known_at="2024-10"`, …).

        All pages of them, or the first `limit` facts. Raises what the server answers.
        """
        found: list[dict[str, Any]] = []
        wanted = min(_PAGE, limit or _PAGE)
        page = self._json("GET", "/facts", params={**_texts(filters), "limit": wanted})
        found += page["facts"]
        while page["next"] and (limit is None or len(found) < limit):
            page = self._json("GET", page["next"])
            found += page["facts"]
        return Facts(found[:limit])

    def fact(self, ident: str) -> dict[str, Any]:
        """One fact with all its claims. Raises UnknownNameError."""
        return self._object("GET", f"/facts/{_part(ident)}")

    def dyad(self, a: str, b: str, **filters: object) -> Dyad:
        """What two sides do for, with or to each other, by any names or codes; `ledger` tells it by side."""
        return Dyad(self._object("GET", f"/dyads/{_part(a)}/{_part(b)}", params=_texts(filters)))

    def query(self, name: str, **parameters: object) -> Answer:
        """The answer of a named query (`bilat query` lists them)."""
        return self._table("GET", f"/queries/{_part(name)}", params=_texts(parameters))

    def cypher(self, text: str, **parameters: object) -> Answer:
        """The answer of a Cypher query that only reads. Raises RefusedError for any other, QueryError for a wrong one."""
        return self._table("POST", "/cypher", json={"query": text, "parameters": parameters})

    def analysis(self, name: str, **filters: object) -> dict[str, Any]:
        """reciprocity, dependence, balance, communities, centrality or coverage, with the method that it follows."""
        return self._object("GET", f"/analysis/{_part(name)}", params=_texts(filters))

    def countries(self, q: str | None = None) -> list[dict[str, Any]]:
        """The countries that a text finds, the best match first; without one all, those with most facts first."""
        found: list[dict[str, Any]] = self._json("GET", "/countries", params=_texts({"q": q}))["countries"]
        return found

    def load(self, records: Iterable[Mapping[str, Any]], *, dry_run: bool = False) -> dict[str, Any]:
        """Load fact records (docs/reference/record.md); answers how many, and the rejects with their reasons."""
        return self._object("POST", "/facts", params=_texts({"dry_run": dry_run}), json=list(records))

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _json(self, method: str, path: str, **more: Any) -> Any:
        return orjson.loads(self._answer(method, path, **more))

    def _object(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        answered: dict[str, Any] = self._json(method, path, **more)
        return answered

    def _table(self, method: str, path: str, **more: Any) -> Answer:
        return Answer(self._answer(method, path, headers={"Accept": _ARROW}, **more))

    def _answer(self, method: str, path: str, **more: Any) -> bytes:
        try:
            answer = self._session.request(method, f"{self.address}{path}", timeout=self._seconds, **more)
        except requests.ConnectionError as error:
            raise BilatError(
                f"Nothing answers at {self.address}: start it with 'bilat demo' or 'bilat serve', or name another "
                f"address, Bilat('http://…') ({error.__class__.__name__})."
            ) from None
        except requests.RequestException as error:
            raise BilatError(f"{self.address}{path} gave no whole answer: {error}.") from None
        if answer.ok:
            return answer.content
        raise _problem(answer)


def _texts(filters: Mapping[str, object]) -> dict[str, str]:
    """Filters as an address has them; None is absent.

    >>> _texts({"actor": "PRK", "undated": True, "q": None})
    {'actor': 'PRK', 'undated': 'true'}
    """
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in filters.items()
        if value is not None
    }


def _part(name: str) -> str:
    return quote(name, safe="")


def _problem(answer: requests.Response) -> BilatError:
    """The error that a problem document tells of; its status and title stand in `extra` where Bilat has no class for it."""
    try:
        told = orjson.loads(answer.content)
    except orjson.JSONDecodeError:
        told = None
    if not isinstance(told, dict):
        return BilatError(f"{answer.url} answered {answer.status_code} {answer.reason}, and not as Bilat does.")
    title, detail = str(told.pop("title", answer.reason)), str(told.pop("detail", answer.reason))
    status = told.pop("status", answer.status_code)
    told.pop("type", None)
    for kind in _kinds(BilatError):
        if (kind.status, kind.title) == (status, title):
            return kind(detail, **told)
    return BilatError(detail, **told, status=status, title=title)


def _kinds(kind: type[BilatError]) -> Iterator[type[BilatError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)
