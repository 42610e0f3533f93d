"""Whether a Neo4j answers over Bolt, with the driver."""

from __future__ import annotations

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.errors import ServerError

SECONDS = 5.0


def server_version(uri: str, username: str, password: str) -> str | None:
    """The version of the Neo4j at `uri` (such as 5.26.30); None where nothing answers there.

    Raises ServerError where something answers and refuses the user or the password, or where `uri` is no address.
    """
    try:
        with neo4j.GraphDatabase.driver(
            uri, auth=(username, password), connection_timeout=SECONDS, connection_acquisition_timeout=SECONDS
        ) as driver:
            agent = driver.get_server_info().agent
    except AuthError as error:
        raise ServerError(f"Neo4j at {uri} does not accept the password of {username}: {error.message}.") from None
    except ValueError as error:
        raise ServerError(f"{uri!r} is not the address of a Neo4j: {error}.") from None
    except (DriverError, Neo4jError, OSError):
        return None
    return agent.removeprefix("Neo4j/")
