"""`python -m tests.faults.victims`: loads in processes of their own, which kill themselves, or their database, on the way.

Everything is imported and read once; each load is a fork of that, so that a trial takes as long as its load. One line of JSON
on stdin asks for some loads at once, one on stdout tells what came of them.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from graph import rebuilding
from graph.errors import BilatError
from graph.resolution import resolver
from graph.store import LOAD_PATIENCE, Store, Transaction
from loaders import pipeline
from loaders.progress import silent
from loaders.tables.registry import datasets
from tests.files import ROOT


@dataclass(frozen=True)
class Point:
    """A point of a piece of work: so many seconds after its call number `call` (from 1) to the database begins."""

    call: int
    after: float = 0.0


@dataclass(frozen=True)
class Kill:
    """Which processes are killed at a point; 0 is the load itself. `answered`: once the point's call is answered."""

    at: Point
    pids: Sequence[int] = (0,)
    answered: bool = False


@dataclass(frozen=True)
class Load:
    """Files to be loaded one after the other, in batches of `batch` records; none means a rebuild in such batches."""

    files: Sequence[str]
    batch: int = 10
    kill: Kill | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a load: the signal that ended it or 0, how many calls it made, its summary or its error."""

    signal: int
    calls: int = 0
    summary: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None


@contextlib.contextmanager
def calls_counted(kill: Kill | None = None) -> Iterator[list[int]]:
    """Counts the calls of write transactions to the database, and kills at the point that is asked for."""
    run, count = Transaction.run, [0]

    def counted(self: Transaction, name: str, relation_type: str | None = None, /, **given: object) -> Any:
        count[0] += 1
        now = kill if kill is not None and count[0] == kill.at.call else None
        if now is not None and not now.answered:
            _kill(now)
        rows = run(self, name, relation_type, **given)
        if now is not None and now.answered:
            _kill(now)
        return rows

    Transaction.run = counted  # type: ignore[method-assign]
    try:
        yield count
    finally:
        Transaction.run = run  # type: ignore[method-assign]


def _kill(kill: Kill) -> None:
    if kill.at.after:
        threading.Thread(target=_kill_later, args=(kill,), daemon=True).start()
    else:
        _kill_now(kill)


def _kill_later(kill: Kill) -> None:
    time.sleep(kill.at.after)
    _kill_now(kill)


def _kill_now(kill: Kill) -> None:
    for pid in kill.pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid or os.getpid(), signal.SIGKILL)


def _done(wanted: Load) -> Outcome:
    pipeline.BATCH = pipeline.FIRST_BATCH = rebuilding._BATCH = wanted.batch
    with calls_counted(wanted.kill) as count:
        try:
            with Store.connect(patience=LOAD_PATIENCE) as store:
                rejects = Path(os.environ["BILAT_HOME"]) / f"rejects-{os.getpid()}.jsonl"
                if not wanted.files:
                    rebuilt = rebuilding.rebuild(store, silent)
                    return Outcome(0, count[0], asdict(rebuilt))
                summary = pipeline.load_files(store, [Path(file) for file in wanted.files], rejects=rejects)
        except BilatError as error:
            return Outcome(0, count[0], error=error.detail)
    return Outcome(0, count[0], summary.as_json())


def _fork(wanted: Load) -> tuple[int, int]:
    """The pid of a load and where its outcome can be read."""
    reading, writing = os.pipe()
    if pid := os.fork():
        os.close(writing)
        return pid, reading
    with os.fdopen(writing, "w") as out:
        out.write(json.dumps(asdict(_done(wanted))))
    os._exit(0)


def _outcome(pid: int, reading: int) -> dict[str, Any]:
    with os.fdopen(reading) as told:
        text = told.read()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return asdict(Outcome(os.WTERMSIG(status)))
    found: dict[str, Any] = json.loads(text)
    return found


def main() -> None:
    """Serve until stdin ends."""
    resolver()
    datasets()
    for line in sys.stdin:
        begun = [_fork(_load(told)) for told in json.loads(line)]
        sys.stdout.write(json.dumps([_outcome(*one) for one in begun]) + "\n")
        sys.stdout.flush()


def _load(told: dict[str, Any]) -> Load:
    kill = told.pop("kill")
    if kill is not None:
        kill = Kill(Point(**kill.pop("at")), **kill)
    return Load(**told, kill=kill)


class Victims:
    """The process above; used in a `with`. Its database is that of BILAT_HOME."""

    def __init__(self, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=ROOT,
            env=os.environ | {"BILAT_HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def load(self, *loads: Load) -> list[Outcome]:
        """What comes of some loads that begin at once; waits for all of them."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([asdict(load) for load in loads]) + "\n")
        self._process.stdin.flush()
        return [Outcome(**told) for told in json.loads(self._process.stdout.readline())]


if __name__ == "__main__":
    main()
