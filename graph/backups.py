"""Backup and restore of the managed Neo4j's graph.

Neo4j Community dumps a database only while it is stopped, so both stop it for a while and start it again; who asks the
API meanwhile is answered 503 with Retry-After, and the API needs no restart.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from graph.dates import now
from graph.errors import UnusableError
from graph.migrations import migrate
from graph.schema import SCHEMA_VERSION, prepare, schema_of
from graph.server import ManagedServer, archive
from graph.server.home import Home, writing
from graph.server.swapping import DATABASE, replacing
from graph.store import LOAD_PATIENCE, Store

Connect = Callable[[float], Store]
"""Opens the store of the server once it runs; it is given for how many seconds a passing fault is tried again."""


def backup(server: ManagedServer, connect: Connect, file: Path) -> dict[str, Any]:
    """Write the whole graph to one file; answers what the file says of itself.

    Where Neo4j ran it runs again afterwards. Raises ServerError.
    """
    file = file.absolute()
    if not file.parent.is_dir():
        raise UnusableError(f"{file} can't be written: there is no folder {file.parent}.")
    ran = server.status().running
    server.up()
    try:
        about = _about(server, connect)
        with server.stopped(), _scratch(server.home) as folder:
            server.tool("Neo4j could not dump the graph", "database", "dump", DATABASE, f"--to-path={folder}")
            archive.pack(file, about, Path(folder) / archive.DUMP)
    finally:
        if not ran:
            server.down()
    return about


def restore(server: ManagedServer, connect: Connect, file: Path) -> dict[str, Any]:
    """Put the graph of a backup in the place of the one that is there, which stays until the new one is whole.

    Neo4j runs afterwards. Answers what the file says of itself. Raises UnusableError, before anything is touched, for a
    file that was cut short or altered, or made by a newer Bilat or Neo4j; ServerError.
    """
    about = usable(server, file)
    with server.stopped(), _scratch(server.home) as folder, replacing(server.home):
        archive.unpack(file, Path(folder))
        options = (f"--from-path={folder}", "--overwrite-destination=true")
        server.tool(f"Neo4j could not load the graph of {file}", "database", "load", DATABASE, *options)
    server.up()
    with connect(LOAD_PATIENCE) as store:
        migrate(store)
        prepare(store)
    return about


def usable(server: ManagedServer, file: Path) -> dict[str, Any]:
    """What a backup says of itself, where this Bilat can restore it with its Neo4j. Raises UnusableError."""
    about = archive.examine(file)
    if not (isinstance(about.get("schema"), int) and isinstance(about.get("neo4j"), str)):
        raise UnusableError(
            f"{file} doesn't say which schema and which Neo4j it has: it was not made by `bilat backup`."
        )
    if about["schema"] > SCHEMA_VERSION:
        raise UnusableError(
            f"{file} has a graph of schema {about['schema']}, and this Bilat knows {SCHEMA_VERSION}: use a newer Bilat."
        )
    run = server.release
    if not (run.opens(about["neo4j"]) or run.moves(about["neo4j"])):
        raise UnusableError(
            f"{file} was made with Neo4j {about['neo4j']}, whose data Neo4j {run.version} can't read. Restore it with the "
            "Bilat that made it, `bilat export --all` there, and load that file here."
        )
    return about


def holds_facts(server: ManagedServer, connect: Connect) -> int | None:
    """How many facts a restore would replace; 0 where there is no graph, None where nobody can say without starting it."""
    if not (server.home.data / "databases" / DATABASE).exists():
        return 0
    if not server.status().running:
        return None
    with connect(LOAD_PATIENCE) as store:
        return int(store.read("read/totals")[0]["facts"])


def _about(server: ManagedServer, connect: Connect) -> dict[str, Any]:
    with connect(LOAD_PATIENCE) as store:
        schema = schema_of(store)
        if schema == SCHEMA_VERSION:
            prepare(store)
        graph, totals = store.read("read/graph")[0], store.read("read/totals")[0]
    return {
        "made_at": now(),
        "bilat": version("bilat"),
        "neo4j": server.release.version,
        "schema": schema,
        "graph_version": graph["version"],
        "facts": totals["facts"],
        "claims": totals["claims"],
    }


def _scratch(home: Home) -> tempfile.TemporaryDirectory[str]:
    """A folder on the home's own disk, for a dump that may be large."""
    with writing(home.run):
        return tempfile.TemporaryDirectory(dir=home.run, prefix="dump-")
