"""Files of records packed with Zstandard, with a limit to what they unpack to."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.errors import TooLargeError, UnusableError

ENDING = ".zst"
# Records repeat themselves, up to some hundred times; what unpacks to more than this is made to fill a memory or a disk.
RATIO = 2_000
_ALLOWANCE = 64 << 20
_PIECE = 1 << 20


class _Unpacked(io.RawIOBase):
    """What a packed stream unpacks to, up to a limit."""

    def __init__(self, stream: Any, limit: int) -> None:
        self._stream = stream
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        try:
            data: bytes = self._stream.read(len(view))
        except OSError as error:  # what pyarrow raises for damage, too
            raise UnusableError(f"it can't be unpacked: damaged, cut short or no Zstandard ({error})") from None
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError("it unpacks to far more than records can: it is no file of records")
        view[: len(data)] = data
        return len(data)


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """A file's bytes, unpacked where its name ends with `.zst`.

    Reading raises UnusableError for a file that is packed in another way, damaged or cut short, TooLargeError for a bomb.
    """
    with path.open("rb") as file:
        if path.suffix.lower() != ENDING:
            yield file
            return
        import pyarrow as pa  # noqa: PLC0415 - takes a moment to import, and few files are packed

        limit = path.stat().st_size * RATIO + _ALLOWANCE
        with pa.CompressedInputStream(pa.PythonFile(file, mode="r"), "zstd") as stream:
            yield io.BufferedReader(_Unpacked(stream, limit), _PIECE)


class _Gathered(io.BytesIO):
    """Bytes that are still there once the stream that wrote them, and with it this, is closed."""

    def close(self) -> None:
        """Nothing: the end of a packed stream is written by closing it."""

    def take(self) -> bytes:
        """What was gathered since the last time."""
        data = self.getvalue()
        self.seek(0)
        self.truncate()
        return data


def packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, packed."""
    import pyarrow as pa  # noqa: PLC0415

    out = _Gathered()
    with pa.CompressedOutputStream(pa.PythonFile(out, mode="w"), "zstd") as stream:
        for piece in pieces:
            stream.write(piece)
            if out.tell() >= _PIECE:
                yield out.take()
    yield out.take()


def plain(path: Path) -> Path:
    """The path without `.zst`: its ending says what is in the file."""
    return path.with_suffix("") if path.suffix.lower() == ENDING else path
