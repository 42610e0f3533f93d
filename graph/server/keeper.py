"""The keeper: the process that `bilat up` leaves behind, which starts Neo4j and starts it again when it dies.

A query can take the server down (the heap runs out) or hold it for good (a regular expression that runs wild); both
must mend themselves. `python -m graph.server.keeper HOME ARTIFACTS VERSION` leaves its parent at once and runs until `bilat
down` ends it, or until it gives up: where Neo4j died FAILURES times in a row before it ever answered, starting it again
would change nothing. A server that did answer is started again, though not more than BURST times a minute; then the
keeper waits for the minute to pass. Either way it writes why to `run/trouble.json`, which `up` and `status` show.

A database that can't write, because its disk is full, stops itself and says so to whoever asks. The keeper kills its server
(`graph/server/mending.py` says why it doesn't ask) and starts it again once there is disk enough.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil

from graph.errors import BilatError
from graph.server import conf, ports, processes
from graph.server.bolt import STOPPED_ITSELF, USERNAME, Condition, condition
from graph.server.home import Home, read_json, shortage, write_json
from graph.server.java import java
from graph.server.release import Release, release
from graph.server.swapping import DATABASE

FAILURES = 3
BURST = 3
MINUTE = 60.0
GLANCE = 0.25
"""Seconds between two looks at the server."""
RESTART_PATIENCE = 5.0
"""Seconds that a server which was asked to restart has to end by itself: it may be held by a query that can't end."""
DISK_GLANCE = 5.0
"""Seconds between two questions to a database whose disk is nearly full."""
OUT_OF_MEMORY = 3
"""The exit status of -XX:+ExitOnOutOfMemoryError."""


