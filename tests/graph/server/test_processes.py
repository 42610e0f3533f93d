"""Processes are known by more than their pid."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from graph.server import processes

MARK = "--mark=of-this-test"


@pytest.fixture
def sleeper() -> Iterator[psutil.Popen]:
    process = psutil.Popen([sys.executable, "-c", "import time; time.sleep(60)", MARK], stdin=subprocess.DEVNULL)
    # Between fork and exec the child still has the command line of these tests.
    while MARK not in process.cmdline():
        time.sleep(0.01)
    yield process
    process.kill()
    process.wait()


def test_found_by_pid_start_and_mark(sleeper: psutil.Popen) -> None:
    state = processes.identity(psutil.Process(sleeper.pid))
    found = processes.find(state, MARK)
    assert found is not None
    assert found.pid == sleeper.pid
    assert [process.pid for process in processes.scan(MARK)] == [sleeper.pid]


def test_a_pid_that_another_program_has_now_is_not_taken_for_ours(sleeper: psutil.Popen) -> None:
    state = processes.identity(psutil.Process(sleeper.pid))
    assert processes.find(state | {"created": state["created"] - 60}, MARK) is None
    assert processes.find(state, "--mark=of-another") is None


@pytest.mark.parametrize(
    "state", [None, {}, {"pid": "x", "created": 1}, {"pid": 2**22 + 1, "created": 1.0}, {"pid": -1}]
)
def test_a_stale_or_broken_state_finds_nobody(state: dict[str, object] | None) -> None:
    assert processes.find(state) is None


def test_stopped_and_then_gone(sleeper: psutil.Popen) -> None:
    process = psutil.Process(sleeper.pid)
    state = processes.identity(process)
    assert processes.stop(process, 10)
    # This test is its parent and hasn't counted it yet: a zombie is gone all the same.
    assert processes.find(state, MARK) is None
    assert not processes.stop(process, 10)


def test_one_that_does_not_listen_is_ended_by_force() -> None:
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", stubborn], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert processes.stop(psutil.Process(process.pid), 0.2)
        assert process.wait(10) == -9
