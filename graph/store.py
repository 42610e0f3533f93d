"""The one door to Neo4j: one driver, the database named, reads routed as reads, writes retried.

Nobody else imports `neo4j` (but `graph/server/`, which starts and stops the managed one). Queries come from files by
name (`graph/queries.py`); the one exception is text from outside, which the guard has admitted (`graph/asking.py`).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

import neo4j
from neo4j import GraphDatabase, NotificationMinimumSeverity, Query
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, ServiceUnavailable, TransientError

from graph.errors import BilatError, DatabaseAwayError, QueryError, SettingError, TimeLimitError
from graph.queries import query_text
from graph.server import ManagedServer
from graph.settings import Settings, settings

T = TypeVar("T")

# The driver tells of each second try; whoever asked is told once, in the end, in Bilat's words.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

# Somebody waits for an answer: say soon that there is none. A load waits for the keeper to start Neo4j again.
ANSWER_PATIENCE = 1.5
LOAD_PATIENCE = 90.0

_OUT_OF_TIME = ("TransactionTimedOut", "LockClientStopped", "Terminated")
_POSITION = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)")


class Transaction:
    """A write transaction: runs query files by name."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, name: str, relation_type: str | None = None, /, **parameters: object) -> list[dict[str, Any]]:
        """The rows that the query file answers."""
        return [dict(row) for row in self._transaction.run(query_text(name, relation_type), parameters)]


class Store:
    """A connection pool to one database. Use `Store.connect()`; close it, or use it in a `with`.

    `patience` is for how many seconds a passing fault (the database away, restarting, busy) is tried again.
    """

    def __init__(
        self, uri: str, username: str, password: str, database: str, patience: float = ANSWER_PATIENCE
    ) -> None:
        self.uri = uri
        self.database = database
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
            return cls(chosen.neo4j_uri, chosen.neo4j_username, password, chosen.neo4j_database, patience)
        status = ManagedServer(chosen.home).status()
        if not status.running or status.bolt_uri is None or status.password_file is None:
            raise DatabaseAwayError(f"No database runs in {chosen.home}: start it with 'bilat up'.")
        password = Path(status.password_file).read_text(encoding="utf-8").strip()
        return cls(status.bolt_uri, status.username or "neo4j", password, "neo4j", patience)

    def close(self) -> None:
        """Give the connections back."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def verify(self) -> str:
        """The address that answers. Raises DatabaseAwayError or SettingError."""
        with translated(self.uri):
            self._driver.verify_connectivity()
            return self.uri

    def read(self, name: str, relation_type: str | None = None, /, **parameters: object) -> list[dict[str, Any]]:
        """The rows that a query file answers, in a read transaction that is retried on passing faults."""
        query = query_text(name, relation_type)

        def work(transaction: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            return [dict(row) for row in transaction.run(query, parameters)]

        with translated(self.uri), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one write transaction; passing faults run it again, so it must only work on the graph."""
        with translated(self.uri), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(lambda transaction: work(Transaction(transaction)))

    def command(self, text: str) -> None:
        """Run one statement of the schema, which Neo4j wants in a transaction of its own."""
        with translated(self.uri), self._session(neo4j.WRITE_ACCESS) as session:
            session.run(Query(text)).consume()

    def explain(self, text: str, parameters: Mapping[str, object], seconds: float) -> dict[str, Any]:
        """The plan that Neo4j makes of a text from outside, without running it (the guard's second lock)."""
        query = Query(f"EXPLAIN {text}", timeout=seconds)
        with translated(self.uri), self._session(neo4j.READ_ACCESS) as session:
            return dict(session.run(query, dict(parameters)).consume().plan or {})

    @contextmanager
    def answer(self, text: str, parameters: Mapping[str, object], seconds: float, batch: int) -> Iterator[neo4j.Result]:
        """Run a text from outside that the guard has admitted; leaving the block early ends the query.

        READ access mode is the last of the locks. `seconds` is the server's limit for the transaction.
        """
        query = Query(text, timeout=seconds)
        with translated(self.uri), self._session(neo4j.READ_ACCESS, fetch_size=batch) as session:
            yield session.run(query, dict(parameters))

    def _session(self, mode: str, fetch_size: int = 1000) -> neo4j.Session:
        return self._driver.session(database=self.database, default_access_mode=mode, fetch_size=fetch_size)


@contextmanager
def translated(uri: str) -> Iterator[None]:
    """Turns the driver's errors into Bilat's."""
    try:
        yield
    except AuthError as error:
        raise SettingError(f"The database at {uri} refuses the user or the password: {error.message}") from None
    except (ServiceUnavailable, neo4j.exceptions.SessionExpired) as error:
        raise DatabaseAwayError(f"The database at {uri} does not answer ({error}).", retry_after=5) from None
    except (Neo4jError, DriverError) as error:
        raise _translate(error, uri) from None


def _translate(error: Neo4jError | DriverError, uri: str) -> BilatError:
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
    return _wrong_query(message)


def _wrong_query(message: str) -> QueryError:
    place = _POSITION.search(message)
    if place is None:
        return QueryError(message)
    return QueryError(message, line=int(place[1]), column=int(place[2]))
