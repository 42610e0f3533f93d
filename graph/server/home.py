"""Where the managed Neo4j keeps its things under BILAT_HOME, and the care that goes with a folder on a real disk.

BILAT_HOME/neo4j/artifacts/VERSION/   the jars of a Neo4j, each as the lock says
                 conf/                neo4j.conf and the JVM's arguments, written anew at each start
                 data/, logs/         Neo4j's own
                 run/                 who runs: pids, ports, why the keeper gave up
                 password             the password of the user `neo4j`, readable only by the owner
                 version              which Neo4j wrote data/
                 kept/VERSION/        the data as it was before another Neo4j took it over
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import DiskFullError, ServerError
from graph.whole import write_whole

MIB = 1024 * 1024
LEAST_FREE = 256 * MIB
"""Bytes of disk below which nothing more is written: a database that can't write its transaction log stops itself."""
START_FREE = 64 * MIB
"""Bytes of disk below which a start is refused. Fewer than for writing, so that what can't be written to can be read."""

_WHY = {
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "your disk quota is used up; free some space",
    errno.EACCES: "it isn't writable for you; set BILAT_HOME to a folder that is",
    errno.EPERM: "it isn't writable for you; set BILAT_HOME to a folder that is",
    errno.EROFS: "it is on a read-only disk; set BILAT_HOME to a folder that is writable",
    errno.ENAMETOOLONG: "its path is too long for this system; set BILAT_HOME to a shorter one",
    errno.ENOTDIR: "a part of its path is a file, not a folder; set BILAT_HOME to another folder",
    errno.EEXIST: "a file is where a folder is needed; set BILAT_HOME to another folder",
}


