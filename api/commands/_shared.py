"""What commands have in common: printing, and the database that the settings name."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from graph import backups
from graph.errors import OlderGraphError, UnusableError
from graph.migrations import migrate, older_schema
from graph.schema import SCHEMA_VERSION
from graph.server import ManagedServer, ServerStatus, foreign_status
from graph.settings import settings
from graph.store import ANSWER_PATIENCE, LOAD_PATIENCE, Store
from graph.whole import write_whole
from loaders.progress import progress

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout, and nothing else there.")]


def say(text: str) -> None:
    """A line for people, on stdout."""
    sys.stdout.write(f"{text}\n")


def say_json(value: Any) -> None:
    """One JSON object on stdout."""
    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2, default=str).decode() + "\n")


def managed() -> ManagedServer:
    """The managed server of BILAT_HOME."""
    chosen = settings()
    return ManagedServer(chosen.home, chosen.bilat_artifacts)


def database_status() -> ServerStatus:
    """The status of the database that the settings name, which is asked whether it takes queries."""
    chosen = settings()
    return foreign_status(chosen) if chosen.neo4j_uri is not None else managed().look()


def store(patience: float = ANSWER_PATIENCE) -> Store:
    """The store that the settings name; `patience` is for a database that goes away later.

    Raises DatabaseAwayError within seconds where nothing answers at NEO4J_URI to begin with.
    """
    if patience > ANSWER_PATIENCE and settings().neo4j_uri is not None:
        with Store.connect() as asked:
            asked.verify()
    return Store.connect(patience=patience)


@contextmanager
def writable_store(patience: float = LOAD_PATIENCE) -> Iterator[Store]:
    """The store that the settings name, for a command that writes; the graph of an older Bilat is migrated first."""
    with store(patience) as opened:
        if older_schema(opened) is None:
            yield opened
            return
    bring_up_to_date()
    with store(patience) as opened:
        yield opened


def bring_up_to_date(*, backed_up: bool = True) -> bool:
    """Migrate the graph of an older Bilat, once it is backed up (or without, unless `backed_up`); answers whether it was one.

    Raises OlderGraphError for a server that isn't ours to back up.
    """
    with store(LOAD_PATIENCE) as opened:
        older = older_schema(opened)
    if older is None:
        return False
    told = f"This graph has schema {older}, and this Bilat needs {SCHEMA_VERSION}"
    if backed_up and settings().neo4j_uri is not None:
        raise OlderGraphError(
            f"{told}. NEO4J_URI names a server that isn't Bilat's to back up: do so with its own tools, and then run "
            "'bilat schema --no-backup', which migrates it."
        )
    if backed_up:
        sys.stderr.write(f"bilat: {told}: it is backed up to {_back_up(older)} and migrated.\n")
    with store(LOAD_PATIENCE) as opened, progress("Migrating") as advance:
        migrate(opened, advance)
    return True


def _back_up(older: int) -> Path:
    folder = settings().home / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"schema-{older}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.bilat"
    backups.backup(managed(), store, file)
    return file


def write_file(path: Path, pieces: Iterable[bytes]) -> int:
    """Write a file whole or not at all; answers its size. Raises UnusableError where it can't be written."""
    try:
        return write_whole(path, pieces)
    except OSError as error:
        raise UnusableError(f"{path} can't be written: {error.strerror or error}.") from None


def pairs(texts: list[str]) -> list[tuple[str, str]]:
    """Parameters written as name=value. Raises UnusableError."""
    pairs = []
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name:
            raise UnusableError(f"{text!r} is no parameter: write it as name=value.")
        pairs.append((name, value))
    return pairs
