"""What every format has in common: rows, the limits of a line and a file, text that has to be UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

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


@dataclass(frozen=True, slots=True)
class Row:
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


def text_lines(file: BinaryIO) -> Iterator[Line]:
    """The lines of a file as text, without its byte order mark; bytes that aren't UTF-8 and lines too long are errors."""
    number = 0
    while line := file.readline(LINE_LIMIT + 1):
        number += 1
        if len(line) > LINE_LIMIT:
            size = len(line)
            while not line.endswith(b"\n") and (line := file.readline(LINE_LIMIT)):
                size += len(line)
            yield number, RecordError(None, None, f"the line has {size:,} bytes; a record may have {LINE_LIMIT:,}")
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


def in_parts(items: Iterable[T], most: int, text: int, size_of: Callable[[T], int]) -> Iterator[tuple[list[T], int]]:
    """Items in lists of at most so many, or of as many as have so much text together; each with how much text it has."""
    part: list[T] = []
    size = 0
    for item in items:
        part.append(item)
        size += size_of(item)
        if len(part) >= most or size >= text:
            yield part, size
            part, size = [], 0
    if part:
        yield part, size
