"""Which jars make a version of Neo4j: one lock file for each under `locks/`.

A lock has one line for each jar: coordinate, SHA-256, bytes. It names no address: where jars come from is the business
of `jgo` and of the repositories that a user's jgo settings name. `python -m graph.server.lock VERSION [FILE]` writes
one anew from `roots`, with the dependencies that jgo resolves.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from graph.settings import NEO4J_VERSION

VERSION = NEO4J_VERSION
"""The version of Neo4j that Bilat runs unless BILAT_NEO4J_VERSION names another: a patch of the long-term support release."""

LOCKS = Path(__file__).with_name("locks")


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


def roots(version: str) -> tuple[str, ...]:
    """What a lock is made of; everything else in it is what these depend on.

    The Browser is the last one that its makers gave to Maven repositories.
    """
    return (
        f"org.neo4j:neo4j:{version}",
        f"org.neo4j.app:neo4j-server:{version}",
        f"org.neo4j:neo4j-import-tool:{version}",
        "org.neo4j.client:neo4j-browser:5.24.0",
    )


def lock_file(version: str) -> Path:
    """Where the lock of a version is."""
    return LOCKS / f"{version}.lock"


def read_lock(path: Path) -> tuple[Artifact, ...]:
    """The jars of a lock file, in its order."""
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple(Artifact(coordinate, sha256, int(size)) for coordinate, sha256, size in lines)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def resolve(version: str) -> list[Artifact]:
    """The jars that a version needs, found and fetched anew by jgo (a minute or two, up to 200 MB)."""
    from jgo.maven import MavenContext  # noqa: PLC0415 - takes half a second, and only this command needs it

    with tempfile.TemporaryDirectory() as folder:
        context = MavenContext(repo_cache=Path(folder), timeout=60)
        asked, others = context.resolver.resolve([context.create_dependency(root) for root in roots(version)])
        found = []
        for dependency in [*asked, *others]:
            part = dependency.artifact
            if part.packaging != "jar":
                continue
            coordinate = ":".join(filter(None, (part.groupId, part.artifactId, part.version, part.classifier)))
            path = part.resolve()
            found.append(Artifact(coordinate, sha256_of(path), path.stat().st_size))
    return sorted(found)


def main(version: str, path: Path | None = None) -> None:
    """Writes the lock file of a version anew."""
    jars = resolve(version)
    head = f"# Written by `python -m graph.server.lock {version}`. Each line: coordinate, SHA-256, bytes.\n"
    lines = (f"{jar.coordinate} {jar.sha256} {jar.size}\n" for jar in jars)
    (path or lock_file(version)).write_text(head + "".join(lines), encoding="utf-8")
    sys.stderr.write(f"{version}: {len(jars)} jars, {sum(jar.size for jar in jars) / 1e6:.0f} MB\n")


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else VERSION, Path(sys.argv[2]) if sys.argv[2:] else None)
