"""The managed server, really running: one home, started few times, killed, held, filled and stopped.

The tests share one server and each leaves it running.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import neo4j
import psutil
import pytest
from neo4j.exceptions import ClientError, DriverError, Neo4jError

from graph.errors import ServerError
from graph.server import ManagedServer, ServerStatus, conf, processes
from graph.server.home import read_json
from graph.server.managed import KEEPER
from tests.files import VERSION

ROOT = Path(__file__).parents[3]
UP = "import sys; from pathlib import Path; from graph.server import ManagedServer; " + (
    "print(ManagedServer(Path(sys.argv[1]), Path(sys.argv[2])).up().bolt_uri)"
)


def up_elsewhere(home: Path, jars: Path) -> subprocess.Popen[str]:
    """`up` in a process of its own, which hears Ctrl-C also where the tests themselves run in the background."""
    command = [sys.executable, "-c", UP, str(home), str(jars)]
    hears = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hears,  # noqa: PLW1509 - no thread runs before exec
    )


def wait_for(what: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def taken_port(usual: int) -> socket.socket | None:
    """Takes a usual port, unless another program has it: then it is taken as well."""
    try:
        return socket.create_server(("127.0.0.1", usual))
    except OSError:
        return None


@pytest.fixture(scope="module")
def server(jars: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManagedServer]:
    """A server in a home with an awkward name, started by two `up` at once while the usual ports are taken."""
    made = ManagedServer(tmp_path_factory.mktemp("managed") / "a home: ünïcode 'n spaces", jars)
    taken = [taken_port(7687), taken_port(7474)]
    ups = [up_elsewhere(made.home.root, jars) for _ in range(2)]
    told = [process.communicate(timeout=290) for process in ups]
    for held in taken:
        if held is not None:
            held.close()
    assert [process.returncode for process in ups] == [0, 0], told
    assert told[0][0] == told[1][0] == f"{made.status().bolt_uri}\n"
    # One of them started it, the other waited and found it running.
    assert sum("starting Neo4j" in err for _, err in told) == 1
    yield made
    made.down()


def query(server: ManagedServer, text: str) -> list[list[object]]:
    uri = server.status().bolt_uri
    assert uri is not None
    # A session's own `run`: the driver would try again what takes the server down, and take it down again.
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", server.password())) as driver, driver.session() as session:
        return [list(record.values()) for record in session.run(text)]


def server_pid(server: ManagedServer) -> int:
    state = read_json(server.home.server_state)
    assert state is not None
    return int(state["pid"])


def test_status_has_the_keys_of_the_contract(server: ManagedServer) -> None:
    status = server.status()
    told = json.loads(json.dumps(status.as_json()))
    contract = ["running", "managed", "version", "bolt_uri", "http_uri", "username", "password_file", "home"]
    assert list(told) == [*contract, "detail", "database"]
    assert told["running"] is told["managed"] is True
    assert told["version"] == VERSION
    assert Path(told["password_file"]).read_text().strip() == server.password()


def test_taken_ports_were_passed_over(server: ManagedServer) -> None:
    status = server.status()
    assert status.bolt_uri != "bolt://127.0.0.1:7687"
    assert status.http_uri != "http://127.0.0.1:7474"


def test_the_version_is_what_status_says(server: ManagedServer) -> None:
    asked = "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN edition, versions"
    assert query(server, asked) == [["community", [VERSION]]]


def test_every_doctor_finding_is_well(server: ManagedServer) -> None:
    findings = server.doctor()
    assert {finding.name for finding in findings} >= {"java", "jars", "ports", "disk", "memory", "password", "data"}
    assert [finding for finding in findings if not finding.ok] == []


def test_a_second_up_finds_it_running(server: ManagedServer) -> None:
    before = server_pid(server)
    assert server.up() == server.look()
    assert server_pid(server) == before


def test_listens_on_loopback_only(server: ManagedServer) -> None:
    listening = psutil.Process(server_pid(server)).net_connections(kind="tcp")
    addresses = {
        connection.laddr.ip.removeprefix("::ffff:") for connection in listening if connection.status == "LISTEN"
    }
    assert addresses == {"127.0.0.1"}


def test_the_password_is_on_no_command_line(server: ManagedServer) -> None:
    assert processes.scan(server.password()) == []
    assert server.password() not in " ".join(psutil.Process(server_pid(server)).cmdline())


@pytest.mark.parametrize("line", conf._CLOSED + conf._FILES)
def test_neo4j_took_the_settings(server: ManagedServer, line: tuple[str, str]) -> None:
    name, _, value = line[1].partition("=")
    found = query(server, f"SHOW SETTINGS '{name}' YIELD value")
    # Internal settings are not shown; that this one works is tested below.
    if not name.startswith("internal."):
        assert str(found[0][0]).lower().replace(".00", "").replace("mib", "m") == value.lower()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:{http}/",
        "http://localhost:{http}/",
        "http://[::1]:{http}/",
        "ftp://10.0.0.1/x",
    ],
)
def test_load_csv_reads_nothing(server: ManagedServer, address: str) -> None:
    port = str(server.status().http_uri).rpartition(":")[2]
    with pytest.raises(ClientError, match=r"allow_csv_import_from_file_urls|cypher_ip_blocklist"):
        query(server, f"LOAD CSV FROM '{address.format(http=port)}' AS line RETURN line")


def test_neo4j_browser_is_served_and_told_where_to_connect(server: ManagedServer) -> None:
    status = server.status()
    with urllib.request.urlopen(f"{status.http_uri}/browser/") as answer:
        assert "Neo4j Browser" in answer.read().decode()
    asked = urllib.request.Request(f"{status.http_uri}/", headers={"Accept": "application/json"})
    with urllib.request.urlopen(asked) as answer:
        assert json.load(answer)["bolt_direct"] == status.bolt_uri


def test_a_server_out_of_memory_is_started_again(server: ManagedServer) -> None:
    query(server, "CREATE (:Kept {by: 'the log'})")
    before, where = server_pid(server), server.status().bolt_uri
    with pytest.raises((DriverError, Neo4jError)):
        # Half a GiB each, and none is let go before the last is made; no limit of a transaction's memory counts them.
        query(server, "RETURN [n IN range(1, 99) | reduce(s = 'xxxxxxxxxxxxxxxx', i IN range(1, 25) | s + s)]")
    wait_for(lambda: server_pid(server) != before and server.status().running)
    status = server.up(progress=False)
    assert status.bolt_uri == where
    assert "Neo4j ran out of memory and was started again" in (status.detail or "")
    assert query(server, "MATCH (k:Kept) RETURN k.by") == [["the log"]]


def test_a_restart_can_be_asked_for(server: ManagedServer) -> None:
    before = server_pid(server)
    server.request_restart("a query of the server before this one", began=time.time() - 3600)
    assert not server.home.restart_request.exists()
    server.request_restart("a query that would not end")
    wait_for(lambda: server_pid(server) != before and server.status().running)
    assert "on request: a query that would not end" in (server.status().detail or "")


def test_a_killed_keeper_is_replaced_and_the_server_goes_on(server: ManagedServer) -> None:
    before = server_pid(server)
    keeper = processes.scan(KEEPER, str(server.home.root))[0]
    keeper.kill()
    processes.wait_gone(keeper, 10)
    assert "keeper is gone" in (server.status().detail or "")
    with pytest.raises(ServerError, match="no keeper runs"):
        server.request_restart("in vain")
    assert server.up(progress=False).detail is None
    assert server_pid(server) == before
    assert len(processes.scan(KEEPER, str(server.home.root))) == 1


def test_a_changed_password_file_is_said_so(server: ManagedServer) -> None:
    right = server.password()
    server.home.password.write_text("wrong\n")
    try:
        with pytest.raises(ServerError, match="does not accept the password of neo4j"):
            server.up(progress=False)
    finally:
        server.home.password.write_text(right + "\n")
    assert server.status().running


def test_the_tools_know_the_home(server: ManagedServer) -> None:
    done = server.admin("server", "report", "--list")
    assert done.returncode == 0, done.stderr
    assert str(server.home.neo4j) in done.stdout + done.stderr or "config" in done.stdout


def test_stopped_for_a_while_it_is_started_again(server: ManagedServer) -> None:
    before = server_pid(server)
    with server.stopped():
        assert not server.status().running
        assert processes.scan(conf.home_mark(server.home)) == []
        assert server.admin("database", "info", "neo4j").returncode == 0
    assert server.status().running
    assert server_pid(server) != before


def test_ctrl_c_stops_what_up_started_and_nothing_else(server: ManagedServer, jars: Path, tmp_path: Path) -> None:
    other = ManagedServer(tmp_path / "other", jars)
    up = up_elsewhere(other.home.root, jars)
    wait_for(lambda: bool(processes.scan(conf.home_mark(other.home))))
    os.kill(up.pid, signal.SIGINT)
    _, err = up.communicate(timeout=60)
    assert up.returncode != 0
    assert "KeyboardInterrupt" in err
    assert processes.scan(conf.home_mark(other.home)) == []
    assert processes.scan(KEEPER, str(other.home.root)) == []
    assert not other.down()
    assert server.status().running


def test_down_leaves_no_process(server: ManagedServer, jars: Path) -> None:
    assert server.down()
    assert processes.scan(conf.home_mark(server.home)) == []
    assert processes.scan(KEEPER, str(server.home.root)) == []
    nothing = ServerStatus(False, True, VERSION, None, None, "neo4j", server.home.password, server.home.root)
    assert server.status() == nothing
    assert not server.down()


def test_down_where_nothing_ever_was(tmp_path: Path) -> None:
    assert not ManagedServer(tmp_path / "never").down()
    with closing(socket.socket()):
        assert not (tmp_path / "never").exists()
