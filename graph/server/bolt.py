"""Whether a Neo4j answers over Bolt, and whether its database takes queries, with the driver."""

from __future__ import annotations

from enum import StrEnum

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError, TransientError

from graph.errors import ServerError
from graph.queries import query_text

USERNAME = "neo4j"
"""The user of a managed Neo4j."""
SECONDS = 5.0

_STOPPED = ("needs to be restarted", "Could not append transaction")
"""What Neo4j says, without a code of its own, where it could not write its log: it goes on answering, and takes no query."""
STOPPED_ITSELF = "its database had stopped itself because it could not write; its disk was full, or fails"
"""Why its server is started again."""


class Condition(StrEnum):
    """What a database is good for."""

    ONLINE = "online"
    """It takes queries."""
    STOPPED = "stopped"
    """It could not write, of a full disk most often, and refuses every query until the server is started again."""
    OFFLINE = "offline"
    """The server answers, tried to open it and could not."""
    AWAY = "away"
    """Nobody answers, or not yet: a server that has just started answers before its database is open."""


def has_stopped(error: Neo4jError | DriverError) -> bool:
    """Whether an error says that the database stopped itself: only a new start of the server mends that."""
    return isinstance(error, Neo4jError) and any(sign in str(error.message) for sign in _STOPPED)


def is_closed(error: Neo4jError | DriverError) -> bool:
    """Whether an error says that the server does not open the database, or not yet."""
    return isinstance(error, Neo4jError) and str(error.code).endswith("DatabaseUnavailable")


def server_version(uri: str, username: str, password: str) -> str | None:
    """The version of the Neo4j at `uri` (such as 5.26.30); None where nothing answers there.

    Raises ServerError where something answers and refuses the user or the password, or where `uri` is no address.
    """
    try:
        with _driver(uri, username, password) as driver:
            agent = driver.get_server_info().agent
    except AuthError as error:
        raise _refused(uri, username, error) from None
    except ValueError as error:
        raise ServerError(f"{uri!r} is not the address of a Neo4j: {error}.") from None
    except (DriverError, Neo4jError, OSError):
        return None
    return agent.removeprefix("Neo4j/")


def condition(uri: str, username: str, password: str, database: str) -> Condition:
    """What the database at `uri` is good for now. Raises ServerError where the user or the password is refused."""
    try:
        with _driver(uri, username, password) as driver, driver.session(database=database) as session:
            session.run(neo4j.Query(query_text("read/alive"), timeout=SECONDS)).consume()
    except AuthError as error:
        raise _refused(uri, username, error) from None
    except (DriverError, Neo4jError, OSError) as error:
        if not isinstance(error, OSError) and has_stopped(error):
            return Condition.STOPPED
        if not isinstance(error, OSError) and is_closed(error):
            return Condition.OFFLINE if _given_up(uri, username, password, database) else Condition.AWAY
        # One that has no memory left for a query at this moment takes the next.
        return Condition.ONLINE if isinstance(error, TransientError) else Condition.AWAY
    return Condition.ONLINE


def _given_up(uri: str, username: str, password: str, database: str) -> bool:
    """Whether the server says that it could not open the database, which it also refuses while it is still opening it."""
    try:
        with _driver(uri, username, password) as driver, driver.session(database="system") as session:
            found = session.run(neo4j.Query(query_text("read/opened"), timeout=SECONDS), name=database).single()
    except (DriverError, Neo4jError, OSError):
        return False
    return found is not None and bool(found["failed"])


def _driver(uri: str, username: str, password: str) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        uri, auth=(username, password), connection_timeout=SECONDS, connection_acquisition_timeout=SECONDS
    )


def _refused(uri: str, username: str, error: AuthError) -> ServerError:
    return ServerError(f"Neo4j at {uri} does not accept the password of {username}: {error.message}.")
