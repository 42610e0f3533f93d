"""Ports: taken ones are passed over, remembered ones come again."""

from __future__ import annotations

import socket
import subprocess
import sys

import psutil

from graph.server import ports


def listening(address: str) -> socket.socket:
    taken = socket.create_server((address, 0))
    assert ports.answers(taken.getsockname()[1])
    return taken


def test_a_taken_port_is_passed_over_for_the_next() -> None:
    with listening("127.0.0.1") as taken:
        port = taken.getsockname()[1]
        assert not ports.is_free(port)
        chosen = ports.choose(port)
        assert chosen != port
        assert ports.is_free(chosen)


def test_a_port_taken_on_all_addresses_is_taken_on_loopback() -> None:
    with listening("0.0.0.0") as taken:
        assert not ports.is_free(taken.getsockname()[1])


def test_the_remembered_port_comes_first_while_it_is_free() -> None:
    with listening("127.0.0.1") as taken:
        remembered = taken.getsockname()[1]
        assert ports.choose(ports.BOLT, remembered) != remembered
    assert ports.choose(ports.BOLT, remembered) == remembered


def test_two_ports_are_never_the_same() -> None:
    first = ports.choose(ports.BOLT)
    assert ports.choose(ports.BOLT, taken=(first,)) != first


def test_who_listens_is_told_apart_from_who_only_found_the_port_open() -> None:
    with listening("127.0.0.1") as taken:
        port = taken.getsockname()[1]
        assert ports.listens(psutil.Process(), port)
        # A child of one's own: whoever started the tests may be a process that nobody may look into.
        with subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE) as other:
            assert not ports.listens(psutil.Process(other.pid), port)


def test_where_others_look_for_ports_too_any_is_taken() -> None:
    port = ports.choose(7687, remembered=7687, crowded=True)
    assert ports.is_free(port)
    assert port not in range(7687, 7687 + ports.TRIES)
