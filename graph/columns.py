"""Columns that tell each of their values once, and which of them each row has: what a load is quickest with.

Of a million records most words come again and again. A rule is asked once for each different value (`Column.map`), or for
each combination that there is (`together`), never for each row.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain, compress, starmap
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import orjson
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pyarrow as pa

Places = NDArray[np.intp]
Mask = NDArray[np.bool_]
Columns = Mapping[str, "Column"]

# Combinations are looked up in a table of all that there could be, up to so many for each row.
_ROOM = 4


class Column:
    """A column: the values told in it, and for each row the place of its own among them.

    Each value is that of some row; two of them may be equal, where a rule made the same of several.
    """

    __slots__ = ("places", "values")

    def __init__(self, values: Sequence[Any], places: Places) -> None:
        self.values = values
        self.places = places

    @classmethod
    def of(cls, rows: Sequence[Any]) -> Self:
        """The column of these values, which have to be hashable; of those that are equal it has the first."""
        index = {value: at for at, value in enumerate(dict.fromkeys(rows))}
        return cls(list(index), np.fromiter(map(index.__getitem__, rows), np.intp, len(rows)))

    @classmethod
    def apart(cls, rows: Sequence[Any]) -> Self:
        """The column of values of which hardly any comes twice."""
        return cls(rows, np.arange(len(rows)))

    @classmethod
    def alike(cls, value: Any, size: int) -> Self:
        """The column of one value in all rows."""
        return cls([value][:size], np.zeros(size, np.intp))

    @classmethod
    def of_mask(cls, mask: Mask) -> Self:
        """The column of truths."""
        if mask.all() or not mask.any():
            return cls.alike(bool(mask.any()), len(mask))
        return cls((False, True), mask.astype(np.intp))

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, row: int) -> Any:
        return self.values[self.places[row]]

    def __reduce__(self) -> tuple[Any, ...]:
        small = self.places.astype(np.min_scalar_type(max(len(self.values) - 1, 0)))
        return _unpacked, (self.values, small if len(self.values) > 1 else len(small))

    @property
    def told(self) -> bool:
        """Whether any row has a value."""
        return any(map(is_told, self.values))

    def rows(self) -> list[Any]:
        """The value of each row."""
        if len(self.values) == 1:
            return [self.values[0]] * len(self.places)
        told: list[Any] = _objects(self.values)[self.places].tolist()
        return told

    def map(self, rule: Callable[[Any], Any]) -> Column:
        """What a rule makes of each value."""
        return Column(list(map(rule, self.values)), self.places)

    def star(self, rule: Callable[..., Any]) -> Column:
        """What a rule makes of each value, whose parts are its arguments."""
        return Column(list(starmap(rule, self.values)), self.places)

    def distinct(self) -> Column:
        """The same, with values that are equal told once; they have to be hashable."""
        index = {value: at for at, value in enumerate(dict.fromkeys(self.values))}
        if len(index) == len(self.values):
            return self
        found = np.fromiter(map(index.__getitem__, self.values), np.intp, len(self.values))
        return Column(list(index), found[self.places])

    def where(self, rule: Callable[[Any], object]) -> Mask:
        """For each row whether something holds of its value."""
        holds = np.fromiter((bool(rule(value)) for value in self.values), np.bool_, len(self.values))
        return holds[self.places]

    def numbers(self, rule: Callable[[Any], int]) -> Places:
        """For each row the whole number that a rule makes of its value."""
        return np.fromiter(map(rule, self.values), np.intp, len(self.values))[self.places]

    def pick(self, rows: Places) -> Column:
        """The rows at these places, in this order."""
        places = self.places[rows]
        used = np.zeros(len(self.values), np.bool_)
        used[places] = True
        if used.all():
            return Column(self.values, places)
        values = list(compress(self.values, used.tolist()))
        return Column(values, (np.cumsum(used) - 1)[places])


def is_told(value: object) -> bool:
    """Whether there is a value."""
    return value is not None


def _unpacked(values: Sequence[Any], places: Any) -> Column:
    return Column(values, np.zeros(places, np.intp) if isinstance(places, int) else places.astype(np.intp))


def _objects(values: Sequence[Any]) -> NDArray[np.object_]:
    return np.fromiter(values, np.object_, len(values))


def together(*columns: Column) -> Column:
    """The combinations that the rows of columns have, as tuples."""
    size = len(columns[0])
    key: Places = np.zeros(size, np.intp)
    most = 1
    for column in columns:
        count = len(column.values)
        if most * count > sys.maxsize:
            key = _told_apart(key)
            most = size
        key = key * count + column.places
        most *= count
    if most <= _ROOM * size:
        there = np.zeros(most, np.bool_)
        there[key] = True
        found = (np.cumsum(there) - 1)[key]
    else:
        found = _told_apart(key)
    some = np.empty(int(found.max()) + 1 if size else 0, np.intp)
    some[found] = np.arange(size)  # a row that has it
    parts = [map(column.values.__getitem__, column.places[some].tolist()) for column in columns]
    return Column(list(zip(*parts, strict=True)), found)


def _told_apart(numbers: Places) -> Places:
    """For each number the place of its own among the different ones."""
    import pyarrow as pa  # noqa: PLC0415 - takes a moment to import, and only many rows need it

    found: Places = pa.array(numbers).dictionary_encode().indices.to_numpy().astype(np.intp)
    return found


def same(one: Column, other: Column) -> Mask:
    """For each row whether it has the same value in both columns."""
    index = {value: at for at, value in enumerate(dict.fromkeys(one.values))}
    alike: Mask = one.numbers(index.__getitem__) == other.numbers(lambda value: index.get(value, -1))
    return alike


def either(mask: Mask, one: Column, other: Column) -> Column:
    """The one column where the mask holds, the other elsewhere."""
    if not mask.any():
        return other
    places = np.where(mask, one.places, other.places + len(one.values))
    return Column([*one.values, *other.values], places).pick(np.arange(len(mask))).distinct()


def texts_of(parts: Sequence[Column | str]) -> list[str]:
    """For each row its texts one behind the other; a part that is no column is the same in all rows."""
    told: list[str] = _joined(parts).to_pylist()
    return told


def bytes_of(parts: Sequence[Column | str]) -> list[bytes]:
    """The same as bytes."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    told: list[bytes] = _joined(parts).cast(pa.large_binary()).to_pylist()
    return told