class Keeper:
    """Keeps one home's server running."""

    def __init__(self, home: Home, artifacts: Path, run: Release | None = None) -> None:
        self.home, self.artifacts, self.release = home, artifacts, run or release()
        self.stopping = False
        self.answered = self.crowded = False
        self.failures = 0
        self.deaths: list[float] = []
        self.port = self.log_size = 0
        self.asked = 0.0

    def run(self) -> None:
        """Keeps the server until told to stop or until nothing helps."""
        server = self._adopt() or self._start()
        while server is not None and not self.stopping:
            try:
                status = server.wait(timeout=GLANCE)
            except psutil.TimeoutExpired:
                if self._attend(server):
                    server = self._start()
                continue
            if not self.stopping:
                server = self._after_death(self._why(status))

    def _adopt(self) -> psutil.Process | None:
        """The server that an earlier keeper left behind."""
        state = read_json(self.home.server_state)
        server = processes.find(state, conf.home_mark(self.home))
        if server is not None and state is not None:
            self.port = int(state["bolt_port"])
        return server

    def _start(self) -> psutil.Process | None:
        """Starts the server; gives up where even that can't be done."""
        remembered = read_json(self.home.server_state) or {}
        self.answered = False
        self._wait_for_room()
        if self.stopping or not self.home.keeper_state.exists():
            return None
        try:
            bolt = ports.choose(ports.BOLT, remembered.get("bolt_port"), crowded=self.crowded)
            http = ports.choose(ports.HTTP, remembered.get("http_port"), taken=(bolt,), crowded=self.crowded)
            conf.write(self.home, bolt, http, self.release)
            self.log_size = _size(self._log)
            with self._console.open("wb") as console:
                server = psutil.Popen(
                    conf.server_command(self.home, java(), self.release),
                    cwd=self.artifacts,
                    stdin=subprocess.DEVNULL,
                    stdout=console,
                    stderr=subprocess.STDOUT,
                )
            where = {"bolt_port": bolt, "http_port": http, "version": self.release.version}
            write_json(self.home.server_state, processes.identity(server) | where)
        except (BilatError, OSError) as error:
            self._tell(f"Neo4j could not be started: {error}", gave_up=True)
            return None
        self.port = bolt
        return server

    def _attend(self, server: psutil.Process) -> bool:
        """One look at a running server. True where it was ended to be started again."""
        if not self.home.keeper_state.exists():
            # Somebody removed the home: a server without its files has nothing to serve.
            processes.stop(server, RESTART_PATIENCE)
            self.stopping = True
            return False
        if not self.answered and ports.listens(server, self.port):
            self.answered, self.failures = True, 0
        request = self._requested()
        if not self.answered:
            return False
        if (request or {}).get("stopped") or self._has_stopped_itself():
            processes.kill(server)
            self._tell(f"Neo4j was started again: {STOPPED_ITSELF}")
            return True
        if request is None:
            return False
        self._tell(f"Neo4j was started again on request: {request.get('reason', 'no reason given')}")
        processes.stop(server, RESTART_PATIENCE)
        return True

    def _requested(self) -> dict[str, Any] | None:
        """A waiting request for a restart, which is taken away with it."""
        request = read_json(self.home.restart_request)
        if request is not None:
            self.home.restart_request.unlink(missing_ok=True)
        return request

    def _has_stopped_itself(self) -> bool:
        """Whether the database stopped itself; asked only where the disk is nearly full, and not at every glance."""
        if time.monotonic() < self.asked + DISK_GLANCE or shortage(self.home.data) is None:
            return False
        self.asked = time.monotonic()
        with contextlib.suppress(BilatError):
            uri = f"bolt://{ports.LOOPBACK}:{self.port}"
            return condition(uri, USERNAME, self.home.read_password(), DATABASE) is Condition.STOPPED
        return False

    def _wait_for_room(self) -> None:
        """Waits while the disk is too full for Neo4j to start; `status` says so meanwhile."""
        while shortage(self.home.data) is not None and not self.stopping and self.home.keeper_state.exists():
            self._requested()
            time.sleep(GLANCE)

    def _after_death(self, why: str) -> psutil.Process | None:
        """Starts a dead server again: at once, after a while, or not at all."""
        now = time.monotonic()
        self.deaths = [at for at in self.deaths if now - at < MINUTE] + [now]
        self.failures = 0 if self.answered else self.failures + 1
        # Another server took a port after it was looked at: the next free one may be taken as well when this one is up.
        self.crowded = "Address already in use" in why
        if self.failures >= FAILURES:
            self._tell(f"{why}, {self.failures} times in a row before it answered, so the keeper gave up", gave_up=True)
            return None
        if len(self.deaths) > BURST:
            self._tell(f"{why}, {len(self.deaths)} times within a minute; it is started again when the minute is over")
            self._wait_until(self.deaths[0] + MINUTE)
        else:
            self._tell(f"{why} and was started again")
        return None if self.stopping else self._start()

    def _wait_until(self, end: float) -> None:
        """Waits, unless told to stop or asked (by `bilat up`) to go on at once."""
        while time.monotonic() < end and not self.stopping and self.home.keeper_state.exists():
            if self._requested() is not None:
                self.deaths.clear()
                return
            time.sleep(GLANCE)

    @property
    def _log(self) -> Path:
        return self.home.logs / "neo4j.log"

    @property
    def _console(self) -> Path:
        return self.home.logs / "console.log"

    def _why(self, status: int | None) -> str:
        """Why the server died, in a clause, from its exit status and from what it wrote last."""
        if status == OUT_OF_MEMORY:
            return "Neo4j ran out of memory"
        if status is not None and status < 0:
            return f"Neo4j was killed (signal {-status})"
        cause = root_cause([*self._log_since_start(), *_lines(self._console)])
        return f"Neo4j died (exit status {status}; {cause})"

    def _log_since_start(self) -> list[str]:
        """What this start wrote into Neo4j's log, which holds earlier starts as well."""
        with contextlib.suppress(OSError), self._log.open("rb") as log:
            # A log that is shorter than it was has been rotated.
            log.seek(self.log_size if self.log_size <= _size(self._log) else 0)
            return log.read().decode("utf-8", errors="replace").splitlines()
        return []

    def _tell(self, why: str, gave_up: bool = False) -> None:
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        # Where the disk is full nobody can be told, and Neo4j has to be kept all the same.
        with contextlib.suppress(OSError):
            sys.stderr.write(f"{at} {why}\n")
            sys.stderr.flush()
        with contextlib.suppress(BilatError):
            write_json(self.home.trouble, {"why": why, "at": at, "gave_up": gave_up})


def root_cause(lines: list[str]) -> str:
    """The one line of a JVM's last words that says most: the innermost cause, else the first error, else the last line.

    >>> root_cause(["ERROR Failed to start", "Caused by: a.B: outer", "Caused by: c.D: Address already in use", "Stopped."])
    'c.D: Address already in use'
    >>> root_cause(["Error: Could not find or load main class X", "Caused by nothing"])
    'Error: Could not find or load main class X'
    >>> root_cause([])
    'it wrote nothing'
    """
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    errors = [line for line in lines if "Exception" in line or "Error" in line or "ERROR" in line]
    said = causes[-1:] or errors[:1] or lines[-1:] or ["it wrote nothing"]
    return said[0].strip()[:300]


def _lines(path: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    return []


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _leave_parent() -> None:
    """Goes on in a process of its own session that the caller neither waits for nor takes along on Ctrl-C."""
    if os.fork():
        os._exit(0)
    os.setsid()


def main() -> None:
    """Leaves the parent, says who it is, and keeps the server."""
    home, artifacts = Home(Path(sys.argv[1])), Path(sys.argv[2])
    _leave_parent()
    keeper = Keeper(home, artifacts, release(sys.argv[3]))

    def end(_signal: int, _frame: object) -> None:
        keeper.stopping = True

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    write_json(home.keeper_state, processes.identity(psutil.Process()) | {"artifacts": str(artifacts)})
    keeper.run()


if __name__ == "__main__":
    main()
