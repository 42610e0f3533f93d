"""Answers to queries while they come: a turn, a thread for each piece, and an end when the client goes away.

The first piece is held back for a moment, because only an answer that hasn't begun can still say by its status what is
wrong. An answer that is over by then is sent whole.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Generator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.formats import Ending, Writer
from api.leaving import Leaving
from graph.asking import Asker, too_many
from graph.ending import Ending as Switch
from graph.errors import BilatError, TooLargeError

# What is held back before the first bytes go out, what is put together before more do, and for how many seconds.
FIRST_BYTES = 64 * 1024
PIECE = 128 * 1024
PAUSE = 0.2
# nginx's status for a request that its client gave up.
CLIENT_GONE = 499
# A client that is this late to take what it asked for is given up.
PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class _Piece:
    body: bytes
    last: bool = False
    broken: bool = False


class QueryAnswer(Response):
    """The answer of one query, in the format of `writer`."""

    def __init__(self, asker: Asker, query: str, parameters: Mapping[str, object], writer: type[Writer]) -> None:
        super().__init__(media_type=writer.media_type)
        self.raw_headers = [header for header in self.raw_headers if header[0] != b"content-length"]
        self._asker, self._query, self._parameters, self._writer = asker, query, parameters, writer()
        self._switch = Switch()
        self._rows = 0
        self._pieces = self._made()
        self._making = threading.Lock()
        self._started = False
        self._ends = time.monotonic() + asker.seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer. Raises BilatError before anything is sent."""
        leaving = Leaving(receive, self._switch.end)
        turn = self._asker.turns.ask()
        try:
            if await self._its_turn(turn, leaving.gone):
                await self._answer(send)
        finally:
            leaving.close()
            self._asker.turns.give_back(turn)
            # What the numbers of /metrics are told of.
            scope.setdefault("state", {})["rows"] = self._rows
        if not self._started:
            # Nobody reads it, but what stands in between (logs, counts) is told how it ended.
            await send({"type": "http.response.start", "status": CLIENT_GONE, "headers": []})
            await send({"type": "http.response.body", "body": b""})

    async def _its_turn(self, turn: Future[None], gone: asyncio.Future[None]) -> bool:
        """Waits for a place; False where nobody waits for the answer any more."""
        if turn.done():
            return True
        waiting = asyncio.wrap_future(turn)
        left = max(0.0, self._ends - time.monotonic())
        await asyncio.wait({waiting, gone}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        if gone.done():
            return False
        if not waiting.done():
            raise too_many(self._asker.seconds)
        return True

    async def _answer(self, send: Send) -> None:
        piece: _Piece | None = None
        try:
            while not (piece and piece.last) and not self._switch.ended:
                piece = await self._next()
                if not self._switch.ended:
                    await self._hand_over(piece, send)
        except BilatError:
            if not self._switch.ended:
                raise
        finally:
            await self._leave(over=piece is not None and piece.last)

    async def _next(self) -> _Piece:
        return await asyncio.get_running_loop().run_in_executor(self._asker.threads, self._make_one)

    def _make_one(self) -> _Piece:
        with self._making:
            return next(self._pieces)

    async def _leave(self, over: bool) -> None:
        """What is still open is closed in a thread, because it may have to wait for the piece that is being made."""
        if over:
            self._pieces.close()
            return
        self._switch.end()
        await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._asker.threads, self._close))

    def _close(self) -> None:
        with self._making:
            self._pieces.close()

    async def _hand_over(self, piece: _Piece, send: Send) -> None:
        # A format that can't tell of an error has no end then, which breaks the transfer off.
        more = not piece.last or piece.broken
        body = {"type": "http.response.body", "body": piece.body, "more_body": more}
        if self._started:
            await self._send(send, body)
            return
        self._started = True
        if piece.last:
            self.raw_headers.append((b"content-length", str(len(piece.body)).encode()))
        # What is sent first waits for nobody: the connection has room for it.
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send(body)

    async def _send(self, send: Send, message: Message) -> None:
        """Sends; gives a client up that doesn't take what it is sent for as long as a query may run."""
        try:
            async with asyncio.timeout(max(0.0, self._ends - time.monotonic()) + PATIENCE):
                await send(message)
        except TimeoutError:
            self._switch.end()

    def _made(self) -> Generator[_Piece, None, None]:
        """The pieces of the answer. Raises BilatError where nothing has been handed out yet."""
        writer, began, sent = self._writer, time.monotonic(), False
        truncated, error, rows = None, None, None
        held: list[bytes] = []
        try:
            with self._asker.ask_now(self._query, self._parameters, self._ends, self._switch) as answer:
                held.append(writer.begin(answer.columns))
                since = time.monotonic()
                for rows in answer.batches():
                    self._rows += len(rows)
                    held.append(self._within_limit(writer.rows(rows)))
                    if sum(map(len, held)) >= (PIECE if sent else FIRST_BYTES) or time.monotonic() - since > PAUSE:
                        yield _Piece(b"".join(held))
                        sent, since = True, time.monotonic()
                        held.clear()
                truncated = answer.truncated
        except BilatError as found:
            if not sent and (writer.holds_back or not rows):
                raise
            error = found
        ms = round((time.monotonic() - began) * 1000, 3)
        held.append(writer.end(Ending(ms, truncated, error)))
        yield _Piece(b"".join(held), last=True, broken=error is not None and not writer.tells_errors)

    def _within_limit(self, piece: bytes) -> bytes:
        """A row can be written in many more bytes than it came in."""
        if len(piece) > max(self._asker.bytes, 2 * PIECE):
            raise TooLargeError(f"A row is written in {len(piece):,} bytes, more than an answer may have.")
        return piece
