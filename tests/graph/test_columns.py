"""Columns have the rows they were made of, whatever is done with them."""

from __future__ import annotations

import pickle
import random

import numpy as np
import pytest

from graph.columns import Column, bytes_of, either, json_rows, same, stacked, texts_of, together


def some(chance: random.Random, size: int, different: int) -> list[str | None]:
    return [chance.choice([None, *(f"v{number}" for number in range(different))]) for _ in range(size)]


@pytest.mark.parametrize("size", [0, 1, 7, 500])
def test_columns_keep_their_rows(size: int) -> None:
    chance = random.Random(size)
    one, other = some(chance, size, 3), some(chance, size, 900)
    first, second = Column.of(one), Column.of(other)
    assert (first.rows(), second.rows(), Column.apart(other).rows()) == (one, other, other)
    assert together(first, second, first).rows() == list(zip(one, other, one, strict=True))
    assert first.map(str).distinct().rows() == list(map(str, one))
    assert pickle.loads(pickle.dumps(second)).rows() == other
    chosen = [chance.randrange(size) for _ in range(size // 2)]
    picked = second.pick(np.array(chosen, np.intp))
    assert picked.rows() == [other[at] for at in chosen]
    assert set(picked.values) == {other[at] for at in chosen}
    mask = first.where(lambda value: value == "v1")
    assert either(mask, first, second).rows() == [a if a == "v1" else b for a, b in zip(one, other, strict=True)]
    assert same(first, second).tolist() == [a == b for a, b in zip(one, other, strict=True)]
    assert first.told == any(value is not None for value in one)


def test_combinations_of_many_columns_are_told_apart() -> None:
    chance = random.Random(1)
    rows = [[chance.randrange(1_000) for _ in range(300)] for _ in range(9)]  # more than 64 bits can number
    assert together(*map(Column.of, rows)).rows() == list(zip(*rows, strict=True))


def test_stacked_columns_keep_types_and_gaps() -> None:
    parts = [
        {"a": Column.of([1, 1, 1]), "b": Column.of(["x"] * 3)},
        {"a": Column.of([1.0, None, 1.0])},
        {"a": Column.alike(1, 9)},
    ]
    found = stacked(parts, [3, 3, 9])
    assert list(map(repr, found["a"].rows())) == ["1", "1", "1", "1.0", "None", "1.0", *["1"] * 9]
    assert found["b"].rows() == ["x"] * 3 + [None] * 12


def test_texts_are_those_of_each_row() -> None:
    one, other = ["a", 'b"', "ü\n", "a"], ["1", "2", "3", "4"]
    columns = [Column.of(one), Column.alike("k", 4), Column.of(other)]
    assert texts_of(["<", columns[0], ":", columns[1], "|", columns[2], ">"]) == [
        f"<{a}:k|{b}>" for a, b in zip(one, other, strict=True)
    ]
    assert texts_of(["a", columns[1]]) == ["ak"] * 4
    assert bytes_of([columns[0]]) == [text.encode() for text in one]
    assert json_rows([columns[0], Column.of([1, None, 0.5, "x"])])[1:3] == [b'["b\\"",null]', '["ü\\n",0.5]'.encode()]
