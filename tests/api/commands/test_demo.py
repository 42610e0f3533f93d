"""`bilat demo` as a process: addresses that answer, and an end that stops what it started and nothing else."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from graph.server import ManagedServer
from graph.store import Store
from tests.files import ARTIFACTS, ROOT, SAMPLE, records


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert answer.status == 200
        return bytes(answer.read())


def of_home(home: Path) -> list[psutil.Process]:
    """Every process whose command line names a home: its Neo4j, its keeper, and whatever else."""
    found = []
    for process in psutil.process_iter():
        try:
            if any(str(home) in argument for argument in process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


@contextmanager
def demo(home: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The running demo and the lines that it printed before it was ready; killed where the test leaves it running."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    environment |= {"BILAT_HOME": str(home), "BILAT_ARTIFACTS": str(ARTIFACTS)}
    command = [sys.executable, "-m", "api.cli", "demo", "--no-open", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        lines = []
        try:
            for line in running.stdout:
                lines.append(line.strip())
                if line.startswith("Ctrl-C"):
                    break
            assert lines, running.stderr and running.stderr.read()
            yield running, lines
        finally:
            running.kill()


def end(running: subprocess.Popen[str], *signals: signal.Signals) -> str:
    """Ends the demo by signals, the later ones while it already stops; answers its last words on stdout."""
    assert running.stderr
    for number, sent in enumerate(signals):
        running.send_signal(sent)
        if number + 1 < len(signals):
            while "Stopping Neo4j" not in running.stderr.readline():
                assert running.poll() is None
    out, err = running.communicate(timeout=90)
    assert "Traceback" not in err
    return out


def test_it_answers_and_ctrl_c_stops_all_that_it_started(tmp_path: Path) -> None:
    home, port = tmp_path / "home", free_port()
    try:
        with demo(home, port) as (running, lines):
            base = f"http://127.0.0.1:{port}"
            assert lines[0] == "Bilat is ready."
            addresses = {line.rpartition(" ")[2] for line in lines if "http://" in line}
            assert {f"{base}/", f"{base}/views/dyad/PRK/RUS", f"{base}/docs"} < addresses
            for address in addresses:
                assert b"<html" in get(address).lower()
            [browser] = [address for address in addresses if address.endswith("/browser/")]
            assert b"Neo4j" in get(browser)
            assert json.loads(get(f"{base}/health")) == {"status": "ok"}
            dyad = json.loads(get(f"{base}/dyads/PRK/RUS"))
            assert dyad["dyad"] == "PRK-RUS"
            assert all(dyad["ledger"][side] for side in ("PRK", "RUS"))
            assert len(of_home(home)) >= 2
            # People press Ctrl-C again when something takes a moment.
            assert end(running, signal.SIGINT, signal.SIGINT) == "Stopped.\n"
            assert running.returncode == 0
        assert of_home(home) == []
    finally:
        ManagedServer(home, ARTIFACTS).down()


def test_a_neo4j_that_ran_before_stays(server: ManagedServer, store: Store) -> None:
    before = {process.pid for process in of_home(server.home.root)}
    port = free_port()
    with demo(server.home.root, port) as (running, _):
        assert json.loads(get(f"http://127.0.0.1:{port}/health")) == {"status": "ok"}
        # Another program that ends it is heard as well as Ctrl-C.
        assert end(running, signal.SIGTERM) == "Stopped.\n"
        assert running.returncode == 0
    assert {process.pid for process in of_home(server.home.root)} == before
    assert server.status().running
    assert store.read("read/totals")[0]["claims"] == len(records(SAMPLE))