def _joined(parts: Sequence[Column | str]) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415 - as above
    import pyarrow.compute as pc  # noqa: PLC0415

    told: list[pa.Array | pa.Scalar] = []
    before = ""
    for part in parts:
        if isinstance(part, Column) and len(part.values) != 1:
            told += [pa.scalar(before, pa.large_string()), pa.array(part.values, pa.large_string()).take(part.places)]
            before = ""
        else:
            before += part if isinstance(part, str) else part.values[0]
    told.append(pa.scalar(before, pa.large_string()))
    if len(told) == 1:
        size = next(len(part) for part in parts if isinstance(part, Column))
        return pa.array([before] * size, pa.large_string())
    return pc.binary_join_element_wise(*told, pa.scalar("", pa.large_string()))


def json_of(column: Column) -> Sequence[Column | str]:
    """A column's values as JSON, as parts of a text."""
    if all(type(value) is str for value in column.values):
        text = "".join(column.values)
        if text.isprintable() and '"' not in text and "\\" not in text:
            return '"', column, '"'
    return (column.map(_json),)


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def json_rows(columns: Iterable[Column]) -> list[bytes]:
    """Each row as a JSON array."""
    return bytes_of(["[", *[part for column in columns for part in (",", *json_of(column))][1:], "]"])


def in_order(ids: Column) -> Places:
    """The places of rows in order of their ids, which are ASCII; of equal ones the first comes first."""
    return np.argsort(_ascii(ids), kind="stable")


def begins(ids: Column) -> Places:
    """Of sorted ids the places where another one begins."""
    listed = _ascii(ids)
    return np.flatnonzero(np.concatenate([np.ones(min(len(listed), 1), np.bool_), listed[1:] != listed[:-1]]))


def _ascii(ids: Column) -> NDArray[np.bytes_]:
    return np.array(ids.values, np.bytes_)[ids.places]


def picked(columns: Columns, rows: Places) -> dict[str, Column]:
    """The rows at these places of each column."""
    return {name: column.pick(rows) for name, column in columns.items()}


def stacked(parts: Sequence[Columns], sizes: Sequence[int]) -> dict[str, Column]:
    """Columns one below the other; where a part has none of a name, its rows have None there."""
    names = dict.fromkeys(chain.from_iterable(parts))
    return {
        name: _stacked([part.get(name) or Column.alike(None, size) for part, size in zip(parts, sizes, strict=True)])
        for name in names
    }


def _stacked(columns: Sequence[Column]) -> Column:
    values = list(chain.from_iterable(column.values for column in columns))
    offsets = np.cumsum([0, *(len(column.values) for column in columns)])
    places = np.concatenate([column.places + offset for column, offset in zip(columns, offsets.tolist(), strict=False)])
    if 2 * len(values) > len(places):
        return Column(values, places)  # they hardly come again
    # Equal numbers of two types are two values.
    index = {key: at for at, key in enumerate(dict.fromkeys((type(value), value) for value in values))}
    found = np.fromiter((index[type(value), value] for value in values), np.intp, len(values))
    return Column([value for _, value in index], found[places])


def lone_places(ids: Column, others: Collection[str]) -> tuple[Places, Places]:
    """Of sorted ids the places of those that come once and aren't among `others`, and the places of all else."""
    if not len(ids):
        return ids.places, ids.places
    alike = ids.where(others.__contains__) if others else np.zeros(len(ids), np.bool_)
    listed = _ascii(ids)
    again = listed[1:] == listed[:-1]
    alike[1:] |= again
    alike[:-1] |= again
    return np.flatnonzero(~alike), np.flatnonzero(alike)
