"""Numbers add up only within one unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Claim
from graph.quantities import Amount, add_up
from tests.graph.claims import claim


def amount(*claims: Claim) -> Amount:
    found = add_up(claims)
    assert found is not None
    return found


def test_a_single_number_is_both_low_and_high() -> None:
    assert amount(claim("KOR", "asserts", quantity=11000, unit="people", approximate=True)) == Amount(
        11000, 11000, 11000, "people", True, False
    )


def test_best_is_the_median_of_the_origins_middles() -> None:
    found = amount(
        claim("KOR", "asserts", quantity=10, unit="people"),
        claim("USA", "asserts", quantity_low=20, quantity_high=40, unit="people"),
        claim("UKR", "reports", quantity=12, quantity_low=11, quantity_high=90, unit="people"),
    )
    assert (found.low, found.best, found.high) == (10, 12, 90)


def test_two_claims_of_one_origin_on_one_day_are_one_origin() -> None:
    found = amount(
        claim("org:a", "asserts", origin="KOR", quantity=10, unit="people"),
        claim("org:b", "asserts", origin="KOR", quantity=20, unit="people"),
        claim("USA", "asserts", quantity=100, unit="people"),
    )
    assert (found.low, found.best, found.high) == (10, 57.5, 100)


def test_of_each_origin_its_newest_day_that_gives_numbers_counts() -> None:
    found = amount(
        claim("KOR", "asserts", day="2024-01-01", quantity=10, unit="people"),
        claim("KOR", "asserts", day="2024-02-01", quantity=12, unit="people", id="c2"),
        claim("KOR", "asserts", day="2024-03-01", id="c3"),
    )
    assert (found.low, found.high) == (12, 12)


def test_the_unit_of_most_origins_is_shown_and_a_tie_goes_to_the_alphabet() -> None:
    tonnes = claim("KOR", "asserts", quantity=5, unit="tonnes")
    pieces = claim("USA", "asserts", quantity=7, unit="pieces")
    assert amount(tonnes, pieces).unit == "pieces"
    assert amount(tonnes, pieces, claim("JPN", "asserts", quantity=6, unit="tonnes")) == Amount(
        5, 5.5, 6, "tonnes", False, True
    )


@pytest.mark.parametrize(("low", "high", "disagree"), [(1, 5, False), (5, 9, False), (11, 12, True)])
def test_quantities_disagree_when_two_ranges_do_not_touch(low: float, high: float, disagree: bool) -> None:
    found = amount(
        claim("KOR", "asserts", quantity_low=low, quantity_high=high),
        claim("USA", "asserts", quantity_low=5, quantity_high=10),
    )
    assert found.disagree is disagree


def test_doubts_and_other_aspects_give_no_numbers() -> None:
    assert add_up([claim("KOR", "doubts", quantity=1), claim("USA", "asserts", aspect="date", quantity=2)]) is None
    assert amount(claim("USA", "asserts", aspect="quantity", quantity=2)).best == 2


def test_values_add_up_beside_quantities() -> None:
    priced = claim("org:sipri", "asserts", quantity=35, unit="pieces", value=24.5, value_unit="TIV_million")
    found = add_up([priced], of_value=True)
    assert found is not None
    assert (found.best, found.unit) == (24.5, "TIV_million")
    assert amount(priced).best == 35


@given(st.lists(st.tuples(st.sampled_from(["KOR", "USA", "JPN"]), st.integers(0, 99), st.integers(0, 99)), min_size=1))
def test_low_best_and_high_stand_in_order(rows: list[tuple[str, int, int]]) -> None:
    found = amount(
        *(
            claim(by, "asserts", quantity_low=min(a, b), quantity_high=max(a, b), id=f"c{n}")
            for n, (by, a, b) in enumerate(rows)
        )
    )
    assert found.low <= found.best <= found.high
