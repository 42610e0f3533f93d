"""What every format has in common: rows, the limits of a line and a file, text that has to be UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple, TypeVar

from graph.errors import TooLargeError, UnusableError
from graph.record import RecordError

T = TypeVar("T")

# A record is a page of text at most; a longer line is a file of another kind.
LINE_LIMIT = 1024 * 1024
# JSON arrays and YAML are read whole.
WHOLE_LIMIT = 64 * 1024 * 1024
# As much of what can't be read stands in the rejects file.
SHOWN = 200
# What JSON's escapes and bytes that aren't UTF-8 leave behind: no text that could be written again.
HALF = re.compile(r"[\ud800-\udfff]")


class Row(NamedTuple):
    """One row of a file: the line where it begins (from 1), and either its fields or why it can't be read.

    A dataset's row (`dataset`) may make several records, which are several of these: `rows` says how many rows of the file
    one stands for (0 for a further record of the same row). `without` is why it tells no fact; `note` says something of
    the file as a whole.
    """

    line: int
    record: object = None
    error: RecordError | None = None
    rows: int = 1
    without: str | None = None
    note: str | None = None
    dataset: bool = False

    @property
    def size(self) -> int:
        """How many characters its texts have."""
        texts = self.record.values() if isinstance(self.record, dict) else ()
        return sum(len(text) for text in texts if isinstance(text, str))


# The number of a line and its text, or why it has none.
Line = tuple[int, str | RecordError]


class Chunk(NamedTuple):
    """Whole lines of a file as they stand, the first of them line number `first`; or the one line that is too long to be read."""

    first: int
    data: bytes
    too_long: RecordError | None = None


def chunks(file: BinaryIO, size: int) -> Iterator[Chunk]:
    """All lines of a file, as many at once as have about `size` bytes."""
    first = 1
    while data := file.read(size):
        error = None
        if not data.endswith(b"\n"):
            begin = data.rfind(b"\n") + 1
            tail = file.readline(LINE_LIMIT + 1)
            if len(data) - begin + len(tail) > LINE_LIMIT:
                length = len(data) - begin + len(tail) + _rest_of_line(file, tail)
                error = _too_long(length)
                data, tail = data[:begin], b""
            data += tail
        if data:
            yield Chunk(first, data)
        first += data.count(b"\n")
        if error is not None:
            yield Chunk(first, b"", error)
            first += 1


def _rest_of_line(file: BinaryIO, line: bytes) -> int:
    """How many bytes more a line has, of which the end wasn't read."""
    size = 0
    while not line.endswith(b"\n") and (line := file.readline(LINE_LIMIT)):
        size += len(line)
    return size


def _too_long(size: int) -> RecordError:
    return RecordError(None, None, f"the line has {size:,} bytes; a record may have {LINE_LIMIT:,}")


def text_lines(file: BinaryIO, first: int = 1) -> Iterator[Line]:
    """The lines of a file as text, without its byte order mark; bytes that aren't UTF-8 and lines too long are errors.

    `first` is the number of the line that is read first.
    """
    number = first - 1
    while line := file.readline(LINE_LIMIT + 1):
        number += 1
        if len(line) > LINE_LIMIT:
            yield number, _too_long(len(line) + _rest_of_line(file, line))
            continue
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError as error:
            yield number, not_utf8(line[: error.start].decode("utf-8"), line[error.start])


def not_utf8(before: str, byte: int) -> RecordError:
    return RecordError(
        None,
        before[-60:],
        f"the text isn't UTF-8: after {before[-20:]!r} comes the byte 0x{byte:02X}. Was it saved as Latin-1 or "
        "Windows-1252? Save the file as UTF-8",
    )


def whole(file: BinaryIO) -> str:
    data = file.read(WHOLE_LIMIT + 1)
    if len(data) > WHOLE_LIMIT:
        raise TooLargeError(
            f"The file is larger than {WHOLE_LIMIT:,} bytes, which this format reads whole: use JSON Lines."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableError(
            f"The file isn't UTF-8: byte {error.start} is 0x{data[error.start]:02X}. Save it as UTF-8."
        ) from None


def part_of(items: Iterator[T], most: int, text: int, size_of: Callable[[T], int]) -> tuple[list[T], int]:
    """The next items, at most so many, or as many as have so much text together; and how much text they have."""
    part: list[T] = []
    size = 0
    for item in islice(items, most):
        part.append(item)
        size += size_of(item)
        if size >= text:
            break
    return part, size


def in_parts(items: Iterable[T], most: int, text: int, size_of: Callable[[T], int]) -> Iterator[list[T]]:
    """All items, in parts as `part_of` takes them."""
    left = iter(items)
    while part := part_of(left, most, text, size_of)[0]:
        yield part
