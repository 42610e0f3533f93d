"""Dates: EDTF with its precision kept, and what a vague date spans."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import BEGINNING, END, day, edtf_date, holds, instant, now, plain_date, span
from graph.errors import UnusableError


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-10-12", "2024-10-12", "2024-10-12"),
        ("2024~", "2024-01-01", "2024-12-31"),
        ("2024-10?", "2024-10-01", "2024-10-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("../1816-01-01", BEGINNING, "1816-01-01"),
        ("2022/..", "2022-01-01", END),
        (" 2024 ", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_date_spans_the_days_that_it_can_mean(text: str, first: str, last: str) -> None:
    assert edtf_date(text)[1:] == (first, last)
    assert edtf_date(text).text == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30", "2023-02-29", "2024-13", "12.10.2024", "yesterday", "", "Y17E7", "1961/1995", "/..", "../", "..", "2024-1X",
    ],
)  # fmt: skip
def test_what_is_no_date_says_so(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnusableError, match=r"date|interval|range"):
        edtf_date(text)
    assert capsys.readouterr().out == ""


def test_a_moment_needs_both_ends() -> None:
    with pytest.raises(UnusableError, match="no end or no beginning"):
        plain_date("2022/..")
    assert day("2024-10") == "2024-10-31"


@pytest.mark.parametrize(
    ("since", "until", "on", "held"),
    [
        ("2024-10", "2024-10", "2024-10-01", True),
        ("2024-10", "2024-10", "2024-11-01", False),
        ("1961", None, "2026-01-01", True),
        (None, "1995", "1816-01-01", True),
        ("../1816-01-01", "1820", "1700-01-01", True),
        ("2020", "2022/..", "2030-01-01", True),
        (None, None, "2020-01-01", False),
    ],
)
def test_a_fact_holds_from_the_first_day_of_since_to_the_last_of_until(
    since: str | None, until: str | None, on: str, held: bool
) -> None:
    assert holds(since, until, on) is held


@given(st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9998, 12, 31)))
def test_days_months_and_years_nest(date: dt.date) -> None:
    iso = date.isoformat()
    texts = (iso, iso[:7], iso[:4])
    spans = [edtf_date(text) for text in texts]
    assert all(one.first <= iso <= one.last for one in spans)
    assert spans[2].first <= spans[1].first <= spans[0].first <= spans[0].last <= spans[1].last <= spans[2].last
    assert span(iso, None) == (iso, END)


def test_instants_are_written_alike() -> None:
    assert instant("2026-11-23T12:00:00+02:00") == "2026-11-23T10:00:00.000000Z"
    assert instant("2026-11-23T12:00:00 02:00") == instant("2026-11-23T12:00:00+02:00")
    assert instant(now()) <= now()
    for beyond in ("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"):
        with pytest.raises(UnusableError, match="is no instant"):
            instant(beyond)
    with pytest.raises(UnusableError, match="no instant"):
        instant("noon")
