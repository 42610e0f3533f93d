"""`POST /cypher` against Neo4j's own HTTP Query API: the same query, the same machine, one connection each."""

from __future__ import annotations

import base64
import http.client
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from urllib.parse import urlsplit

import pyarrow as pa

from bench.measure import Ratio, in_turn

ONE_ROW = "MATCH (c:Country {id: 'PRK'}) RETURN c.id, c.name"
MANY = 10_000
MANY_ROWS = f"MATCH (a:Country), (b:Country) RETURN a.id, a.name, b.id, b.name LIMIT {MANY}"
FORMS = (
    ("JSON", "application/json", "1.5 or more"),
    ("NDJSON", "application/x-ndjson", "1.5 or more"),
    ("Arrow", "application/vnd.apache.arrow.stream", "1.2 or more"),
)


class AnswerError(Exception):
    """An answer that is no answer: what came instead."""


class Client:
    """One connection that is kept open, and one address that queries are sent to."""

    def __init__(self, base: str, path: str, name: str, headers: Mapping[str, str]) -> None:
        parts = urlsplit(base)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)
        self._path = path
        self._name = name
        self._headers = {"Content-Type": "application/json", **headers}

    def ask(self, query: str) -> bytes:
        """The body of the answer. Raises AnswerError for any other status than 200 and 202."""
        body = json.dumps({self._name: query}).encode()
        try:
            response = self._post(body)
        except ConnectionError:
            # A server closes a connection that waited while the other side was measured; http.client doesn't notice.
            self._connection.close()
            response = self._post(body)
        body = response.read()
        if response.status not in {200, 202}:
            raise AnswerError(f"{self._path} answers {response.status}: {body[:300].decode('utf-8', 'replace')}")
        return body

    def _post(self, body: bytes) -> http.client.HTTPResponse:
        self._connection.request("POST", self._path, body, self._headers)
        return self._connection.getresponse()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def bilat(base: str, accept: str = "application/json") -> Client:
    """A client of Bilat's API."""
    return Client(base, "/cypher", "query", {"Accept": accept})


def query_api(base: str, username: str, password: str) -> Client:
    """A client of Neo4j's HTTP Query API."""
    token = base64.b64encode(f"{username}:{password}".encode()).decode()
    headers = {"Accept": "application/json", "Authorization": f"Basic {token}"}
    return Client(base, "/db/neo4j/query/v2", "statement", headers)


def rows_of(body: bytes) -> int:
    """How many rows an answer of either side has.

    >>> rows_of(b'{"rows": [[1], [2]]}'), rows_of(b'{"data": {"values": [[1]]}}'), rows_of(b'{"a": 1}\\n{"complete": true}\\n')
    (2, 1, 1)
    """
    if not body.startswith(b"{"):
        return int(pa.ipc.open_stream(body).read_all().num_rows)
    lines = body.splitlines()
    if len(lines) > 1:
        return len(lines) - 1
    told = json.loads(body)
    return len(told["rows"] if "rows" in told else told["data"]["values"])


def measure(base: str, theirs: Client, rounds: int) -> Iterator[Ratio]:
    """One row by a server that is new and by one that isn't, and 10,000 rows as JSON, as NDJSON and as an Arrow stream."""
    names = ("/cypher", "Query API")
    with closing(bilat(base)) as ours:
        _check((ours, theirs), ONE_ROW, 1)
        # A server that has just started goes on to compile what it runs: Bolt for some hundred requests, its HTTP, which is
        # more code, for thousands.
        for warm, when in ((500, ""), (4_500, ", after 5,000 others")):
            one = in_turn(rounds * 100, _asks(ours, ONE_ROW), _asks(theirs, ONE_ROW), warm=warm)
            yield Ratio(f"Ask for one row{when}", *names, *one, aim="0.6 or less")
    for form, accept, aim in FORMS:
        with closing(bilat(base, accept)) as ours:
            _check((ours, theirs), MANY_ROWS, MANY)
            many = in_turn(rounds * 5, _asks(ours, MANY_ROWS), _asks(theirs, MANY_ROWS), warm=5)
            yield Ratio(f"Ask for {MANY:,} rows, {form}", *names, *many, work=MANY, aim=aim)


def _check(clients: Iterable[Client], query: str, count: int) -> None:
    for client in clients:
        if (found := rows_of(client.ask(query))) != count:
            raise AnswerError(f"{found} rows came where {count} were asked for: {query}")


def _asks(client: Client, query: str) -> Callable[[], object]:
    return lambda: client.ask(query)
