"""The managed Neo4j: a real server on this machine, without Docker and without an installed Java (DESIGN section 8)."""

from graph.server.doctor import Finding
from graph.server.managed import ManagedServer, request_restart
from graph.server.status import ServerStatus, foreign_status

__all__ = ["Finding", "ManagedServer", "ServerStatus", "foreign_status", "request_restart"]
