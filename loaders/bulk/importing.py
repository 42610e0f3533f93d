"""`bilat load --bulk`: into an empty graph through `neo4j-admin database import`.

Neo4j's importer makes a new database from files and needs the server stopped. The one that is there stays until the new one is
whole (`graph/server/swapping.py`): where anything fails, or the process is killed, the next start finds the old graph.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from graph.dates import now
from graph.errors import UnusableError
from graph.journal import Author
from graph.schema import prepare
from graph.server import ManagedServer
from graph.server.home import writing
from graph.server.swapping import DATABASE, replacing
from graph.store import LOAD_PATIENCE, Store
from loaders.bulk.files import arguments
from loaders.bulk.machine import Machine
from loaders.bulk.preparing import Before, add_up
from loaders.bulk.spark import Spark
from loaders.bulk.work import Work
from loaders.pipeline import load_files, rejects_of
from loaders.progress import Advance, silent
from loaders.summary import Summary

Engine = Machine | Spark
ENGINES: Mapping[str, Callable[[], Engine]] = {"machine": Machine, "spark": Spark}

# So many files are named in the journal, and so many earlier entries are carried over.
_NAMED = 5
_ENTRIES = 100_000

Connect = Callable[[float], Store]
Step = Callable[[str], None]


def load_bulk(
    server: ManagedServer,
    connect: Connect,
    paths: Sequence[Path],
    *,
    asked: str | None = None,
    rejects: Path,
    dry_run: bool = False,
    strict: bool = False,
    engine: str = "machine",
    advance: Advance = silent,
    step: Step = lambda _: None,
) -> Summary:
    """Load files into the empty graph of the managed server, which is stopped meanwhile and runs again afterwards.

    Counts, rejects and the graph are those of `load_files`. `step` is told what is being done;
    `engine` is one of ENGINES. Raises UnusableError for a
    graph that isn't empty, ServerError where Neo4j can't import.
    """
    began = time.monotonic()
    with _work(server) as folder:
        work = Work(Path(folder))
        with connect(LOAD_PATIENCE) as store:
            prepare(store)
            before = _before(store, paths)
            # Everything that can be refused is refused before a row is read.
            summary = load_files(
                store, paths if dry_run or strict else [], asked=asked, rejects=rejects, dry_run=True, strict=strict
            )
        summary.dry_run = dry_run
        if dry_run or summary.held is not None:
            return summary
        # The engine ends first: where the import fails, what is still being added up ends with it.
        with ThreadPoolExecutor(1) as beside, ENGINES[engine]() as running:
            summary = take_files(work, paths, asked, rejects, advance, running)
            statements = summary.read - summary.rejected
            if statements:
                step("adding up facts and edges")
                made = beside.submit(add_up, work, now(), before, running)
                import_files(server, connect, work.files, step, made.result)
                facts, claims = made.result()
                summary.count(statements, claims=claims, facts=facts)
    summary.seconds = time.monotonic() - began
    return summary


def take_files(
    work: Work, paths: Sequence[Path], asked: str | None, rejects: Path, advance: Advance, engine: Engine
) -> Summary:
    """Put down the statements of files; nothing is counted as loaded yet."""
    summary = Summary()
    with rejects_of(paths, rejects, asked, summary) as (files, out):
        engine.take(work, files, asked, summary, out, advance)
    return summary


def import_files(
    server: ManagedServer, connect: Connect, files: Path, step: Step, made: Callable[[], object] = lambda: None
) -> None:
    """Make the managed server's database anew of files, and its indexes; the old one is back where the import fails.

    `made` returns when the files are there: stopping Neo4j takes seconds in which they can be made. Raises ServerError, and
    what `made` raises.
    """
    # Somebody may have loaded meanwhile.
    with connect(LOAD_PATIENCE) as store:
        _empty(store)
    with server.stopped(progress=False), replacing(server.home):
        made()
        step("importing")
        told = files.parent / "import.args"
        told.write_text("\n".join(f'"{one}"' for one in _options(files)), encoding="utf-8")
        server.tool("Neo4j could not import the files", "database", "import", "full", DATABASE, f"@{told}")
    step("starting Neo4j")
    server.up(progress=False)
    step("making indexes")
    with connect(LOAD_PATIENCE) as store:
        prepare(store)
        store.read("read/await_indexes")


def _options(files: Path) -> list[str]:
    return [*arguments(files), f"--report-file={files.parent / 'import.report'}", "--bad-tolerance=0"]


def _empty(store: Store) -> int:
    """The version of an empty graph. Raises UnusableError for one that holds anything that a load leaves behind."""
    found = store.read("read/loaded")[0]
    if found["nodes"]:
        raise UnusableError(
            f"--bulk makes a graph anew, and this one holds {found['facts']:,} facts and {found['nodes']:,} nodes that loads "
            "made: load without --bulk, or name an empty BILAT_HOME."
        )
    return int(found["version"])


def _before(store: Store, paths: Sequence[Path]) -> Before:
    """What a bulk load goes on from. Raises UnusableError as `_empty`."""
    version = _empty(store)
    names = sorted({path.name for path in paths})
    what = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")
    # An empty graph was given its schema a few times, and nothing else was written to it.
    entries = [row["entry"] for row in store.read("read/writes_after", after=0, limit=_ENTRIES)]
    return Before(version, entries, Author.here(what))


def _work(server: ManagedServer) -> tempfile.TemporaryDirectory[str]:
    """A folder on the home's own disk: the lines and files of a large load are large."""
    server.home.make()  # a home that nobody has started yet has no folders
    with writing(server.home.run):
        return tempfile.TemporaryDirectory(dir=server.home.run, prefix="bulk-")
