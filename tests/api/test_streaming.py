"""Answers while they come, over a real socket: first bytes, clients that go away, many at once, a database that dies."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pytest
import uvicorn

from api.app import create_app
from api.formats import formats
from api.protocol import BoundedProtocol
from graph.server import ManagedServer
from graph.settings import Settings
from graph.store import Bounds, Store
from loaders.formats import Row
from loaders.pipeline import load_rows
from tests.files import ARTIFACTS, SAMPLE, records

BUSY = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(*) AS n"
ENDLESS = "UNWIND range(1, 1000000000) AS n RETURN n, 'some text that fills a line of an answer' AS text"
ONE = "MATCH (c:Country {id: 'PRK'}) RETURN c.id AS id, c.name AS name"
ALIVE = "RETURN 1 AS one"
MANY = "MATCH (a:Country), (b:Country) RETURN a.id AS a, b.id AS b LIMIT 2000"
# Doubles a text past every limit of memory, which count what a query keeps and not what an expression makes.
BOMB = "RETURN size([i IN range(1, 32) | reduce(text = toString(i), n IN range(1, 28) | text + text)]) AS size"
# An expression that doesn't look at the end of its transaction.
WILD = "RETURN all(x IN range(1, 100000000000) WHERE x > 0) AS all"


class Served:
    """The API, served on a port of this machine."""

    def __init__(self, chosen: Settings) -> None:
        config = uvicorn.Config(create_app(chosen), port=0, http=BoundedProtocol, log_level="critical")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.05)
        self.port: int = self._server.servers[0].sockets[0].getsockname()[1]

    def post(self, query: str, accept: str = "application/json") -> tuple[int, bytes, dict[str, str]]:
        """Status, body and headers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST", "/cypher", json.dumps({"query": query}), headers(accept))
            response = connection.getresponse()
            return response.status, response.read(), {name.lower(): value for name, value in response.getheaders()}
        finally:
            connection.close()

    def open(self, query: str, accept: str) -> socket.socket:
        """A connection that has asked and reads nothing yet."""
        body = json.dumps({"query": query}).encode()
        head = "".join(f"{name}: {value}\r\n" for name, value in headers(accept).items())
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        opened.sendall(f"POST /cypher HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n{head}\r\n".encode() + body)
        return opened

    def close(self) -> None:
        """Stop serving."""
        self._server.should_exit = True
        self._thread.join(30)


def headers(accept: str) -> dict[str, str]:
    return {"content-type": "application/json", "accept": accept}


@pytest.fixture
def served(sample: Store, home: Path) -> Iterator[Served]:
    found = Served(Settings(bilat_home=home))
    yield found
    found.close()


def running(store: Store) -> int:
    """How many queries from outside the database works at."""
    text = "SHOW TRANSACTIONS YIELD metaData WHERE metaData.bilat IS NOT NULL RETURN metaData"
    with store.reading(text, {}, Bounds(10)) as reading:
        return sum(len(batch.rows()) for batch in reading.batches())


