"""`python -m api.licences`: the lists of docs/licences.md, from the artifacts (missing jars are fetched, up to 200 MB)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from api.licences.jars import jar_licence
from api.licences.wheels import wheels
from api.reference.markdown import table
from graph.server import artifacts
from graph.server.release import Release, known, release

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "licences.md"
LOCKS = ("requirements.lock", "requirements-spark.lock", "requirements-java25.lock")


def jars_title(run: Release) -> str:
    """The heading of a version's jars."""
    return f"## Jars of Neo4j {run.version}"


def jars_of(run: Release, folder: Path) -> list[str]:
    """The lines that tell the licences of a version's jars, which lie in `folder`."""
    named = ((jar_licence(jar, folder), " ".join(jar.coordinate.split(":")[1:])) for jar in run.jars)
    return [jars_title(run), "", *_by_licence(named)]


def wheels_of(lock: str) -> list[str]:
    """The lines that tell the licences of a lock's packages."""
    named = ((wheel.licence, f"{wheel.name} {' and '.join(wheel.versions)}") for wheel in wheels(ROOT / lock))
    return [f"## Packages of {lock}", "", *_by_licence(named)]


def _by_licence(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for licence, name in sorted(named):
        groups.setdefault(licence, []).append(name)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    yield from table(["licence", "how many", "which"], [(name, len(all_), ", ".join(all_)) for name, all_ in ordered])
    yield ""


def main() -> None:
    """Write the lists below the first of their headings."""
    lines: list[str] = []
    for version in known():
        run = release(version)
        folder = ROOT / ".bilat" / "neo4j" / "artifacts" / version
        artifacts.ensure(folder, run.jars)
        lines += jars_of(run, folder)
    for lock in LOCKS:
        lines += wheels_of(lock)
    by_hand = PAGE.read_text(encoding="utf-8").partition("## Jars of Neo4j")[0]
    PAGE.write_text(by_hand + "\n".join(lines).rstrip() + "\n", encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
