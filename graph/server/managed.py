"""The managed Neo4j of one home: up, down, status, restart, and Neo4j's own tools."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from graph.errors import ServerError
from graph.server import artifacts, conf, ports, processes
from graph.server.bolt import STOPPED_ITSELF, USERNAME, Condition, condition
from graph.server.doctor import Finding, examine
from graph.server.home import START_FREE, Home, check_disk, check_room, read_json, shortage, write_json, writing
from graph.server.java import java, said
from graph.server.mending import Cut, cut_repeated
from graph.server.moving import give_back, take_over
from graph.server.progress import say
from graph.server.release import release
from graph.server.status import STOPPED, ServerStatus
from graph.server.swapping import DATABASE, put_back
from graph.settings import harmless_environment

START_SECONDS = 300.0
"""How long `up` waits for an answer: a slow machine that recovers a large graph takes minutes, not tens of seconds."""
STOP_SECONDS = 30.0
"""How long a server may take to end by itself before it is ended by force; its log recovers what was committed."""
ADMIN = "org.neo4j.cli.AdminTool"
KEEPER = "graph.server.keeper"
"""The keeper's module by name: it is run, never imported, so that it stays a program of its own."""


class _ClosedError(ServerError):
    """Neo4j does not open the graph: it runs and says so, or it dies of what stands in the graph's log."""


