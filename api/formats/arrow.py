"""An Arrow stream (`pyarrow.ipc`): each column has a type where its first rows agree on one, and is text otherwise.

The types are settled by the rows that come first together. All booleans, integers, floats (or both kinds of numbers),
dates, date-times, byte arrays: that type. Lists of one of these alike. All else is text, as it is or as JSON. A later
value that doesn't fit ends the stream with an error, for a stream can't change its types: a query should make such a
column text by `toString`.

A cut answer ends with an empty batch that has metadata, `truncated` or `error`; after an error nothing marks the end.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import chain
from typing import Any, ClassVar

import pyarrow as pa

from api.formats import Ending, text_of
from graph.errors import QueryError
from graph.iso import Day, Moment


class Writer:
    """Arrow IPC streams."""

    media_type: ClassVar = "application/vnd.apache.arrow.stream"
    name: ClassVar = "arrow"
    holds_back: ClassVar = True
    tells_errors: ClassVar = False

    def __init__(self) -> None:
        self._columns: list[str] = []
        self._schema: Any = None
        self._sink = io.BytesIO()
        self._stream: Any = None

    def begin(self, columns: list[str]) -> bytes:
        """Nothing yet: the schema needs the first rows."""
        self._columns = columns
        return b""

    def rows(self, rows: list[list[Any]]) -> bytes:
        """A record batch. Raises QueryError for a value that doesn't fit its column's type."""
        columns = list(zip(*rows, strict=True)) if self._columns else []
        if self._stream is None:
            self._start([_type(column) for column in columns])
        arrays = [self._array(column, place) for place, column in enumerate(columns)]
        self._stream.write_batch(pa.record_batch(arrays, schema=self._schema))
        return self._taken()

    def end(self, ending: Ending) -> bytes:
        """The mark of the end, and before it what there is to say."""
        if self._stream is None:
            self._start([pa.string()] * len(self._columns))
        told = ending.told()
        if "complete" not in told:
            empty = pa.record_batch([pa.array([], field.type) for field in self._schema], schema=self._schema)
            self._stream.write_batch(empty, custom_metadata={name: str(value) for name, value in told.items()})
        if ending.error is None:
            self._stream.close()
        return self._taken()

    def _start(self, types: Sequence[Any]) -> None:
        self._schema = pa.schema(list(zip(self._columns, types, strict=True)))
        self._stream = pa.ipc.new_stream(self._sink, self._schema)

    def _array(self, column: Sequence[Any], place: int) -> Any:
        wanted, found = self._schema.field(place).type, _type(column)
        if wanted in {found, _TEXT} or _is_null(column) or (wanted == _FLOAT and found == _INTEGER):
            return _array(column, wanted)
        raise QueryError(
            f"The column {self._columns[place]!r} began as {wanted} and goes on as {found}: make it text by toString in "
            "the query, or ask for another format."
        )

    def _taken(self) -> bytes:
        """What was written since the last time."""
        written = self._sink.getvalue()
        self._sink.seek(0)
        self._sink.truncate()
        return written


_TEXT, _FLOAT, _INTEGER, _DATE = pa.string(), pa.float64(), pa.int64(), pa.date32()
_ZONED, _LOCAL = pa.timestamp("us", tz="UTC"), pa.timestamp("us")
_PLAIN = {bool: pa.bool_(), int: _INTEGER, float: _FLOAT, bytes: pa.binary(), str: _TEXT}
# The largest whole number up to which a float tells all apart.
_EXACT = 2**53


def _is_null(column: Sequence[Any]) -> bool:
    return all(value is None for value in column)


def _type(column: Sequence[Any]) -> Any:
    """The Arrow type of some values; text where they don't agree on one.

    >>> str(_type([1, None, 2])), str(_type([1, 2.5])), str(_type([1, "a"])), str(_type([["a"], []])), str(_type([None]))
    ('int64', 'double', 'string', 'list<item: string>', 'string')
    """
    kinds = set(map(type, column)) - {type(None)}
    if kinds == {list}:
        inner = list(chain.from_iterable(value for value in column if value is not None))
        found = _type(inner)
        # Text that is put together of what doesn't agree is better told apart in JSON, of the whole list.
        return _TEXT if isinstance(found, pa.ListType) or _unlike(inner, found) else pa.list_(found)
    if kinds == {int, float}:
        exact = all(abs(value) <= _EXACT for value in column if type(value) is int)
        return _FLOAT if exact else _TEXT
    if kinds == {Moment}:
        zoned = {value.zoned for value in column if value is not None}
        fits = all(abs(value.microseconds) < 2**63 for value in column if value is not None)
        return _TEXT if len(zoned) > 1 or not fits else _ZONED if zoned.pop() else _LOCAL
    if kinds == {Day}:
        return _DATE if all(abs(value.days) < 2**31 for value in column if value is not None) else _TEXT
    return _PLAIN.get(kinds.pop(), _TEXT) if len(kinds) == 1 else _TEXT


def _unlike(values: list[Any], found: Any) -> bool:
    return found == _TEXT and (not values or not all(value is None or isinstance(value, str) for value in values))


def _array(column: Sequence[Any], wanted: Any) -> Any:
    """An array of values that `_type` has looked at."""
    if wanted == _TEXT:
        if not set(map(type, column)) <= {str, type(None)}:
            column = [None if value is None else text_of(value) for value in column]
        return pa.array(column, wanted)
    raw = _RAW.get(wanted.value_type if isinstance(wanted, pa.ListType) else wanted)
    if raw is None:
        return pa.array(column, wanted)
    kind, number = raw
    if isinstance(wanted, pa.ListType):
        return pa.array([_numbers(value, number) for value in column], pa.list_(kind)).cast(wanted)
    return pa.array(_numbers(column, number), kind).cast(wanted)


def _numbers(values: Sequence[Any] | None, number: str) -> list[Any] | None:
    return None if values is None else [None if value is None else getattr(value, number) for value in values]


# The numbers that dates and date-times are made of: their type, and where they stand.
_RAW = {_DATE: (pa.int32(), "days"), _ZONED: (pa.int64(), "microseconds"), _LOCAL: (pa.int64(), "microseconds")}
