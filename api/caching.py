"""ETags of reads: the graph's version changes with each write, and with it whatever is read.

A tag is weak (`W/"…"`), because the same answer may come in several encodings. It holds everything an answer depends on
besides its address and format: the graph's version, the day ("today" is a default of several endpoints), Bilat's own code
and queries, and the files of the user's own words. While a write is being committed there is none (`settle` in
`graph/journal.py`).
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import Request

from api.dependencies import SettingsDep, StoreDep
from graph.dates import today
from graph.errors import BilatError
from graph.overview import version_now
from graph.settings import Settings


class NotModifiedError(BilatError):
    """What was asked for is still what the client has (304)."""

    status = 304
    title = "Not modified"


def fresh(request: Request, store: StoreDep, chosen: SettingsDep) -> None:
    """Give a read its ETag. Raises NotModifiedError where If-None-Match has it already."""
    request.state.etag = request.state.graph = None
    try:
        found = version_now(store)
    except BilatError:
        return  # the endpoint itself says what is wrong, or needs no database
    request.state.graph = found
    if not found.settled:
        return  # a write is being committed: what is read may be of before it, and later reads won't be
    # The database's name: another one may be at the same version.
    parts = [store.uri, store.database, found.number, today(), _code(), *_own(chosen)]
    tag = f'W/"{hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'
    request.state.etag = tag
    given = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
    if given & {"*", tag, tag.removeprefix("W/")}:
        raise NotModifiedError("Nothing has changed.")


@cache
def _code() -> int:
    """When the newest file of Bilat's own code, queries and words was changed."""
    roots = [Path(str(files(package))) for package in ("api", "graph", "loaders", "cypher")]
    return max(file.stat().st_mtime_ns for root in roots for file in root.rglob("*") if file.is_file())


def _own(chosen: Settings) -> list[tuple[str, int]]:
    """The user's own files that answers depend on."""
    named = [chosen.bilat_vocabulary, chosen.bilat_countries, chosen.home / "countries.yaml"]
    found = [path for path in named if path is not None and path.is_file()]
    if chosen.bilat_queries is not None:
        found += sorted(file for file in chosen.bilat_queries.glob("*.cypher") if file.is_file())
    return [(path.name, path.stat().st_mtime_ns) for path in found]
