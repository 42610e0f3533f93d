"""Jars that are broken, half, altered or out of reach. A server on loopback stands in for the Maven repository."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import ServerError
from graph.server import artifacts
from graph.server.lock import Artifact
from graph.server.release import release


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        """Writes nothing."""


@pytest.fixture
def few() -> list[Artifact]:
    """The three smallest jars."""
    return sorted(release().jars, key=lambda jar: jar.size)[:3]


@pytest.fixture
def repository(tmp_path: Path, jars: Path, few: list[Artifact], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A Maven repository with those jars, the only one that jgo is told of; the machine's own folder is out of it."""
    root = tmp_path / "repository"
    for jar in few:
        path = root / jar.repository_path
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(jars / jar.filename, path)
    handler = functools.partial(Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        config = tmp_path / "jgo.conf"
        config.write_text(
            f"[settings]\nrepo_cache = {tmp_path / 'machine'}\n"
            f"[repositories]\nhere = http://127.0.0.1:{server.server_address[1]}\n"
        )
        monkeypatch.setenv("JGO_CONFIG_FILE", str(config))
        monkeypatch.delenv("M2_REPO", raising=False)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield root
        server.shutdown()
        thread.join()


def test_missing_jars_are_fetched_once(tmp_path: Path, repository: Path, few: list[Artifact]) -> None:
    folder = tmp_path / "jars"
    assert artifacts.ensure(folder, few, progress=False) == 3
    assert artifacts.ensure(folder, few, progress=False) == 0
    assert artifacts.wrong(folder, few) == []
    assert sorted(path.name for path in folder.iterdir()) == sorted(jar.filename for jar in few)
    assert not list(tmp_path.glob(".fetch-*"))


def test_half_and_altered_jars_are_fetched_again(
    tmp_path: Path, repository: Path, few: list[Artifact], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "jars"
    artifacts.ensure(folder, few, progress=False)
    half, altered = folder / few[0].filename, folder / few[1].filename
    half.write_bytes(half.read_bytes()[: few[0].size // 2])
    altered.write_bytes(bytes(few[1].size))
    assert artifacts.wrong(folder, few) == few[:2]
    assert artifacts.ensure(folder, few) == 2
    assert artifacts.wrong(folder, few) == []
    told = capsys.readouterr()
    assert "2 of Neo4j's jars are not as the lock says" in told.err
    assert "fetched 2 of 2 jars" in told.err
    assert told.out == ""


def test_a_jar_that_is_not_the_locked_one_is_never_used(tmp_path: Path, repository: Path, few: list[Artifact]) -> None:
    (repository / few[0].repository_path).write_bytes(b"something else")
    with pytest.raises(ServerError, match=rf"{few[0].coordinate} arrived twice with another SHA-256"):
        artifacts.ensure(tmp_path / "jars", few, progress=False)
    assert not (tmp_path / "jars" / few[0].filename).exists()


def test_no_repository_in_reach_says_what_to_do(
    tmp_path: Path, repository: Path, few: list[Artifact], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "away.conf").write_text("[repositories]\naway = http://127.0.0.1:1\n")
    monkeypatch.setenv("JGO_CONFIG_FILE", str(tmp_path / "away.conf"))
    monkeypatch.setenv("M2_REPO", str(tmp_path / "empty"))
    with pytest.raises(ServerError, match=r"could not be fetched .*needs a connection to a Maven repository"):
        artifacts.ensure(tmp_path / "jars", few, progress=False)


def test_a_folder_named_in_m2_repo_is_used_and_filled(
    tmp_path: Path, repository: Path, few: list[Artifact], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("M2_REPO", str(tmp_path / "shared"))
    artifacts.ensure(tmp_path / "one", few, progress=False)
    shutil.rmtree(repository)
    assert artifacts.ensure(tmp_path / "two", few, progress=False) == 3


def test_a_broken_jar_in_m2_repo_is_fetched_again(
    tmp_path: Path, repository: Path, few: list[Artifact], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("M2_REPO", str(tmp_path / "shared"))
    broken = tmp_path / "shared" / few[0].repository_path
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"half")
    assert artifacts.ensure(tmp_path / "one", few, progress=False) == 3
    assert artifacts.is_right(few[0], broken)
