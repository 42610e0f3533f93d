"""`bilat serve` as a process: it finishes what runs when it is stopped, and several workers tell their numbers together."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from graph.server import ManagedServer
from graph.store import Store
from tests.conftest import KEY

pytestmark = pytest.mark.usefixtures("sample")

# Takes a few seconds wherever it runs, and ends by itself.
SLOW = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b WITH a, b WHERE (a * b) % 7 = 3 RETURN count(*) AS n"


@contextmanager
def serving(log: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address and the process of a `bilat serve`."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("bilat")), "serve", "--port", str(port), *options]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        address = f"http://127.0.0.1:{port}"
        _until_it_answers(address, process, log)
        yield address, process
    finally:
        process.terminate()
        process.wait(60)


def _until_it_answers(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx2.get(f"{address}/ready").status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.2)
    pytest.fail(log.read_text(encoding="utf-8"))


def test_what_runs_is_finished_when_it_is_stopped(server: ManagedServer, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving(log) as (address, process):
        answers: list[httpx2.Response] = []

        def ask() -> None:
            answers.append(httpx2.post(f"{address}/cypher", json={"query": SLOW}, timeout=60))

        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        asking.join(60)
        assert process.wait(60) in {0, -signal.SIGTERM}
        assert [answer.status_code for answer in answers] == [200]
        assert answers[0].json()["rows"][0][0] > 0
        with pytest.raises(httpx2.TransportError):
            httpx2.get(f"{address}/health")
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert any(line.get("path") == "/cypher" and line["status"] == 200 for line in lines)


def test_workers_tell_their_numbers_together(server: ManagedServer, tmp_path: Path, sample: Store) -> None:
    with serving(tmp_path / "log", "--workers", "2") as (address, _):
        for _ in range(20):
            # A connection of its own each time, which either worker may take.
            answer = httpx2.get(f"{address}/relations", headers={"Authorization": f"Bearer {KEY}"}, timeout=60)
            assert answer.status_code == 200
        counts = [
            float(line.split()[-1])
            for line in httpx2.get(f"{address}/metrics", timeout=60).text.splitlines()
            if line.startswith("bilat_http_requests_total{") and 'route="/relations"' in line
        ]
        assert sum(counts) == 20
    assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ
