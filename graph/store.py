"""The one door to Neo4j: one driver, the database named, reads routed as reads, writes retried.

Nobody else imports `neo4j` (but `graph/server/`, which starts and stops the managed one). Queries come from files by
name (`graph/queries.py`); the one exception is text from outside, which the guard has admitted (`graph/asking.py`).
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

import neo4j
from neo4j import GraphDatabase, NotificationMinimumSeverity, Query
from neo4j.exceptions import (
    AuthError,
    ClientError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.answering import AheadReading, PlainReading, Reading, too_many_bytes
from graph.closing import Door
from graph.ending import Ending, shut_down
from graph.errors import (
    BilatError,
    DatabaseAwayError,
    DatabaseStoppedError,
    QueryError,
    ServerError,
    SettingError,
    TimeLimitError,
)
from graph.inbox import CutError, read_ahead
from graph.queries import query_text, writing_text
from graph.server import ManagedServer
from graph.server.bolt import has_stopped, is_closed
from graph.server.status import STOPPED
from graph.settings import Settings, settings

T = TypeVar("T")

# The driver tells of each second try; whoever asked is told once, in the end, in Bilat's words.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
log = logging.getLogger("bilat")

# Somebody waits for an answer: say soon that there is none. A load waits for the keeper to start Neo4j again.
ANSWER_PATIENCE = 1.5
LOAD_PATIENCE = 90.0
# Neo4j looks at its own time limits every two seconds; where it has not ended a query then, we stop waiting.
LATE = 2.5
# A store that is closed waits so long for what other threads still write.
CLOSE_PATIENCE = 30.0

_OUT_OF_TIME = ("TransactionTimedOut", "LockClientStopped", "Terminated")
_POSITION = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a query from outside may take: seconds, rows that are asked for, bytes; `mark` is how it is known again."""

    seconds: float
    rows: int | None = None
    size: int | None = None
    mark: str | None = None


class _Unshown(dict[str, object]):
    """Parameters that aren't told in the driver's log: it makes a text of all of them, also where nobody listens, which
    takes longer than packing them."""

    def __repr__(self) -> str:
        return f"<{len(self)} parameters>"


class Transaction:
    """A write transaction: runs query files by name."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, name: str, relation_type: str | None = None, /, **parameters: object) -> list[dict[str, Any]]:
        """The rows that the query file answers."""
        return [dict(row) for row in self._sent(name, relation_type, parameters)]

    def send(self, name: str, relation_type: str | None = None, /, **parameters: object) -> None:
        """Have a query file run, without waiting for its answer: what went wrong is raised by the next, or by the end.

        Neo4j answers at once only where a query returns something; it begins to write when that is fetched.
        """
        self._sent(name, relation_type, parameters)

    def _sent(self, name: str, relation_type: str | None, parameters: dict[str, object]) -> neo4j.Result:
        return self._transaction.run(writing_text(name, relation_type), {"given": _Unshown(parameters)})


class Store:
    """A connection pool to one database. Use `Store.connect()`; close it, or use it in a `with`.

    `patience` is for how many seconds a passing fault (the database away, restarting, busy) is tried again; without
    `ahead`, answers to queries from outside are read the driver's public way (`graph/inbox.py`). `managed` is the server of
    the database where Bilat manages it: then nothing is written where its disk is nearly full, and a database that stopped
    itself is started again.
    """

    def __init__(
        self,
        uri: str,
        username: str,
        password: str,
        database: str,
        patience: float = ANSWER_PATIENCE,
        ahead: bool = True,
        managed: ManagedServer | None = None,
    ) -> None:
        self._managed = managed
        self.uri = uri
        self.database = database
        self._ahead = ahead
        self._door = Door()
        try:
            self._driver = GraphDatabase.driver(
                uri,
                auth=(username, password),
                # Waiting longer for a connection than for an answer only hides that the database is away.
                connection_acquisition_timeout=30,
                connection_timeout=5,
                max_transaction_retry_time=patience,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
                user_agent="bilat",
                # One message less for each query, and nobody's business.
                telemetry_disabled=True,
                resolver=managed and _resolver_of(managed),  # type: ignore[arg-type] # None is the default
            )
        except (DriverError, ValueError) as error:
            raise SettingError(f"NEO4J_URI is {uri!r}, which is no address of a Neo4j: {error}") from None

    @classmethod
    def connect(cls, chosen: Settings | None = None, patience: float = ANSWER_PATIENCE) -> Self:
        """The store that the settings name: NEO4J_URI, or the managed server of BILAT_HOME.

        Raises DatabaseAwayError when the managed one doesn't run, SettingError when NEO4J_URI has no password.
        """
        chosen = chosen or settings()
        if chosen.neo4j_uri is not None:
            if chosen.neo4j_password is None:
                raise SettingError("NEO4J_URI is set, but NEO4J_PASSWORD isn't: set the password of NEO4J_USERNAME.")
            password = chosen.neo4j_password.get_secret_value()
            named = (chosen.neo4j_uri, chosen.neo4j_username, password, chosen.neo4j_database)
            return cls(*named, patience, chosen.bilat_read_ahead)
        managed = ManagedServer(chosen.home)
        status = managed.status()
        if not status.running or status.bolt_uri is None or status.password_file is None:
            what_to_do = managed.shortage() or "start it with 'bilat up'."
            raise DatabaseAwayError(f"No database runs in {chosen.home}: {what_to_do}")
        password = Path(status.password_file).read_text(encoding="utf-8").strip()
        named = (status.bolt_uri, status.username or "neo4j", password, "neo4j")
        return cls(*named, patience, chosen.bilat_read_ahead, managed)

    def close(self) -> None:
        """Give the connections back, once no thread uses one: what others read is ended, what they write is waited for.

        Whoever asks from then on gets DatabaseAwayError.
        """
        # The driver's own close would say goodbye over connections that other threads are writing to.
        if not self._door.close(CLOSE_PATIENCE):
            log.warning("A connection to %s is closed although it is still used after %g s.", self.uri, CLOSE_PATIENCE)
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def verify(self) -> str:
        """The address that answers. Raises DatabaseAwayError or SettingError."""
        with self._translated(), self._door.inside():
            self._driver.verify_connectivity()
            return self.uri

    def read(self, name: str, relation_type: str | None = None, /, **parameters: object) -> list[dict[str, Any]]:
        """The rows that a query file answers, in a read transaction that is retried on passing faults."""
        query, ending = query_text(name, relation_type), Ending()

        def work(transaction: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            self._door.check()  # the driver would try again what its end was
            return [dict(row) for row in transaction.run(query, parameters)]

        with self._translated(), self._session(neo4j.READ_ACCESS, ending=ending) as session:
            ending.over(partial(_shut, session))
            return session.execute_read(work)

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one write transaction; passing faults run it again, so it must only work on the graph.

        Where the database goes away while it commits, nobody knows whether it did, and the driver leaves it at that. What
        Bilat writes is the same when it is written twice, so it is run once more. Raises DiskFullError where the disk of a
        managed database is nearly full.
        """
        self._check_room()
        # What a write reads it needs whole: -1 fetches it at once, without asking again after every thousand rows.
        with self._translated(), self._session(neo4j.WRITE_ACCESS, fetch_size=-1) as session:
            attempt: Callable[[], T] = partial(session.execute_write, lambda tx: work(Transaction(tx)))
            try:
                return attempt()
            except IncompleteCommit:
                return attempt()

    def command(self, text: str) -> None:
        """Run one statement of the schema, which Neo4j wants in a transaction of its own."""
        self._check_room()
        with self._translated(), self._session(neo4j.WRITE_ACCESS) as session:
            session.run(Query(text)).consume()

    def explain(
        self,
        text: str,
        parameters: Mapping[str, object],
        seconds: float,
        mark: str | None = None,
        ending: Ending | None = None,
    ) -> dict[str, Any]:
        """The plan that Neo4j makes of a text from outside, without running it (the guard's second lock).

        Planning is bounded as well, although Neo4j may go on with it when we stop to wait.
        """
        with self.reading(f"EXPLAIN {text}", parameters, Bounds(seconds, mark=mark), ending) as reading:
            for _ in reading.batches():
                pass
            return reading.plan()

    def running(self, marks: Collection[str], seconds: float) -> list[str]:
        """Those of the marked queries that the database still works at. Raises TimeLimitError where it doesn't say."""
        found: list[str] = []
        with self.reading(query_text("read/running"), {"marks": list(marks)}, Bounds(seconds)) as reading:
            for batch in reading.batches():
                found += [str(mark) for (mark,) in batch.rows()]
        return found

    @contextmanager
    def reading(
        self, text: str, parameters: Mapping[str, object], bounds: Bounds, ending: Ending | None = None
    ) -> Iterator[Reading]:
        """Run a text from outside that the guard has admitted; leaving the block early ends the query.

        READ access mode is the last of the locks. `ending` lets another thread end it.
        """
        ending = ending or Ending()
        metadata = {"bilat": bounds.mark} if bounds.mark else None
        rows = -1 if bounds.rows is None else bounds.rows
        with self._translated(), self._session(neo4j.READ_ACCESS, rows, ending) as session:
            inbox = read_ahead(session) if self._ahead else None
            reading: AheadReading | PlainReading | None = None
            try:
                if inbox is not None:
                    ending.over(inbox.end)
                    inbox.begin(time.monotonic() + bounds.seconds + LATE, bounds.size)
                    query = Query(text, timeout=bounds.seconds, metadata=metadata)
                    reading = AheadReading(session.run(query, dict(parameters)), inbox, ending)
                else:
                    # It keeps its connection until it is closed; without, the driver gives that to others with the last row,
                    # and they would be ended.
                    transaction = session.begin_transaction(metadata, bounds.seconds)
                    ending.over(partial(_shut, session))
                    reading = PlainReading(transaction.run(Query(text).text, dict(parameters)), ending)
                yield reading
            finally:
                ending.let_go()
                if reading is not None:
                    reading.stop()
                elif inbox is not None:
                    inbox.begin(None, None)

    @contextmanager
    def answer(self, text: str, parameters: Mapping[str, object], seconds: float, batch: int) -> Iterator[neo4j.Result]:
        """The driver's own result of a reading text."""
        query = Query(text, timeout=seconds)
        with self._translated(), self._session(neo4j.READ_ACCESS, batch) as session:
            yield session.run(query, dict(parameters))

    def _check_room(self) -> None:
        if self._managed is not None:
            self._managed.check_room()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turns the driver's errors into Bilat's; a managed database that stopped itself is started again."""
        began = time.time()
        try:
            yield
        except (CutError, Neo4jError, DriverError) as error:
            told = _translate(error, self.uri)
            if self._managed is not None and isinstance(told, DatabaseAwayError):
                told = _mended(self._managed, told, began)
            raise told from None

    @contextmanager
    def _session(self, mode: str, fetch_size: int = 1000, ending: Ending | None = None) -> Iterator[neo4j.Session]:
        """A session; `ending` ends it where the store is closed meanwhile."""
        opened = self._driver.session
        with (
            self._door.inside(ending),
            opened(database=self.database, default_access_mode=mode, fetch_size=fetch_size) as session,
        ):
            yield session


def _mended(managed: ManagedServer, away: DatabaseAwayError, began: float) -> DatabaseAwayError:
    """Has a database that stopped itself started again, where there is disk enough by now; answers what is to be told."""
    short = managed.shortage()
    if short is not None:
        return DatabaseStoppedError(
            f"The database has stopped, and what it acknowledged is safe. {short}", retry_after=30
        )
    if not isinstance(away, DatabaseStoppedError):
        return away
    try:
        managed.mend(began)
    except ServerError as error:
        return DatabaseStoppedError(f"{away.detail} {error.detail}", retry_after=30)
    return DatabaseStoppedError(f"{away.detail} It is being started again: ask once more.", retry_after=15)


def _resolver_of(managed: ManagedServer) -> Callable[[neo4j.Address], list[neo4j.Address]]:
    """Where a home's server is now: when it was started again, its port may have been taken by somebody else."""

    def where(address: neo4j.Address) -> list[neo4j.Address]:
        now = managed.status().bolt_uri
        if now is None:
            # Somebody else may answer at the old port by now.
            raise ServiceUnavailable(f"The managed server doesn't run ({address})")
        return [neo4j.Address.parse(now.removeprefix("bolt://"))]

    return where


def _shut(session: neo4j.Session) -> None:
    """End what a session's connection is at, from another thread."""
    connection = getattr(session, "_connection", None)
    if connection is not None:
        shut_down(connection.socket._socket)


def _translate(error: CutError | Neo4jError | DriverError, uri: str) -> BilatError:
    """Bilat's error for one of the driver's."""
    if isinstance(error, CutError):
        if error.reason == "bytes":  # the first rows came with the word that the query runs
            return too_many_bytes()
        return TimeLimitError("The query ran longer than it may and was given up.")
    if isinstance(error, AuthError):
        return SettingError(f"The database at {uri} refuses the user or the password: {error.message}")
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return DatabaseAwayError(f"The database at {uri} does not answer ({error}).", retry_after=5)
    if has_stopped(error):
        return DatabaseStoppedError(f"The database at {uri} {STOPPED}", retry_after=30)
    if is_closed(error):
        return DatabaseAwayError(
            f"The server at {uri} does not open its database: it starts, or can't. 'bilat status' tells.", retry_after=5
        )
    return _of_query(error, uri)


def _of_query(error: Neo4jError | DriverError, uri: str) -> BilatError:
    code, message = getattr(error, "code", None) or "", getattr(error, "message", None) or str(error)
    if any(sign in code for sign in _OUT_OF_TIME):
        return TimeLimitError(f"The query ran longer than it may and was ended: {message}")
    if "MemoryPoolOutOfMemory" in code or "OutOfMemory" in code or "StackOverFlow" in code:
        return DatabaseAwayError(f"The query needs more memory than one may have: {message}", retry_after=1)
    if isinstance(error, TransientError):
        return DatabaseAwayError(f"The database at {uri} can't take this now: {message}", retry_after=1)
    if isinstance(error, ClientError):
        return _wrong_query(message)
    if "General" in code or isinstance(error, DriverError):
        return DatabaseAwayError(f"The database at {uri} failed: {message}", retry_after=5)
    return QueryError(f"The database fails at this query: {message}")


def _wrong_query(message: str) -> QueryError:
    place = _POSITION.search(message)
    if place is None:
        return QueryError(message)
    return QueryError(message, line=int(place[1]), column=int(place[2]))