def until(what: Any, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("accept", list(formats()))
def test_a_client_that_goes_away_ends_its_query(served: Served, sample: Store, accept: str) -> None:
    waiting = served.open(BUSY, accept)
    assert until(lambda: running(sample) == 1, 20)
    waiting.close()
    # The time limit is 30 s: what is over long before it was ended by us.
    assert until(lambda: running(sample) == 0, 15)


@pytest.mark.parametrize("accept", list(formats()))
def test_the_first_bytes_come_while_the_database_works(served: Served, sample: Store, accept: str) -> None:
    reader = served.open(ENDLESS, accept)
    assert reader.recv(15).startswith(b"HTTP/1.1 200 OK")
    assert running(sample) == 1
    reader.close()
    assert until(lambda: running(sample) == 0, 15)


def test_an_answer_that_is_cut_after_its_first_bytes_says_so(sample: Store, home: Path) -> None:
    served = Served(Settings(bilat_home=home, bilat_query_bytes=1_000_000))
    try:
        told = json.loads(served.post(ENDLESS)[1])
        assert told["truncated"] is True
        assert "1,000,000 bytes" in told["reason"]
        assert len(told["rows"]) > 1_000
        assert "bytes" in json.loads(served.post(ENDLESS, "application/x-ndjson")[1].splitlines()[-1])["truncated"]
        assert served.post(ENDLESS, "text/csv")[1].splitlines()[-1].startswith(b"# truncated: it has more than")
        table = pa.ipc.open_stream(served.post(ENDLESS, "application/vnd.apache.arrow.stream")[1]).read_all()
        assert table.num_rows > 1_000
        assert served.post("RETURN range(1, 3000000) AS long")[0] == 413
        # 200,000 empty maps are few bytes to Neo4j, and 60 times as many here.
        assert served.post("RETURN [x IN range(1, 900000) | {}] AS maps")[0] == 413
        assert served.post(ONE)[0] == 200
    finally:
        served.close()


def test_an_error_after_the_first_bytes_is_told_in_the_answer(served: Served) -> None:
    late = "UNWIND range(1, 40000) AS n RETURN n, 'some text that fills a line' AS text, 1 / (40000 - n) AS one"
    assert "/ by zero" in json.loads(served.post(late)[1])["error"]
    assert "/ by zero" in json.loads(served.post(late, "application/x-ndjson")[1].splitlines()[-1])["error"]
    assert served.post(late, "text/csv")[1].splitlines()[-1].startswith(b"# error: / by zero")
    with pytest.raises(Exception, match="IncompleteRead"):
        served.post(late, "application/vnd.apache.arrow.stream")


def test_what_is_over_the_number_of_places_waits_its_turn(sample: Store, home: Path) -> None:
    served = Served(Settings(bilat_home=home, bilat_query_concurrency=2, bilat_query_seconds=4))
    try:
        held = [served.open(BUSY, "application/json") for _ in range(2)]
        assert until(lambda: running(sample) == 2, 20)
        status, body, _ = served.post(ONE)
        assert (status, json.loads(body).get("rows")) in [(200, [["PRK", "North Korea"]]), (504, None)]
        for one in held:
            one.close()
        assert until(lambda: served.post(ONE)[0] == 200, 15)
    finally:
        served.close()


def test_many_clients_beside_a_load_get_consistent_answers(served: Served, home: Path) -> None:
    """2,000 requests of 64 clients; the long form with 10,000 is run by hand (docs/cypher.md)."""
    accepts = list(formats())
    stop = threading.Event()

    def load() -> int:
        rounds = 0
        made = [Row(number, row) for number, row in enumerate(records(SAMPLE), start=1)]
        with Store.connect(Settings(bilat_home=home), patience=60) as store:
            while not stop.is_set():
                load_rows(store, {"again": lambda: made}, lambda _: None)
                rounds += 1
        return rounds

    def client(number: int) -> Counter[tuple[int, bool]]:
        found: Counter[tuple[int, bool]] = Counter()
        for turn in range(2_000 // 64 + 1):
            if turn % 8 == 7:
                accept = accepts[(number + turn) % 4]
                status, body, _ = served.post(MANY, accept)
                found[status, rows_of(body, accept) == 2_000] += 1
            else:
                status, body, _ = served.post(ONE)
                found[status, json.loads(body)["rows"] == [["PRK", "North Korea"]]] += 1
        return found

    with ThreadPoolExecutor(65) as threads:
        loading = threads.submit(load)
        found = sum(threads.map(client, range(64)), Counter())
        stop.set()
        assert loading.result() > 0
    assert set(found) == {(200, True)}
    assert sum(found.values()) >= 2_000


def rows_of(body: bytes, accept: str) -> int:
    if accept == "application/json":
        return len(json.loads(body)["rows"])
    if "arrow" in accept:
        return int(pa.ipc.open_stream(body).read_all().num_rows)
    return len(body.splitlines()) - 1


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManagedServer]:
    """A server of its own for tests that kill it."""
    managed = ManagedServer(tmp_path_factory.mktemp("mortal"), ARTIFACTS)
    managed.up()
    yield managed
    managed.down()


def pid(server: ManagedServer) -> int:
    return int(json.loads(server.home.server_state.read_text())["pid"])


def test_a_database_that_dies_is_said_at_once_and_comes_back(mortal: ManagedServer) -> None:
    served = Served(Settings(bilat_home=mortal.home.root))
    try:
        assert served.post(ALIVE)[0] == 200
        waiting = served.open(BUSY, "application/json")
        psutil.Process(pid(mortal)).kill()
        assert waiting.recv(12) == b"HTTP/1.1 503"
        waiting.close()
        status, body, told = served.post(ALIVE)
        assert (status, told["content-type"]) == (503, "application/problem+json")
        assert int(told["retry-after"]) > 0
        assert json.loads(body)["status"] == 503
        assert until(lambda: served.post(ALIVE)[0] == 200, 180)
    finally:
        served.close()


def test_a_heap_that_is_exhausted_is_a_moment_without_answers(mortal: ManagedServer) -> None:
    served = Served(Settings(bilat_home=mortal.home.root))
    try:
        assert until(lambda: served.post(ALIVE)[0] == 200, 180)
        before = pid(mortal)
        status, body, told = served.post(BOMB)
        assert (status, told["content-type"]) == (503, "application/problem+json"), body
        assert int(told["retry-after"]) > 0
        assert until(lambda: served.post(ALIVE)[0] == 200, 180)
        assert pid(mortal) != before
    finally:
        served.close()


def test_a_query_that_cannot_be_ended_makes_the_keeper_start_the_database_again(
    mortal: ManagedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.watching.GRACE", 3.0)
    served = Served(Settings(bilat_home=mortal.home.root, bilat_query_seconds=1))
    try:
        assert until(lambda: served.post(ALIVE)[0] == 200, 180)
        before = pid(mortal)
        status, body, _ = served.post(WILD)
        assert (status, json.loads(body)["title"]) == (504, "Out of time")
        assert until(lambda: pid(mortal) != before, 120)
        assert until(lambda: served.post(ALIVE)[0] == 200, 180)
    finally:
        served.close()