class ManagedServer:
    """The Neo4j under one BILAT_HOME.

    `artifacts` is the folder of the jars where it isn't the home's own: homes may share one. `version` is that of Neo4j
    where it isn't what BILAT_NEO4J_VERSION says. Raises SettingError for a version that isn't known.
    """

    def __init__(self, home: Path, artifacts: Path | None = None, version: str | None = None) -> None:
        self.home = Home(home.expanduser().absolute())
        self.release = release(version)
        own = self.home.artifacts(self.release.version)
        self.artifacts = artifacts.expanduser().absolute() if artifacts else own

    def up(self, progress: bool = True) -> ServerStatus:
        """Starts Neo4j unless it runs, and waits until its database takes queries.

        Fetches and verifies what is missing first. What it began is stopped again where it fails or is interrupted.
        Raises ServerError, saying why and what to do.
        """
        found = self.look()
        if found.database is Condition.ONLINE and self._keeper() is not None:
            return found
        self.home.make()
        with self._alone(progress):
            return self._up(progress)

    def _up(self, progress: bool) -> ServerStatus:
        """`up` for who holds the home's lock."""
        if self._keeper() is None:
            kept = self._prepare(progress)
            begun = True
        else:
            begun, kept = False, None
            # A keeper that waits out its minute goes on at once; one that is just starting takes no notice.
            if self._server() is None:
                self.request_restart("bilat up")
        try:
            if begun:
                self._start_keeper(progress)
            try:
                return self._wait_until_it_answers()
            except _ClosedError as error:
                if kept is not None:
                    raise
                begun = True
                return self._up_mended(error, progress)
        except BaseException:
            if begun:
                self._stop()
            if kept is not None:
                give_back(self.home, kept)
                say(f"the data is put back as it was before Neo4j {self.release.version} opened it")
            raise

    def _up_mended(self, closed: _ClosedError, progress: bool) -> ServerStatus:
        """`up` once more, where the graph was not opened and its log has an end that it repeats."""
        self._stop()
        cut = cut_repeated(self.home)
        if cut is None:
            raise closed
        self._note(cut)
        try:
            self._prepare(progress)
            self._start_keeper(progress)
            return self._wait_until_it_answers()
        except BaseException:
            self._stop()
            cut.undo()
            raise

    def _note(self, cut: Cut) -> None:
        told = (
            f"{cut.log} ended with {cut.bytes:,} bytes that Neo4j had written twice, after it could not write; they were "
            f"cut, and nothing else. The log as it was is kept in {cut.kept}"
        )
        say(told)
        with writing(self.home.logs), (self.home.logs / "keeper.log").open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')} {told}\n")

    def down(self) -> bool:
        """Stops the keeper, then Neo4j; no process is left. True where something was stopped."""
        if not self.home.run.exists():
            return False
        with self._alone(progress=True):
            return self._stop()

    @contextmanager
    def stopped(self, progress: bool = True) -> Iterator[None]:
        """Neo4j stopped for the block, as its own tools want it; where it ran before, it is started again after it.

        Nobody else starts it meanwhile: another `up` waits. What is missing of the home is made first. Raises ServerError.
        """
        self.home.make()
        with self._alone(progress):
            ran = self._stop()
            try:
                self._prepare(progress)
                yield
            finally:
                if ran:
                    self._up(progress)

    def status(self) -> ServerStatus:
        """What runs here now; asks nothing of the database itself."""
        state = read_json(self.home.server_state) or {}
        server = self._server()
        bolt, http = state.get("bolt_port"), state.get("http_port")
        running = server is not None and bolt is not None and ports.listens(server, int(bolt))
        version = str(state.get("version")) if running else self.release.version
        return ServerStatus(
            running=running,
            managed=True,
            version=version,
            bolt_uri=f"bolt://{ports.LOOPBACK}:{bolt}" if running else None,
            http_uri=f"http://{ports.LOOPBACK}:{http}" if running else None,
            username=USERNAME,
            password_file=self.home.password,
            home=self.home.root,
            detail=self._detail(running, server is not None, version),
        )

    def look(self) -> ServerStatus:
        """What runs here now, and whether its database takes queries. Raises ServerError where the password is refused."""
        found = self.status()
        if found.bolt_uri is None:
            return found
        database = condition(found.bolt_uri, USERNAME, self.password(), DATABASE)
        detail = found.detail
        if database is Condition.STOPPED:
            detail = f"The database {STOPPED} {shortage(self.home.neo4j) or '`bilat up` starts it again.'}"
        elif database is Condition.OFFLINE:
            detail = self._closed()
        return replace(found, database=database, detail=detail)

    def doctor(self) -> list[Finding]:
        """Everything that can be wrong with the managed Neo4j, each looked at: what was found and what to do."""
        return examine(self.home, self.artifacts, self.release, self.look())

    def check_room(self) -> None:
        """Raises DiskFullError where the disk has less free than a write may come to need."""
        check_room(self.home.neo4j)

    def shortage(self) -> str | None:
        """What there is to say of a disk that is too full for Neo4j to run; None where it isn't."""
        return shortage(self.home.neo4j)

    def mend(self, began: float) -> None:
        """Have a database started again that stopped itself after `began`. Raises ServerError where that can't be yet."""
        check_disk(self.home.neo4j, START_FREE)
        self.request_restart(STOPPED_ITSELF, began, stopped=True)

    def request_restart(self, reason: str, began: float | None = None, *, stopped: bool = False) -> None:
        """Asks the keeper to start Neo4j again, because of `reason`. Raises ServerError where no keeper runs.

        Where Neo4j has been started since `began` (seconds since 1970), the reason ended with the one that ran then.
        `stopped`: its database has stopped itself, so that it is killed and not asked to end (`graph/server/mending.py`).
        """
        if self._keeper() is None:
            raise ServerError("Neo4j can't be started again: no keeper runs. Start it with `bilat up`.")
        server = self._server()
        if began is not None and (server is None or server.create_time() > began):
            return
        write_json(self.home.restart_request, {"reason": reason, "stopped": stopped})

    def password(self) -> str:
        """The password of the user `neo4j`. Raises ServerError where there is none yet."""
        return self.home.read_password()

    def admin(self, *args: str, capture: bool = True) -> subprocess.CompletedProcess[str]:
        """Runs `neo4j-admin` with these arguments; paths among them have to be absolute.

        Its output is in the result, or goes to this process's own where `capture` is false. The status is the caller's
        to read. Needs the artifacts; dump, load and import need the server down.
        """
        conf.write_class_path(self.home, self.release)
        return self._java([f"@{self.home.conf / 'classpath.args'}", *conf.OPENS.values(), ADMIN, *args], capture)

    def tool(self, failed: str, *args: str) -> None:
        """Runs `neo4j-admin` as `admin` does. Raises ServerError, `failed` and what the tool says, where it fails."""
        done = self.admin(*args)
        if done.returncode:
            lines = said(done.stderr) or said(done.stdout)
            raise ServerError(f"{failed}: {' '.join(lines)[:600] or 'it says nothing'}")

    def _java(self, args: list[str], capture: bool) -> subprocess.CompletedProcess[str]:
        environment = harmless_environment(NEO4J_HOME=str(self.home.neo4j), NEO4J_CONF=str(self.home.conf))
        return subprocess.run(  # noqa: S603 - our own JVM with our own arguments
            [str(java()), *args], cwd=self.artifacts, env=environment, capture_output=capture, text=True, check=False
        )

    def _prepare(self, progress: bool) -> Path | None:
        """Everything that has to be there before a start, also after an earlier run that ended badly.

        Answers the copy of the data that was kept, where it is to be opened by another series of Neo4j.
        """
        if put_back(self.home) and progress:
            say("the last restore did not end: the graph that was there before it is back")
        artifacts.ensure(self.artifacts, self.release.jars, progress)
        state = read_json(self.home.server_state)
        for stray in processes.scan(conf.home_mark(self.home)):
            if state is None or (stray.pid, self.release.version) != (state.get("pid"), state.get("version")):
                # Its ports are unknown, or another version is wanted: it can't be adopted.
                processes.stop(stray, STOP_SECONDS)
        for stale in (self.home.keeper_state, self.home.trouble, self.home.restart_request):
            stale.unlink(missing_ok=True)
        kept = take_over(self.home, self.release, progress)
        self._set_password()
        return kept

    def _set_password(self) -> None:
        """Gives a new database its password, through a file: command lines are open to every user of the machine."""
        if (self.home.data / "databases").exists():
            self.home.read_password()
            return
        (self.home.data / "dbms" / "auth.ini").unlink(missing_ok=True)
        secret = self.home.make_password()
        with writing(self.home.run), tempfile.NamedTemporaryFile("w", dir=self.home.run, encoding="utf-8") as file:
            file.write(f"{conf.class_path_args(self.release)}{ADMIN}\ndbms\nset-initial-password\n{secret}\n")
            file.flush()
            done = self._java([f"@{file.name}"], capture=True)
        if done.returncode:
            told = " ".join(said(done.stderr) or said(done.stdout)).replace(secret, "…")
            raise ServerError(f"Neo4j would not take its first password: {told[:300]}")

    def _start_keeper(self, progress: bool) -> None:
        if progress:
            say(f"starting Neo4j {self.release.version} in {self.home.root}")
        # The keeper needs this very package, from wherever it was imported.
        package = str(Path(__file__).parents[2])
        paths = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
        with writing(self.home.logs), (self.home.logs / "keeper.log").open("ab") as log:
            subprocess.run(  # noqa: S603 - this Python, this package, this home
                [sys.executable, "-m", KEEPER, str(self.home.root), str(self.artifacts), self.release.asked],
                check=True,
                env=harmless_environment(PYTHONPATH=paths),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _wait_until_it_answers(self) -> ServerStatus:
        end = time.monotonic() + START_SECONDS
        begun = time.monotonic()
        while time.monotonic() < end:
            # The keeper first: a server that is adopted answers before its new keeper has written who it is.
            kept = self._keeper() is not None
            found = self.look()
            if kept and found.database is Condition.ONLINE:
                return found
            if kept and found.database is Condition.OFFLINE:
                raise _ClosedError(self._closed())
            if kept and found.database is Condition.STOPPED and not self.home.restart_request.exists():
                self.mend(time.time())
            trouble = read_json(self.home.trouble) or {}
            if trouble.get("gave_up"):
                raise _ClosedError(
                    f"{trouble['why']}. The log is {self.home.logs / 'console.log'}; see `bilat doctor`."
                )
            if self._keeper() is None and time.monotonic() - begun > 10:
                raise ServerError(f"The keeper of Neo4j ended at once; {self.home.logs / 'keeper.log'} says why.")
            time.sleep(0.1)
        raise ServerError(f"Neo4j did not answer within {START_SECONDS:.0f} s; see {self.home.logs / 'debug.log'}.")

    def _closed(self) -> str:
        return (
            f"Neo4j runs and can't open the graph in {self.home.data}; {self.home.logs / 'debug.log'} says why. `bilat up` tries "
            "once more. Where that doesn't help, put a backup in its place with `bilat restore FILE`."
        )

    def _stop(self) -> bool:
        guard = self._keeper()
        # The keeper first: it would start again what is stopped after it.
        stopped = guard is not None and processes.stop(guard, 5)
        killed = self._stopped_itself()
        for server in processes.scan(conf.home_mark(self.home)):
            ended = processes.kill(server) if killed else processes.stop(server, STOP_SECONDS)
            stopped = ended or stopped
        for stale in (self.home.keeper_state, self.home.trouble, self.home.restart_request):
            stale.unlink(missing_ok=True)
        return stopped

    def _stopped_itself(self) -> bool:
        with suppress(ServerError):
            return self.look().database is Condition.STOPPED
        return False

    def _keeper(self) -> psutil.Process | None:
        return processes.find(read_json(self.home.keeper_state), KEEPER, str(self.home.root))

    def _server(self) -> psutil.Process | None:
        return processes.find(read_json(self.home.server_state), conf.home_mark(self.home))

    def _detail(self, running: bool, alive: bool, version: str) -> str | None:
        if running and self._keeper() is None:
            return "Its keeper is gone: `bilat up` gives it a new one."
        if running and version != self.release.version:
            return f"Neo4j {self.release.version} is asked for: `bilat down` and `bilat up` change to it."
        if not alive and self._keeper() is not None and (short := self.shortage()) is not None:
            return short
        trouble = read_json(self.home.trouble)
        if trouble is not None:
            return f"{trouble.get('why')} ({trouble.get('at')})"
        return "Neo4j is starting." if alive and not running else None

    @contextmanager
    def _alone(self, progress: bool) -> Iterator[None]:
        """Holds the home's lock, so that two commands at once do their work one after the other."""
        lock = FileLock(self.home.up_lock)
        with writing(self.home.run):
            try:
                lock.acquire(timeout=0)
            except Timeout:
                if progress:
                    say("another bilat starts or stops Neo4j here: waiting for it")
                try:
                    lock.acquire(timeout=START_SECONDS)
                except Timeout:
                    raise ServerError(
                        f"Another bilat has been starting or stopping Neo4j in {self.home.root} for "
                        f"{START_SECONDS:.0f} s. Look for it among your processes and end it, then try again."
                    ) from None
        try:
            yield
        finally:
            lock.release()


def request_restart(home: Path, reason: str, began: float | None = None) -> None:
    """Asks the keeper of the managed Neo4j in `home` to start it again (`ManagedServer.request_restart`)."""
    ManagedServer(home).request_restart(reason, began)
