"""What is known of a Neo4j, managed or not: the answer of `bilat status`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import ServerError
from graph.server.bolt import Condition, condition, server_version
from graph.settings import Settings

STOPPED = "has stopped itself because it could not write: its disk is full, or fails. What it acknowledged is safe."
"""What there is to say of such a database, after its name."""


@dataclass(frozen=True)
class ServerStatus:
    """One Neo4j: the keys of `bilat status --json` (DESIGN section 5), and `detail` where there is more to say.

    Addresses are None while nothing answers there; `password_file` and `home` belong to the managed one. `database` is what
    the database is good for (`bolt.Condition`), where it was asked.
    """

    running: bool
    managed: bool
    version: str | None
    bolt_uri: str | None
    http_uri: str | None
    username: str
    password_file: Path | None
    home: Path | None
    detail: str | None = None
    database: Condition | None = None

    @property
    def usable(self) -> bool:
        """Whether it runs, and its database takes queries as far as it was asked."""
        return self.running and self.database in {None, Condition.ONLINE}

    def as_json(self) -> dict[str, object]:
        """The same as what JSON can hold."""
        return {key: str(value) if isinstance(value, Path) else value for key, value in asdict(self).items()}


def foreign_status(settings: Settings) -> ServerStatus:
    """The status of the Neo4j that NEO4J_URI names, which Bilat uses and never manages.

    Raises ServerError where NEO4J_URI is not set or not an address.
    """
    uri = settings.neo4j_uri
    if uri is None:
        raise ServerError("NEO4J_URI is not set, so there is no Neo4j but the managed one: ask `bilat status`.")
    version, detail, database = None, None, None
    if settings.neo4j_password is None:
        detail = "NEO4J_PASSWORD is not set; set it to the password of NEO4J_USERNAME."
    else:
        try:
            named = (uri, settings.neo4j_username, settings.neo4j_password.get_secret_value())
            version = server_version(*named)
            database = condition(*named, settings.neo4j_database) if version else None
        except ServerError as error:
            detail = error.detail
        else:
            detail = None if version else f"Nothing answers at {uri}: check NEO4J_URI, and that this Neo4j runs."
            if database is Condition.STOPPED:
                detail = f"{settings.neo4j_database} {STOPPED} Free some disk where it runs, and start it again."
            elif database is Condition.OFFLINE:
                detail = f"This Neo4j does not open its database {settings.neo4j_database}: its log says why."
    named_by = (version is not None, False, version, uri, None, settings.neo4j_username)
    return ServerStatus(*named_by, None, None, detail, database)
