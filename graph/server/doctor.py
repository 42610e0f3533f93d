"""What can be wrong with the managed Neo4j: looked at one by one, each with what to do."""

from __future__ import annotations

import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psutil

from graph.errors import BilatError, DiskFullError
from graph.server import artifacts, ports
from graph.server.conf import machine_memory, memory
from graph.server.home import MIB, Home, check_room, read_json
from graph.server.java import java, said
from graph.server.release import Release
from graph.server.status import ServerStatus


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: its name, whether it is well, what was found and what to do."""

    name: str
    ok: bool
    detail: str


def examine(home: Home, jars: Path, release: Release, status: ServerStatus) -> list[Finding]:
    """Every finding about the managed Neo4j in `home` with its `jars` of `release`; changes nothing."""
    return [
        _java(),
        _jars(jars, release),
        _data(home, release),
        _password(home),
        _ports(home, status),
        _disk(home),
        _memory(status),
        _server(home, status),
    ]


def _java() -> Finding:
    try:
        command = [str(java()), "-version"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)  # noqa: S603 - our own Java
    except BilatError as error:
        return Finding("java", False, error.detail)
    except (OSError, subprocess.SubprocessError) as error:
        return Finding("java", False, f"{error}; install Bilat's dependencies again, or mend BILAT_JAVA.")
    return Finding("java", True, said(done.stderr)[0])


def _jars(folder: Path, release: Release) -> Finding:
    count = len(release.jars)
    wrong = artifacts.wrong(folder, release.jars)
    if not wrong:
        return Finding("jars", True, f"all {count} of Neo4j {release.version} are as the lock says, in {folder}")
    names = ", ".join(jar.filename for jar in wrong[:3]) + (" …" if len(wrong) > 3 else "")
    return Finding("jars", False, f"{len(wrong)} of {count} are missing or altered ({names}): `bilat up` fetches them.")


def _data(home: Home, release: Release) -> Finding:
    if not (home.data / "databases").exists():
        return Finding("data", True, "none yet")
    found = home.data_version()
    if found is not None and release.opens(found):
        return Finding("data", True, f"written by Neo4j {found}")
    if found is not None and release.moves(found):
        return Finding(
            "data", True, f"written by Neo4j {found}; `bilat up` moves it to {release.version}, and keeps a copy"
        )
    written = f"{home.data} was written by Neo4j {found or '(unknown)'}"
    return Finding("data", False, f"{written}, this is {release.version}: see `bilat up`.")


def _password(home: Home) -> Finding:
    if not home.password.exists():
        if (home.data / "databases").exists():
            return Finding("password", False, f"{home.password} is gone: put it back, or begin with a new BILAT_HOME.")
        return Finding("password", True, "none yet; `bilat up` makes one")
    mode = stat.S_IMODE(home.password.stat().st_mode)
    if mode & 0o077:
        return Finding("password", False, f"others can read {home.password} (mode {mode:o}): chmod 600 it.")
    return Finding("password", True, f"{home.password}, only for its owner")


def _ports(home: Home, status: ServerStatus) -> Finding:
    if status.running:
        return Finding("ports", True, f"{status.bolt_uri} and {status.http_uri} answer")
    state = read_json(home.server_state) or {}
    wanted = [state.get("bolt_port") or ports.BOLT, state.get("http_port") or ports.HTTP]
    taken = [str(port) for port in wanted if not ports.is_free(port)]
    if taken:
        return Finding("ports", True, f"{' and '.join(taken)} taken by another program: the next free ones are used")
    return Finding("ports", True, f"{wanted[0]} and {wanted[1]} are free")


def _disk(home: Home) -> Finding:
    folder = next(path for path in (home.neo4j, *home.neo4j.parents) if path.exists())
    try:
        check_room(folder)
    except DiskFullError as error:
        return Finding("disk", False, error.detail)
    return Finding("disk", True, f"{shutil.disk_usage(folder).free // MIB} MiB free at {folder}")


def _memory(status: ServerStatus) -> Finding:
    share = memory(machine_memory())
    free = psutil.virtual_memory().available // MIB
    found = f"{free} MiB free; Neo4j takes up to {share.heap + share.page_cache} MiB"
    if not status.running and free < share.heap:
        return Finding("memory", False, f"{found}: close some programs before `bilat up`.")
    return Finding("memory", True, found)


def _server(home: Home, status: ServerStatus) -> Finding:
    trouble = read_json(home.trouble) or {}
    if status.running:
        return Finding("server", status.usable, status.detail or f"Neo4j {status.version} runs")
    if not trouble and not status.detail:
        return Finding("server", True, "not running; `bilat up` starts it")
    tail = _tail(home.logs / "console.log")
    told = str(status.detail).rstrip(".")
    return Finding("server", False, f"{told}. Its last words: {tail}" if tail else f"{told}.")


def _tail(path: Path, lines: int = 5) -> str:
    try:
        return " | ".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])[:600]
    except OSError:
        return ""
