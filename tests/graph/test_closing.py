"""A store is closed once nobody uses a connection, and no thread but its owner closes one."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import psutil
import pytest
from fastapi.testclient import TestClient
from neo4j._sync.io import Bolt
from pydantic import SecretStr

from api import overviews
from api.app import create_app
from graph.closing import Door
from graph.ending import Ending
from graph.errors import BilatError, DatabaseAwayError
from graph.overview import Overview, overview
from graph.settings import Settings
from graph.store import Bounds, Store, Transaction
from tests.conftest import KEY, LOOPBACK

BUSY = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(*)"


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads take turns as often as they can, so that what can come between two steps does."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def opened(store: Store) -> int:
    """Connections of this process to the database."""
    port = int(store.uri.rpartition(":")[2])
    return sum(port in one.raddr for one in psutil.Process().net_connections())


def test_a_door_is_closed_when_the_last_one_is_out() -> None:
    door, ending, inside, leave = Door(), Ending(), threading.Event(), threading.Event()

    def stay() -> bool:
        with door.inside(), door.inside(ending):
            inside.set()
            assert leave.wait(60)
            return ending.ended

    with ThreadPoolExecutor(1) as threads:
        staying = threads.submit(stay)
        assert inside.wait(60)
        assert door.close(0.01) is False
        with pytest.raises(DatabaseAwayError, match="closed"), door.inside():
            pass
        leave.set()
        assert door.close(60) is True
        assert staying.result() is True


@pytest.mark.usefixtures("hurried")
def test_a_store_is_closed_under_its_readers(store: Store) -> None:
    before = opened(store)

    def read(asked: Store, begun: threading.Event) -> BaseException | None:
        try:
            while True:
                asked.read("read/graph")
                begun.set()
        except BaseException as error:
            return error

    with ThreadPoolExecutor(3) as threads:
        for _ in range(15):
            begun = [threading.Event() for _ in range(3)]
            asked = Store.connect()
            reading = [threads.submit(read, asked, one) for one in begun]
            assert all(one.wait(60) for one in begun)
            asked.close()
            assert {type(one.result()) for one in reading} == {DatabaseAwayError}
            assert opened(store) == before


def test_a_store_that_is_closed_waits_for_what_is_written(store: Store) -> None:
    writing = threading.Event()

    def write(asked: Store) -> int:
        def work(transaction: Transaction) -> int:
            writing.set()
            time.sleep(0.3)
            return int(transaction.run("write/lock")[0]["version"])

        return asked.write(work)

    with ThreadPoolExecutor(1) as threads:
        asked = Store.connect()
        written = threads.submit(write, asked)
        assert writing.wait(60)
        asked.close()
        assert written.done()
        assert written.result() >= 0


@pytest.mark.parametrize("ahead", [True, False], ids=["ahead", "public"])
def test_a_store_that_is_closed_ends_what_is_asked(store: Store, ahead: bool) -> None:
    asked = Store.connect(Settings(bilat_read_ahead=ahead))

    def ask() -> None:
        with asked.reading(BUSY, {}, Bounds(250, mark="closed-under")) as reading:
            list(reading.batches())

    with ThreadPoolExecutor(1) as threads:
        asking = threads.submit(ask)
        while not store.running(["closed-under"], 10):
            assert not asking.done(), asking.exception()
        asked.close()
        assert isinstance(asking.exception(60), BilatError)
    while store.running(["closed-under"], 10):
        time.sleep(0.1)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("ahead", [True, False], ids=["ahead", "public"])
def test_an_end_from_another_thread_meets_no_query_but_its_own(store: Store, ahead: bool) -> None:
    """Queries that are over as their end comes: their connection has gone to somebody else, or is about to."""
    over = threading.Event()
    with Store.connect(Settings(bilat_read_ahead=ahead)) as asked:

        def others() -> int:
            count = 0
            while not over.is_set():
                with asked.reading("RETURN 1", {}, Bounds(60)) as reading:
                    assert [row for batch in reading.batches() for row in batch.rows()] == [[1]]
                count += 1
            return count

        with ThreadPoolExecutor(3) as threads:
            disturbed = [threads.submit(others) for _ in range(2)]
            for _ in range(150):
                ending = Ending()
                ended = threads.submit(ending.end)
                try:
                    with asked.reading("RETURN 1", {}, Bounds(60), ending) as reading:
                        for batch in reading.batches():
                            assert batch.rows() == [[1]]
                except BilatError:
                    assert ending.ended
                ended.result()
            over.set()
            assert all(one.result() > 0 for one in disturbed)


def test_the_thread_that_reads_closes_what_another_one_ends(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    closed_by: list[int] = []

    def watched(connection: Any) -> None:
        closed_by.append(threading.get_ident())
        Bolt.kill(connection)  # type: ignore[no-untyped-call]

    with Store.connect() as asked:
        ending = Ending()
        timer = threading.Timer(0.5, ending.end)

        def read() -> None:
            with asked.reading(BUSY, {}, Bounds(250), ending) as reading:
                connection = reading._inbox._connection  # type: ignore[attr-defined]
                monkeypatch.setattr(connection, "kill", partial(watched, connection))
                timer.start()
                list(reading.batches())

        with pytest.raises(BilatError):
            read()
        timer.join()
    assert set(closed_by) == {threading.get_ident()}


@pytest.mark.usefixtures("hurried")
def test_an_app_leaves_no_thread_and_no_connection(store: Store, home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is stopped while the overview of `/` is counted."""
    before, counting = opened(store), threading.Event()
    # Other tests ask without a server around it; what they leave is none of this one's.
    running = set(threading.enumerate())

    def again_and_again(asked: Store) -> Overview:
        while True:
            overview(asked)
            counting.set()

    chosen = Settings(bilat_home=home, bilat_api_keys=(SecretStr(KEY),))
    for _ in range(3):
        counting.clear()
        app = create_app(chosen)
        app.state.counts_first = True
        with monkeypatch.context() as patched:
            patched.setattr(overviews, "overview", again_and_again)
            with TestClient(app, client=LOOPBACK) as client:
                assert client.post("/cypher", json={"query": "RETURN 1 AS one"}).json()["rows"] == [[1]]
                assert counting.wait(60)
        assert opened(store) == before
        new = set(threading.enumerate()) - running
        left = [one.name for one in new if one.name.startswith(("overview", "bilat-"))]
        assert left == []
