"""The jars of the lock, brought into a folder: verified, and fetched again where one is broken, half or altered.

Fetched by `jgo` from the Maven repositories of the user's jgo settings (its default where there are none). A jar that
the machine's own Maven folder (`M2_REPO`, or `.m2/repository` in the user's home) holds is copied instead; with
`M2_REPO` set, what is fetched is left there too, for the next home.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from graph.errors import ServerError
from graph.server.home import check_disk, writing
from graph.server.lock import Artifact, sha256_of
from graph.server.progress import Fetching, say

if TYPE_CHECKING:
    from jgo.maven import MavenContext

FETCHERS = 6
"""Jars fetched at once: most are small, so waiting for answers is what takes the time."""


def is_right(jar: Artifact, path: Path) -> bool:
    """Whether `path` is that jar, byte for byte."""
    try:
        return path.stat().st_size == jar.size and sha256_of(path) == jar.sha256
    except OSError:
        return False


def wrong(folder: Path, jars: Iterable[Artifact]) -> list[Artifact]:
    """Which of the locked `jars` `folder` lacks or holds in another form than the lock says."""
    return [jar for jar in jars if not is_right(jar, folder / jar.filename)]


def ensure(folder: Path, jars: Iterable[Artifact], progress: bool = True) -> int:
    """Makes `folder` hold each of the locked `jars`, verified; returns how many had to be brought.

    Raises ServerError where a jar can't be had or `folder` can't be written.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    # Homes may share the folder, so its lock is its own.
    with FileLock(folder.with_name(folder.name + ".lock")):
        missing = wrong(folder, jars)
        if missing:
            altered = sum((folder / jar.filename).exists() for jar in missing)
            if altered and progress:
                say(f"{altered} of Neo4j's jars are not as the lock says (broken or altered): fetching them again")
            check_disk(folder, 2 * sum(jar.size for jar in missing))
            _bring(missing, folder, progress)
    return len(missing)


def _bring(jars: list[Artifact], folder: Path, progress: bool) -> None:
    # Staged beside the folder, so that a jar moves into place whole.
    with (
        writing(folder),
        tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder.parent, ignore_cleanup_errors=True) as staging,
        Fetching(len(jars), sum(jar.size for jar in jars), progress) as meter,
    ):
        bringing = _Bringing(folder, Path(staging), meter)
        pool = ThreadPoolExecutor(FETCHERS)
        try:
            for done in as_completed([pool.submit(bringing.bring, jar) for jar in jars]):
                done.result()
        finally:
            # After Ctrl-C or an error nobody waits for jars that aren't begun.
            pool.shutdown(wait=True, cancel_futures=True)


class _Bringing:
    """One bringing of jars: where from, where to."""

    def __init__(self, folder: Path, staging: Path, meter: Fetching) -> None:
        self.folder, self.staging, self.meter = folder, staging, meter
        self.machine, self.context = _maven(staging, meter)

    def bring(self, jar: Artifact) -> None:
        """Puts one verified jar in place."""
        held = self.machine / jar.repository_path
        if is_right(jar, held):
            self.meter.add_bytes(jar.size)
        else:
            held = self._fetch(jar)
        part = self.staging / f"{jar.filename}.part"
        shutil.copyfile(held, part)
        part.replace(self.folder / jar.filename)
        self.meter.add_jar()

    def _fetch(self, jar: Artifact) -> Path:
        for _ in range(2):
            path = self._fetch_once(jar)
            if is_right(jar, path):
                return path
            # Something half or altered lies in jgo's cache and would be given again.
            path.unlink(missing_ok=True)
        raise ServerError(
            f"The jar {jar.coordinate} arrived twice with another SHA-256 than the lock in graph/server/locks says, so it is "
            "not used. Check the repositories in your jgo settings; if they are right, tell Bilat's maintainers."
        )

    def _fetch_once(self, jar: Artifact) -> Path:
        group, name, version, *classifier = jar.coordinate.split(":")
        artifact = self.context.project(group, name).at_version(version).artifact(*classifier)
        try:
            return Path(artifact.resolve())
        except (OSError, RuntimeError) as error:
            # requests' errors are OSErrors without a number; those with one are the disk's.
            if isinstance(error, OSError) and error.errno is not None and error.filename:
                raise
            raise ServerError(
                f"The jar {jar.coordinate} of Neo4j could not be fetched ({_short(error)}). The first `bilat up` needs "
                "a connection to a Maven repository, for 155 to 200 MB, once; or set M2_REPO to a Maven folder that has the "
                "jars. What has arrived is kept."
            ) from error


def _short(error: Exception) -> str:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return text if len(text) <= 160 else text[:157] + "..."


def _maven(staging: Path, meter: Fetching) -> tuple[Path, MavenContext]:
    """The machine's Maven folder, and what fetches: into that folder only where the user named it in M2_REPO."""
    from jgo.config import GlobalSettings  # noqa: PLC0415 - takes half a second, needed only when jars are missing
    from jgo.maven import MavenContext, PythonResolver  # noqa: PLC0415

    settings = GlobalSettings.load()
    cache = settings.repo_cache if os.environ.get("M2_REPO") else staging
    resolver = PythonResolver(progress_callback=meter.one)
    context = MavenContext(resolver=resolver, repo_cache=cache, remote_repos=settings.repositories or None, timeout=60)
    return settings.repo_cache, context
