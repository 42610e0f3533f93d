"""Loading over Bolt against the barest loop that writes the same, and `--bulk` against Neo4j's importer on ready files."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import psutil

from bench.bare import Bare
from bench.measure import Ratio, seconds
from bench.records import records
from bench.world import World
from graph.dates import now
from graph.journal import Author
from graph.store import Store
from loaders.bulk.importing import import_files, load_bulk, take_files
from loaders.bulk.machine import Machine
from loaders.bulk.preparing import Before, add_up
from loaders.bulk.work import Work
from loaders.formats import Row
from loaders.pipeline import load_rows
from loaders.progress import silent

_WARM_SEED, _WARM_COUNT = 99, 20_000
_MIB = 1024 * 1024


class RejectedError(Exception):
    """A made-up record that the loader doesn't take: then both sides would not write the same."""


def load(store: Store, made: Iterable[Mapping[str, Any]]) -> None:
    """Load records through the pipeline. Raises RejectedError for the first that it doesn't take."""
    rows = (Row(number, dict(record)) for number, record in enumerate(made, start=1))

    def refuse(reject: dict[str, Any]) -> None:
        raise RejectedError(f"record {reject['line']}: {reject['reason']}")

    load_rows(store, {"bench": lambda: rows}, refuse)


def warm_up(store: Store, bare: Bare) -> None:
    """A small load of either kind: a server that has just started is several times slower."""
    for _ in range(2):
        bare.wipe()
        load(store, records(_WARM_COUNT, _WARM_SEED))
        content = bare.dump()
        bare.wipe()
        bare.write(content)
    bare.wipe()


def online(found: World, count: int, rounds: int) -> Ratio:
    """`bilat load` and the bare loop in turn, each beginning with a graph of countries and vocabulary only."""
    ours, theirs, peaks = [], [], []
    with TemporaryDirectory(prefix="bilat-bench-") as folder:
        file = _written(Path(folder), records(count))
        for _ in range(rounds):
            found.empty()
            warm_up(found.store, found.bare)
            took, peak = _command(file)
            ours.append(took)
            peaks.append(peak)
            content = found.bare.dump()
            found.empty()
            warm_up(found.store, found.bare)
            theirs.append(found.bare.write(content))
    return Ratio(
        name=f"Load {count:,} records",
        ours_name=f"`bilat load` (at most {max(peaks):,} MiB)",
        theirs_name="bare loop",
        ours=ours,
        theirs=theirs,
        work=count,
        aim="0.8 or more",
    )


def bulk(found: World, count: int, rounds: int) -> Ratio:
    """`bilat load --bulk` and the import of files that are ready, in turn; both stop Neo4j, start it and make its indexes."""
    ours, theirs, peaks = [], [], []
    with TemporaryDirectory(prefix="bilat-bench-") as folder:
        file = _written(Path(folder), records(count))
        ready = _ready(Path(folder) / "work", file)
        for _ in range(rounds):
            _settle(found)
            took, peak = _command(file, "--bulk")
            ours.append(took)
            peaks.append(peak)
            _settle(found)
            theirs.append(seconds(lambda: import_files(found.server, found.connect, ready.files, lambda _: None)))
    return Ratio(
        name=f"Load {count:,} records in bulk",
        ours_name=f"`bilat load --bulk` (at most {max(peaks):,} MiB)",
        theirs_name="`neo4j-admin database import` of ready files",
        ours=ours,
        theirs=theirs,
        work=count,
        aim="0.8 or more",
    )


def _settle(found: World) -> None:
    """An empty graph on a server that has just started: one that emptied a large graph takes a minute to stop."""
    found.empty()
    with found.server.stopped(progress=False):
        pass


def load_in_bulk(found: World, made: Iterable[Mapping[str, Any]]) -> None:
    """Load records into an empty graph, the quick way. Raises RejectedError where one isn't taken."""
    with TemporaryDirectory(prefix="bilat-bench-") as folder:
        file = _written(Path(folder), made)
        told = load_bulk(found.server, found.connect, [file], rejects=file.with_suffix(".rejects"))
    if told.rejected:
        raise RejectedError(f"{told.rejected:,} records are rejected")


def _written(folder: Path, made: Iterable[Mapping[str, Any]]) -> Path:
    file = folder / "records.jsonl"
    with file.open("wb") as out:
        out.writelines(orjson.dumps(record) + b"\n" for record in made)
    return file


def _ready(folder: Path, file: Path) -> Work:
    work = Work(folder)
    with Machine() as machine:
        take_files(work, [file], None, folder / "rejects.jsonl", silent, machine)
        add_up(work, now(), Before(1, (), Author.here()), machine)
    shutil.rmtree(work.folder / "lines", ignore_errors=True)
    return work


def _command(file: Path, *options: str) -> tuple[float, int]:
    """The seconds that a load took by its own word, and the most memory (MiB) that its processes held together.

    Raises RejectedError where a record was rejected.
    """
    command = [sys.executable, "-m", "api.cli", "load", str(file), "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own
        peaks = [0]
        watcher = threading.Thread(target=_watch, args=(psutil.Process(process.pid), peaks))
        watcher.start()
        out, err = process.communicate()
        watcher.join()
    if process.returncode:
        raise RejectedError(f"bilat load ended with {process.returncode}: {err.decode('utf-8', 'replace')[-500:]}")
    return float(orjson.loads(out)["seconds"]), peaks[0] // _MIB


def _watch(process: psutil.Process, peaks: list[int]) -> None:
    """Keeps the most memory that a process and its children held; Neo4j's own tools don't count, as on the other side."""
    while process.is_running():
        try:
            family = [process, *process.children(recursive=True)]
            held = sum(one.memory_info().rss for one in family if "java" not in one.name())
        except psutil.Error:
            if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                return
            continue
        if not held:
            return
        peaks[0] = max(peaks[0], held)
        time.sleep(1)  # to look for children takes a moment of its own
