"""Who is who among processes: a pid alone is no proof, since systems give the same numbers again."""

from __future__ import annotations

import contextlib
import time
from typing import Any

import psutil

SAME_TIME = 2.0
"""Seconds by which two readings of one process's start may differ: the system's clock may have been set."""


def identity(process: psutil.Process) -> dict[str, Any]:
    """What tells this process from every other: pid and time of start."""
    return {"pid": process.pid, "created": process.create_time()}


def find(state: dict[str, Any] | None, *marks: str) -> psutil.Process | None:
    """The living process that `state` identifies and whose command line has all `marks`; else None.

    `state` is what `identity` wrote. A stale file, a zombie and a pid that another program has now all give None.
    """
    try:
        process = psutil.Process(int(state["pid"])) if state else None
        if process is None or state is None or not alive(process):
            return None
        if abs(process.create_time() - float(state["created"])) > SAME_TIME:
            return None
        return process if set(marks) <= set(process.cmdline()) else None
    except (KeyError, TypeError, ValueError, psutil.Error):
        return None


def scan(*marks: str) -> list[psutil.Process]:
    """Every living process of this machine whose command line has all `marks` as whole arguments."""
    found = []
    for process in psutil.process_iter():
        try:
            if set(marks) <= set(process.cmdline()) and alive(process):
                found.append(process)
        except psutil.Error:
            # Another user's, or gone meanwhile.
            continue
    return found


def alive(process: psutil.Process) -> bool:
    """Whether it runs: a zombie, which only waits to be counted by its parent, doesn't."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def wait_gone(process: psutil.Process, seconds: float) -> bool:
    """Waits until the process is gone; False where it outlives `seconds`."""
    end = time.monotonic() + seconds
    while alive(process):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def kill(process: psutil.Process) -> bool:
    """Ends the process without asking it. True where it was alive before."""
    if not alive(process):
        return False
    with contextlib.suppress(psutil.NoSuchProcess):
        process.kill()
        wait_gone(process, 10)
    return True


def stop(process: psutil.Process, patience: float) -> bool:
    """Asks the process to end, and ends it by force after `patience` seconds. True where it was alive before.

    psutil checks the identity again before each signal.
    """
    if not alive(process):
        return False
    try:
        process.terminate()
        if not wait_gone(process, patience):
            process.kill()
            wait_gone(process, 10)
    except psutil.NoSuchProcess:
        pass
    return True
