"""JSON Lines and JSON."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from types import NoneType
from typing import Any, BinaryIO, NamedTuple

import orjson

from graph.errors import UnusableError
from graph.record import RecordError
from loaders.rows import HALF, LINE_LIMIT, SHOWN, Chunk, Line, Row, text_lines, whole

_KEY_END = re.compile(r'"\s*:')
_BLANK_BEFORE_COLON = re.compile(rb"\s:")
_ROUNDED = 2.0**53
_SURE = {str, int, NoneType, bool, float}


class _Damaged(NamedTuple):
    """Stands for a JSON object that can't be taken, with the field, its value and the reason, until its row is made."""

    field: str | None
    value: object
    reason: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _Damaged:
    """A JSON object; unlike the standard library alone it refuses a key given twice, NaN and infinities (also 1e400)."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        return _Damaged(twice, None, f"the key {twice!r} is given twice in one object")
    for name, value in pairs:
        if isinstance(value, _Damaged):
            return value
        if HALF.search(name):
            return _Damaged(name, None, f"the key {name!r} holds half of a character: the text is damaged")
        if isinstance(value, float) and not math.isfinite(value):
            return _Damaged(name, value, f"{name}: is not a finite number")
    return found


def _plain_record(text: str) -> dict[str, Any] | None:
    """The flat object that a text holds, where nothing of what `_object` refuses can be in it; None where that isn't sure.

    orjson reads five times as fast as the standard library, but keeps the last of a key's values without a word: each
    key ends in a quotation mark before a colon, so where there are no more of these than keys, none came twice.
    """
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    if type(found) is not dict or len(found) != len(_KEY_END.findall(text)):
        return None
    return found if all(map(_is_sure, found.values())) else None


def _plain_records(data: bytes) -> list[dict[str, Any]] | None:
    """`_plain_record` of many lines at once; None where it isn't sure of all of them."""
    if _BLANK_BEFORE_COLON.search(data):
        return None
    try:
        found = list(map(orjson.loads, data.removesuffix(b"\n").split(b"\n")))
    except orjson.JSONDecodeError:
        return None
    if {*map(type, found)} != {dict} or sum(map(len, found)) != data.count(b'":'):
        return None
    values = list(chain.from_iterable(one.values() for one in found))
    kinds = {*map(type, values)}
    if not kinds <= _SURE or (float in kinds and not all(map(_is_sure, values))):
        return None
    return found


def _is_sure(value: object) -> bool:
    """Whether orjson reads a value as the standard library does: it rounds whole numbers past 64 bits, also in lists."""
    kind = type(value)
    return kind is str or kind is int or value is None or kind is bool or (kind is float and abs(value) < _ROUNDED)  # type: ignore[arg-type]


def _parsed(text: str, what: str) -> object:
    """A JSON value, in which an object that can't be taken is a `_Damaged`. Raises RecordError for what isn't JSON."""
    if (plain := _plain_record(text)) is not None:
        return plain
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        reason = f"{what} isn't JSON ({line}column {error.colno}: {error.msg})"
    except RecursionError:
        reason = f"{what} isn't a record: its brackets are nested too deeply"
    except ValueError:  # the one that is left: a whole number of more digits than Python reads
        reason = f"{what} has a number with too many digits"
    raise RecordError(None, text[:SHOWN], reason)


def _json_row(line: int, record: object) -> Row:
    if isinstance(record, _Damaged):
        return Row(line, error=RecordError(*record))
    return Row(line, record)


def read_jsonl(file: BinaryIO) -> Iterator[Row]:
    """JSON Lines: an object a line. Blank lines are no records."""
    return read_lines(text_lines(file))


def read_lines(lines: Iterable[Line]) -> Iterator[Row]:
    """The rows of lines, wherever they come from: each line of JSON Lines can be read by itself."""
    for number, line in lines:
        if isinstance(line, RecordError):
            yield Row(number, error=line)
        elif line.strip():
            try:
                yield _json_row(number, _parsed(line, "the line"))
            except RecordError as error:
                yield Row(number, error=error)


def rows_of_chunk(chunk: Chunk) -> list[Row]:
    """The rows of some lines as they stand in the file, quicker where nothing is special about any of them."""
    if chunk.too_long is not None:
        return [Row(chunk.first, error=chunk.too_long)]
    records = _plain_records(chunk.data) if len(chunk.data) else None
    if records is not None and max(map(len, chunk.data.split(b"\n"))) < LINE_LIMIT:
        return [Row(number, record) for number, record in enumerate(records, start=chunk.first)]
    return list(read_lines(text_lines(BytesIO(chunk.data), chunk.first)))


def read_json(file: BinaryIO) -> Iterator[Row]:
    """One JSON value: a list of records, or one record. Lines can't be told; rows are numbered from 1."""
    text = whole(file)
    if not text.strip():
        return
    try:
        value = _parsed(text, "the text")
    except RecordError as error:
        raise UnusableError(f"The file can't be read as JSON: {error.reason}.") from None
    for number, record in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _json_row(number, record)
