"""Free ports of this machine's loopback address."""

from __future__ import annotations

import socket
from collections.abc import Iterable

import psutil

from graph.errors import ServerError

LOOPBACK = "127.0.0.1"
BOLT, HTTP = 7687, 7474
TRIES = 50
"""How many ports after the usual one are tried before the system is asked for any."""


def is_free(port: int) -> bool:
    """Whether a server can listen on that port of the loopback address."""
    if answers(port):
        # On some systems a port bound on all addresses can still be bound on one.
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As Neo4j does: a port whose last connections are just closing is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def answers(port: int, seconds: float = 1.0) -> bool:
    """Whether something accepts connections there."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=seconds):
            return True
    except OSError:
        return False


def listens(process: psutil.Process, port: int) -> bool:
    """Whether that very process listens there: two servers that start at once may have chosen the same port."""
    try:
        found = process.net_connections(kind="tcp")
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        # Some systems tell nobody but the administrator: an answer has to do.
        return answers(port)
    return any(one.status == psutil.CONN_LISTEN and one.laddr.port == port for one in found)


def choose(usual: int, remembered: int | None = None, taken: Iterable[int] = (), crowded: bool = False) -> int:
    """A free port: the remembered one, else the usual one or the next after it, else any; none of `taken`.

    `crowded`: any at once, because others that start just now look for the next one as well.

    Raises ServerError where the machine has none.
    """
    avoid = set(taken)
    candidates = [remembered] if remembered else []
    candidates += range(usual, usual + TRIES)
    for port in () if crowded else candidates:
        if port not in avoid and is_free(port):
            return port
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind((LOOPBACK, 0))
            return int(probe.getsockname()[1])
    except OSError as error:
        raise ServerError(
            f"No port of {LOOPBACK} is free for Neo4j ({error.strerror}). Close some programs."
        ) from error