@dataclass(frozen=True)
class Home:
    """The paths of one managed Neo4j; makes none of them until asked to."""

    root: Path

    @property
    def neo4j(self) -> Path:
        """Neo4j's own home folder (NEO4J_HOME)."""
        return self.root / "neo4j"

    def artifacts(self, version: str) -> Path:
        """The folder of a Neo4j's locked jars, unless the server is given another."""
        return self.neo4j / "artifacts" / version

    @property
    def conf(self) -> Path:
        """The folder of the settings files (NEO4J_CONF)."""
        return self.neo4j / "conf"

    @property
    def data(self) -> Path:
        """The folder of the databases."""
        return self.neo4j / "data"

    @property
    def logs(self) -> Path:
        """The folder of the logs: Neo4j's, its console and the keeper's."""
        return self.neo4j / "logs"

    @property
    def run(self) -> Path:
        """The folder of who runs."""
        return self.neo4j / "run"

    @property
    def password(self) -> Path:
        """The file that holds the password, and nothing else."""
        return self.neo4j / "password"

    @property
    def version(self) -> Path:
        """The file that says which Neo4j wrote the data."""
        return self.neo4j / "version"

    @property
    def kept(self) -> Path:
        """The folder of data as it was before another Neo4j took it over."""
        return self.neo4j / "kept"

    @property
    def up_lock(self) -> Path:
        """The lock that lets one `up` or `down` work at a time."""
        return self.run / "up.lock"

    @property
    def keeper_state(self) -> Path:
        """Who the keeper is, and the jars it was told to use."""
        return self.run / "keeper.json"

    @property
    def server_state(self) -> Path:
        """Who the server is, and its ports; kept after it stops, so that the ports stay."""
        return self.run / "server.json"

    @property
    def trouble(self) -> Path:
        """Why the keeper waits or gave up; absent while all is well."""
        return self.run / "trouble.json"

    @property
    def restart_request(self) -> Path:
        """Where somebody asks the keeper for a restart."""
        return self.run / "restart.json"

    def make(self) -> None:
        """Makes the folders.

        Raises ServerError where that can't be, or where too little disk is left.
        """
        with writing(self.root):
            for folder in (self.conf, self.data, self.logs, self.run):
                folder.mkdir(parents=True, exist_ok=True)
            # Logs and data tell as much as the password opens.
            self.neo4j.chmod(0o700)
        check_disk(self.neo4j, START_FREE)

    def data_version(self) -> str | None:
        """The version of Neo4j that wrote the data, as far as it is marked; None where it isn't."""
        try:
            return self.version.read_text(encoding="utf-8").strip() or None
        except OSError:
            return None

    def make_password(self) -> str:
        """The password, made at random where there is none yet."""
        if not self.password.exists():
            with writing(self.root):
                # Born with its mode: a chmod afterwards would leave a moment in which others could read it.
                descriptor = os.open(self.password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    # Hexadecimal: a password that begins with a dash would be an option to Neo4j's tool.
                    file.write(secrets.token_hex(24) + "\n")
        return self.read_password()

    def read_password(self) -> str:
        """The password of the user `neo4j`. Raises ServerError where there is none."""
        try:
            found = self.password.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ServerError(
                f"The password of the managed Neo4j can't be read from {self.password}: {error.strerror}. "
                "`bilat up` makes one for a new home."
            ) from None
        if not found:
            raise ServerError(f"{self.password} is empty. Remove {self.neo4j} to begin anew, or put the password back.")
        return found


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Turns a failure to write under `root` into a ServerError that says why and what to do."""
    try:
        yield
    except OSError as error:
        why = _WHY.get(error.errno or 0, f"{error.strerror or error}; set BILAT_HOME to another folder")
        raise ServerError(f"Bilat can't keep its files in {root}: {why}.") from error


@dataclass(frozen=True, slots=True)
class Shortage:
    """A disk with less free than somebody needs; `str` tells how much it has."""

    folder: Path
    free: int

    def __str__(self) -> str:
        return f"the disk that holds {self.folder} has {self.free // MIB} MiB free"

    def until(self, wanted: int) -> int:
        """The MiB to be freed until it has so many bytes, rounded up."""
        return -(-(wanted - self.free) // MIB)


def lacking(folder: Path, least: int) -> Shortage | None:
    """Whether the disk that holds `folder` has fewer than `least` bytes free: the one question of the three below.

    They differ in what needs the room, and in what to do: a start or a copy is refused (`check_disk`), a write is
    (`check_room`), or it is told why Neo4j doesn't run (`shortage`).
    """
    free = shutil.disk_usage(folder).free
    return Shortage(folder, free) if free < least else None


def check_disk(folder: Path, least: int) -> None:
    """Before something is started or copied that takes `least` bytes. Raises ServerError where there are fewer."""
    short = lacking(folder, least)
    if short is not None:
        raise ServerError(
            f"{_sentence(short)} and Neo4j needs {least // MIB} MiB. "
            "Free some space, or set BILAT_HOME to a folder on another disk."
        )


def check_room(folder: Path) -> None:
    """Before a write. Raises DiskFullError where less is free than it may come to need."""
    short = lacking(folder, LEAST_FREE)
    if short is not None:
        raise DiskFullError(
            f"Nothing more is written: {short}, and a write wants {LEAST_FREE // MIB}. What was written before is safe and can "
            f"be read. Free {short.until(LEAST_FREE)} MiB, and do the same again.",
            retry_after=30,
        )


def shortage(folder: Path) -> str | None:
    """What there is to say of a disk that is too full for Neo4j to start; None where it isn't, or where there is no folder."""
    try:
        short = lacking(folder, START_FREE)
    except OSError:
        return None
    if short is None:
        return None
    return (
        f"{_sentence(short)}. Free {short.until(LEAST_FREE)} MiB: with {START_FREE // MIB} Neo4j "
        f"starts again by itself, with {LEAST_FREE // MIB} it is written to."
    )


def _sentence(short: Shortage) -> str:
    told = str(short)
    return told[0].upper() + told[1:]


def write_text(path: Path, text: str) -> None:
    """`write_whole` for a text of the managed Neo4j's. Raises ServerError."""
    with writing(path.parent):
        write_whole(path, [text.encode()])


def write_json(path: Path, value: dict[str, Any]) -> None:
    """`write_text` for one JSON object."""
    write_text(path, json.dumps(value, indent=1) + "\n")


def read_json(path: Path) -> dict[str, Any] | None:
    """The JSON object in `path`; None where there is no such file or nobody could make sense of it."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None
