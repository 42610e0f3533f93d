"""Which jars make the managed Neo4j: the lock file beside this module, and how to make it anew.

`neo4j.lock` has one line for each jar: coordinate, SHA-256, bytes. It names no address: where jars come from is the
business of `jgo` and of the repositories that a user's jgo settings name. `python -m graph.server.lock` writes it anew
from ROOTS, with the dependencies that jgo resolves.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

VERSION = "5.26.30"
"""The version of Neo4j that Bilat runs: the last patch of its long-term support release."""

ROOTS = (
    f"org.neo4j:neo4j:{VERSION}",
    f"org.neo4j.app:neo4j-server:{VERSION}",
    f"org.neo4j:neo4j-import-tool:{VERSION}",
    "org.neo4j.client:neo4j-browser:5.24.0",
)
"""What the lock is made of; everything else in it is what these depend on."""

LOCK_FILE = Path(__file__).with_name("neo4j.lock")


@dataclass(frozen=True, order=True)
class Artifact:
    """One jar: `coordinate` is group:artifact:version, with :classifier where it has one; `size` in bytes."""

    coordinate: str
    sha256: str
    size: int

    @property
    def filename(self) -> str:
        """The jar's file name, as Maven names it.

        >>> Artifact("io.netty:netty-transport-native-epoll:4.1.137.Final:linux-x86_64", "", 0).filename
        'netty-transport-native-epoll-4.1.137.Final-linux-x86_64.jar'
        """
        return "-".join(self.coordinate.split(":")[1:]) + ".jar"

    @property
    def repository_path(self) -> Path:
        """Where a Maven repository folder has the jar, below its root.

        >>> Artifact("org.neo4j:neo4j:5.26.30", "", 0).repository_path.as_posix()
        'org/neo4j/neo4j/5.26.30/neo4j-5.26.30.jar'
        """
        group, name, version = self.coordinate.split(":")[:3]
        return Path(*group.split("."), name, version, self.filename)


@lru_cache(maxsize=1)
def locked() -> tuple[Artifact, ...]:
    """The jars of the lock file, in its order."""
    lines = (line.split() for line in LOCK_FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple(Artifact(coordinate, sha256, int(size)) for coordinate, sha256, size in lines)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def resolve() -> list[Artifact]:
    """The jars that ROOTS need, found and fetched anew by jgo (a minute or two, 150 MB)."""
    from jgo.maven import MavenContext  # noqa: PLC0415 - takes half a second, and only this command needs it

    with tempfile.TemporaryDirectory() as folder:
        context = MavenContext(repo_cache=Path(folder), timeout=60)
        roots, others = context.resolver.resolve([context.create_dependency(root) for root in ROOTS])
        found = []
        for dependency in [*roots, *others]:
            part = dependency.artifact
            if part.packaging != "jar":
                continue
            coordinate = ":".join(filter(None, (part.groupId, part.artifactId, part.version, part.classifier)))
            path = part.resolve()
            found.append(Artifact(coordinate, sha256_of(path), path.stat().st_size))
    return sorted(found)


def main() -> None:
    """Writes the lock file anew."""
    jars = resolve()
    head = "# Written by `python -m graph.server.lock`. Each line: coordinate, SHA-256, bytes.\n"
    LOCK_FILE.write_text(
        head + "".join(f"{jar.coordinate} {jar.sha256} {jar.size}\n" for jar in jars), encoding="utf-8"
    )
    sys.stderr.write(f"{LOCK_FILE.name}: {len(jars)} jars, {sum(jar.size for jar in jars) / 1e6:.0f} MB\n")


if __name__ == "__main__":
    main()
