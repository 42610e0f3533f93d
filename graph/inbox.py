"""Reading what Neo4j sends in large pieces: the quick way to the rows of an answer.

The driver reads a record with two or three system calls and decodes it by itself. Here an inbox of our own takes the
place of the connection's: it reads 256 KiB ahead, counts bytes before anything is decoded, and hands records over
undecoded, many at once, for neo4j-rust-ext's unpacker to decode in one call.

All this rests on the driver's insides, so it is for exactly the versions in `TESTED`. With others, or where a connection
looks different, `read_ahead` gives None, and the driver's public way is used (`graph/answering.py`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from importlib import import_module, metadata
from struct import Struct
from typing import Any, NamedTuple

from neo4j.exceptions import ServiceUnavailable

from graph.ending import shut_down

log = logging.getLogger("bilat")

TESTED = {"neo4j": "6.4.1", "neo4j-rust-ext": "6.4.1.0"}
AHEAD = 256 * 1024
# A record is a structure of one field with this tag, then the list of its values.
_RECORD = b"\xb1\x71"
_RECORD_TAG = int.from_bytes(_RECORD)
# The size of a chunk and the first two bytes of a message; before them the end of the message before, a chunk of none.
_HEAD, _BETWEEN = Struct(">HH"), Struct(">HHH")
# PackStream's list with a length of 32 bits.
_LIST_32 = b"\xd6"


class CutError(ServiceUnavailable):
    """Reading was ended by us: at its deadline, at a limit of bytes, or because nobody waits for it any more."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Insides(NamedTuple):
    """What is needed of the driver's insides, which publish no types."""

    connection: Any
    inbox: Any
    structure: Any
    unpack: Any


def insides() -> _Insides | None:
    """The driver's insides, where they are those that this was written for."""
    found = {name: metadata.version(name) for name in TESTED}
    if found != TESTED:
        log.warning("Rows are read the driver's public way, for %s were tested and %s are here.", TESTED, found)
        return None
    return _Insides(
        import_module("neo4j._sync.io").Bolt,
        import_module("neo4j._sync.io._bolt._common").Inbox,
        import_module("neo4j._codec.packstream").Structure,
        import_module("neo4j._rust.codec.packstream.v1").unpack,
    )


_driver = insides()


