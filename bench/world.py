"""What is measured on: a managed Neo4j in a home of its own, and an API that serves it."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j
import psutil

from bench.bare import Bare
from graph.schema import prepare
from graph.server import ManagedServer
from graph.server.release import release
from graph.server.swapping import DATABASE
from graph.settings import settings
from graph.store import LOAD_PATIENCE, Store

# The jars of this checkout, fetched once for all that runs in it.
ARTIFACTS = Path(__file__).resolve().parents[1] / ".bilat" / "neo4j" / "artifacts" / release().version


@dataclass(frozen=True, slots=True)
class World:
    """The server, the two ways to its database, and the addresses that are asked over HTTP."""

    server: ManagedServer
    store: Store
    bare: Bare
    api: str
    api_pid: int
    http: str
    username: str
    password: str

    def empty(self) -> None:
        """A new database with countries and vocabulary only: to remove a million facts would take longer than to load them."""
        with self.server.stopped(progress=False):
            for part in ("databases", "transactions"):
                shutil.rmtree(self.server.home.data / part / DATABASE, ignore_errors=True)
        with self.connect(LOAD_PATIENCE) as store:
            prepare(store)

    def connect(self, patience: float) -> Store:
        """Another way to the same database."""
        return Store.connect(patience=patience)


@contextmanager
def world() -> Iterator[World]:
    """A new Neo4j with countries and vocabulary, and an API on it; both are stopped at the end, and nothing stays."""
    with tempfile.TemporaryDirectory(prefix="bilat-bench-") as folder, _settings_of(Path(folder)):
        server = ManagedServer(Path(folder), ARTIFACTS)
        status = server.up()
        try:
            login = (status.username, server.password())
            with (
                Store.connect(patience=LOAD_PATIENCE) as store,
                neo4j.GraphDatabase.driver(str(status.bolt_uri), auth=login) as driver,
                _served(Path(folder) / "api.log") as (api, api_pid),
            ):
                prepare(store)
                yield World(server, store, Bare(driver), api, api_pid, str(status.http_uri), *login)
        finally:
            server.down()


@contextmanager
def _settings_of(home: Path) -> Iterator[None]:
    """Settings of this process and its children that name this home and are otherwise the defaults."""
    before = dict(os.environ)
    for name in [name for name in before if name.startswith(("NEO4J_", "BILAT_"))]:
        del os.environ[name]
    # Commands that are measured would fetch the jars anew.
    os.environ |= {"BILAT_HOME": str(home), "BILAT_ARTIFACTS": str(ARTIFACTS)}
    settings.cache_clear()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        settings.cache_clear()


@contextmanager
def _served(log: Path) -> Iterator[tuple[str, int]]:
    """The address and the process of an API, which runs of its own as people run it, with its logs in a file."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)  # noqa: S603 - our own server
    try:
        _wait(port, process, log)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The API that is to be measured doesn't answer: {log.read_text(encoding='utf-8')}")


def machine() -> str:
    """What it is measured on, in one line; how busy it was, because that tells how far to trust the numbers."""
    memory = psutil.virtual_memory().total / 1024**3
    load = psutil.getloadavg()[0]
    return (
        f"{_processor()}, {psutil.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}; "
        f"Python {platform.python_version()}, Neo4j {release().version}, driver {neo4j.__version__}; load {load:.1f} at the start"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
