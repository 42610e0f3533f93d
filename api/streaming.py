"""Answers to queries while they come: a turn, a thread for each piece, and an end when the client goes away.

The first piece is held back for a moment, because only an answer that hasn't begun can still say by its status what is
wrong. An answer that is over by then is sent whole.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.formats import Ending, Writer
from graph.asking import Asker, too_many
from graph.ending import Ending as Switch
from graph.errors import BilatError, TooLargeError

# What is held back before the first bytes go out, what is put together before more do, and for how many seconds.
FIRST_BYTES = 64 * 1024
PIECE = 128 * 1024
PAUSE = 0.2
# A client that is this late to take what it asked for is given up.
PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class _Piece:
    body: bytes
    more: bool


class QueryAnswer(Response):
    """The answer of one query, in the format of `writer`."""

    def __init__(self, asker: Asker, query: str, parameters: Mapping[str, object], writer: type[Writer]) -> None:
        super().__init__(media_type=writer.media_type)
        self.raw_headers = [header for header in self.raw_headers if header[0] != b"content-length"]
        self._asker, self._query, self._parameters, self._writer = asker, query, parameters, writer()
        self._switch = Switch()
        self._pieces = self._made()
        self._ends = time.monotonic() + asker.seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's form
        """Answer. Raises BilatError before anything is sent."""
        gone = asyncio.ensure_future(self._watch(receive))
        turn = self._asker.turns.ask()
        try:
            if await self._its_turn(turn, gone):
                await self._answer(send)
        finally:
            gone.cancel()
            self._asker.turns.give_back(turn)

    async def _watch(self, receive: Receive) -> None:
        """Ends the query when the client goes away."""
        while (await receive())["type"] != "http.disconnect":
            pass
        self._switch.end()

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
        started = False
        try:
            while (piece := await self._next()) is not None:
                if not started:
                    await self._send(send, self._start(piece))
                    started = True
                await self._send(send, {"type": "http.response.body", "body": piece.body, "more_body": piece.more})
        except BilatError:
            if not self._switch.ended:
                raise
        finally:
            self._switch.end()

    async def _next(self) -> _Piece | None:
        """The next piece, made in a thread; None where there is none, or where nobody waits for it any more."""
        piece = await asyncio.get_running_loop().run_in_executor(self._asker.threads, next, self._pieces, None)
        return None if self._switch.ended else piece

    async def _send(self, send: Send, message: Message) -> None:
        """Sends; gives a client up that doesn't take what it is sent for as long as a query may run."""
        try:
            async with asyncio.timeout(max(0.0, self._ends - time.monotonic()) + PATIENCE):
                await send(message)
        except TimeoutError:
            self._switch.end()

    def _start(self, first: _Piece) -> Message:
        if not first.more:
            self.raw_headers.append((b"content-length", str(len(first.body)).encode()))
        return {"type": "http.response.start", "status": 200, "headers": self.raw_headers}

    def _made(self) -> Iterator[_Piece]:
        """The pieces of the answer. Raises BilatError where nothing has been handed out yet."""
        writer, began, sent = self._writer, time.monotonic(), False
        truncated, error, rows = None, None, None
        held: list[bytes] = []
        try:
            with self._asker.ask_now(self._query, self._parameters, self._ends, self._switch) as answer:
                held.append(writer.begin(answer.columns))
                since = time.monotonic()
                for rows in answer.batches():
                    held.append(self._within_limit(writer.rows(rows)))
                    if sum(map(len, held)) >= (PIECE if sent else FIRST_BYTES) or time.monotonic() - since > PAUSE:
                        yield _Piece(b"".join(held), more=True)
                        sent, since = True, time.monotonic()
                        held.clear()
                truncated = answer.truncated
        except BilatError as found:
            if not sent and (writer.holds_back or not rows):
                raise
            error = found
        ms = round((time.monotonic() - began) * 1000, 3)
        held.append(writer.end(Ending(ms, truncated, error)))
        # A broken stream of a format that can't say so has no last piece, which breaks the transfer off.
        yield _Piece(b"".join(held), more=error is not None and not writer.tells_errors)

    def _within_limit(self, piece: bytes) -> bytes:
        """A row can be written in many more bytes than it came in."""
        if len(piece) > max(self._asker.bytes, 2 * PIECE):
            raise TooLargeError(f"A row is written in {len(piece):,} bytes, more than an answer may have.")
        return piece