class ReadAhead:
    """The inbox of one connection from now on. It may only take a place between two messages.

    `deadline` (of `time.monotonic`) and `most` (bytes, counted from `begin`) end the reading with CutError, also in the
    middle of a message; the connection is then closed, because nobody knows where in a message it stands.
    """

    def __init__(self, connection: Any, driver: _Insides) -> None:
        self._connection, self._driver, self._unpack = connection, driver, driver.unpack
        self._socket, self._on_error = connection.socket, connection.inbox.on_error
        self._ahead = bytearray(AHEAD)
        self._start = self._end = 0
        self._partial = bytearray()
        self._waiting: bytearray | None = None
        self._ended = False
        # A server may ask that a silence of so many seconds is taken for its end.
        self._silence: float | None = self._socket.get_read_timeout()
        self.begin(None, None)

    def begin(self, deadline: float | None, most: int | None) -> None:
        """Count from here; without limits from when the connection goes back to the driver's pool."""
        self.received, self.deadline, self.most = 0, deadline, most
        self._socket.set_read_timeout(self._silence)

    def end(self) -> None:
        """End the reading, from another thread: whoever reads is woken, and closes the connection."""
        self._ended = True
        shut_down(self._socket._socket)

    def records(self) -> list[bytearray]:
        """The records that are there, undecoded; waits for one. None of them: the next message is something else."""
        found: list[bytearray] = []
        while self._waiting is None:
            if not self._partial:
                self._take_small(found)
            message = self._take()
            if message is None:
                if found:
                    break
                self._receive()
            elif message.startswith(_RECORD):
                found.append(message[2:])
            else:
                self._waiting = message
        return found

    def _take_small(self, found: list[bytearray]) -> None:
        """The records that are one chunk each, as nearly all are: `_take` for many, without its calls.

        The end of one and the head of the next are read at once, so the last of what was read ahead is left to `_take`.
        """
        data, start, end, append = self._ahead, self._start, self._end, found.append
        if end - start < _HEAD.size:
            return
        size, tag = _HEAD.unpack_from(data, start)
        between = _BETWEEN.unpack_from
        while tag == _RECORD_TAG:
            after = start + 2 + size
            if after + _BETWEEN.size > end:
                break
            more, size, tag = between(data, after)
            if more:
                break
            append(data[start + 4 : after])
            start = after + 2
        self._start = start

    def decode(self, records: list[bytearray], value_of: Callable[[bytes, list[Any]], Any]) -> list[list[Any]]:
        """The rows of records; `value_of(tag, fields)` makes the values of structures."""
        packed = bytearray().join([_LIST_32, len(records).to_bytes(4), *records])
        hooks = {self._driver.structure: lambda found: value_of(found.tag, found.fields)}
        rows: list[list[Any]] = self._unpack(packed, 0, hooks)[0]
        return rows

    def pop(self, hydration_hooks: Any) -> tuple[bytes, list[Any]]:
        """The next message as the driver wants it: its tag and its fields."""
        while self._waiting is None:
            self._waiting = self._take()
            if self._waiting is None:
                self._receive()
        message, self._waiting = self._waiting, None
        fields, position = [], 2
        try:
            for _ in range(message[0] & 0x0F):
                field, position = self._unpack(message, position, hydration_hooks)
                fields.append(field)
        except Exception as error:
            self._on_error(error)
            raise
        return bytes(message[1:2]), fields

    def _take(self) -> bytearray | None:
        """One whole message out of what was read ahead, put together from its chunks."""
        data, start, end = self._ahead, self._start, self._end
        while end - start >= 2:
            size = data[start] << 8 | data[start + 1]
            if not size:
                start += 2
                if self._partial:  # the end of a message; otherwise a sign of life between two
                    self._start = start
                    message, self._partial = self._partial, bytearray()
                    return message
                continue
            if end - start < size + 2:
                break
            self._partial += data[start + 2 : start + 2 + size]
            start += size + 2
        self._start = start
        return None

    def _receive(self) -> None:
        """Wait for more bytes, and count them."""
        left = self._end - self._start
        # At most a piece of one chunk (64 KiB) is left over; it goes to the front.
        self._ahead[:left] = self._ahead[self._start : self._end]
        self._start, self._end = 0, left
        if self.deadline is not None:
            remaining = self.deadline - time.monotonic()
            if remaining <= 0:
                raise self._cut("time")
            self._socket.set_read_timeout(remaining if self._silence is None else min(remaining, self._silence))
        try:
            with memoryview(self._ahead) as view:
                taken = self._socket.recv_into(view[left:], len(view) - left)
        except OSError as error:
            raise self._failure(error) from None
        if taken == 0:
            raise self._failure(OSError("The database closed the connection."))
        self._end += taken
        self.received += taken
        if self.most is not None and self.received > self.most:
            raise self._cut("bytes")

    def _failure(self, error: OSError) -> Exception:
        if self.deadline is not None and time.monotonic() >= self.deadline:
            return self._cut("time")
        if self._ended:
            return self._cut("ended")
        self._on_error(error)  # which raises the driver's own error
        return error

    def _cut(self, reason: str) -> CutError:
        self._connection.kill()
        return CutError(reason)


def read_ahead(session: Any) -> ReadAhead | None:
    """The inbox of the connection that a session has or now gets; None where the driver's insides are others."""
    if _driver is None:
        return None
    if session._connection is None:
        session._connect(session._config.default_access_mode)
    connection = session._connection
    if not isinstance(connection, _driver.connection):
        return None
    if type(connection.inbox) is _driver.inbox:
        connection.inbox = ReadAhead(connection, _driver)
    return connection.inbox if isinstance(connection.inbox, ReadAhead) else None
