"""A Neo4j whose settings nobody closed: APOC, files and addresses are open, and everybody is its administrator."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.errors import ServerError
from graph.server import artifacts, conf, ports
from graph.server.bolt import server_version
from graph.server.home import Home
from graph.server.java import java
from graph.server.lock import Artifact
from graph.server.release import release
from tests.files import ARTIFACTS

_LOCK = Path(__file__).with_name("apoc.lock")
_JARS = ARTIFACTS.parent / "apoc"

_CONF = """
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=false
dbms.security.procedures.unrestricted=*
dbms.security.procedures.allowlist=*
dbms.security.allow_csv_import_from_file_urls=true
server.directories.plugins={jars}
dbms.usage_report.enabled=false
server.memory.pagecache.size=64m
"""
_APOC = """
apoc.import.file.enabled=true
apoc.export.file.enabled=true
apoc.import.file.use_neo4j_config=false
apoc.trigger.enabled=true
"""


def apoc() -> Path:
    """The folder of APOC's jars. Skips the test where they can't be had, and fails it in CI."""
    rows = (line.split() for line in _LOCK.read_text(encoding="utf-8").splitlines())
    try:
        artifacts.ensure(_JARS, [Artifact(name, total, int(size)) for name, total, size in rows], progress=False)
    except ServerError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"APOC can't be had here: {error.detail}")
    return _JARS


@contextmanager
def opened(folder: Path) -> Iterator[str]:
    """The address of such a server with an empty database, in `folder`."""
    home, jars, run = Home(folder), apoc(), release("5.26")  # the series that this APOC is for
    core = ARTIFACTS.parent / run.version
    artifacts.ensure(core, run.jars)
    home.make()
    port = ports.choose(ports.BOLT, crowded=True)
    (home.conf / "neo4j.conf").write_text(_CONF.format(port=port, jars=jars), encoding="utf-8")
    (home.conf / "apoc.conf").write_text(_APOC, encoding="utf-8")
    (home.conf / "jvm.args").write_text(conf.jvm_args(conf.Memory(512, 64, 256, 300)), encoding="utf-8")
    # As Neo4j's own launcher does: extensions among the plug-ins are found on the class path, their procedures in the folder.
    paths = [*(jar.filename for jar in run.jars), *map(str, sorted(jars.glob("*.jar")))]
    (home.conf / "classpath.args").write_text(f'-cp\n"{os.pathsep.join(paths)}"\n', encoding="utf-8")
    log = home.logs / "console.log"
    with log.open("wb") as out:
        process = subprocess.Popen(conf.server_command(home, java(), run), cwd=core, stdout=out, stderr=out)
    try:
        uri = f"bolt://127.0.0.1:{port}"
        _wait(process, uri, log)
        yield uri
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(home.data, ignore_errors=True)


def _wait(process: subprocess.Popen[bytes], uri: str, log: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        if server_version(uri, "neo4j", "any") is not None:
            return
        time.sleep(0.2)
    pytest.fail(f"The server does not answer: {log.read_text(encoding='utf-8')[-2000:]}")
