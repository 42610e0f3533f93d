from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import TooLargeError, UnusableError
from graph.guard.values import check_values

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | TEXT
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=20)


@settings(deadline=None)
@given(st.dictionaries(TEXT, VALUES))
def test_all_that_json_and_neo4j_both_hold_passes(parameters: dict[str, object]) -> None:
    check_values(parameters)


@pytest.mark.parametrize("bad", ["a\0", "\ud800", 2**63, -(2**63) - 1])
@pytest.mark.parametrize("depth", [0, 1, 50])
def test_what_neo4j_cannot_hold_is_named(bad: object, depth: int) -> None:
    value = bad
    for level in range(depth):
        value = [value] if level % 2 else {"inner": value}
    with pytest.raises(UnusableError, match=r"\$there"):
        check_values({"here": 1, "there": value})


def test_names_are_looked_at_too() -> None:
    for parameters in ({"\ud800": 1}, {"outer": {"\0": 1}}):
        with pytest.raises(UnusableError):
            check_values(parameters)


def test_very_deep_values_are_too_large() -> None:
    value: object = 1
    for _ in range(500):
        value = [value]
    with pytest.raises(TooLargeError, match="deep"):
        check_values({"x": value})
