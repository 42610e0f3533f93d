"""One record alone: what its fields may hold, and what a refusal says."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from graph.record import FIELDS, FactRecord, RecordError, _checked_by_field, check_record
from tests.files import SAMPLE, records
from tests.graph.test_drawing import made_up

GOOD: dict[str, Any] = {
    "actor": "North Korea",
    "relation": "supplies",
    "partner": "Russia",
    "resource": "troops",
    "claimant": "South Korea",
    "source_title": "A title",
}


def refusal(**changes: Any) -> RecordError:
    with pytest.raises(RecordError) as refused:
        check_record({**GOOD, **changes})
    return refused.value


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("quantity", float("nan"), "finite"),
        ("quantity", float("inf"), "finite"),
        ("quantity", "1e400", "finite"),
        ("quantity", -1, "greater than or equal to 0"),
        ("quantity", True, "not a number"),
        ("quantity", "many", "number"),
        ("since", "2024-02-30", "no date in the calendar"),
        ("since", "2022/..", "no end"),
        ("until", "../1816", "no beginning"),
        ("said_on", "2022/..", "no end or no beginning"),
        ("stance", "believes", "asserts"),
        ("aspect", "colour", "existence"),
        ("modality", "maybe", "actual"),
        ("method", "guess", "model:NAME"),
        ("confidence", 1.5, "less than or equal to 1"),
        ("source_url", "javascript:alert(1)", "http"),
        ("source_url", "file:///etc/passwd", "http"),
        ("source_url", "http://", "http"),
        ("claimant_kind", "alien", "country"),
        ("actor_role", "army", "pattern"),
        ("note", "half \ud800", "damaged"),
        ("note", "nul \x00", "damaged"),
        ("actor", "x" * 1001, "at most 1,000"),
        ("about", {"a": 1}, "string"),
    ],
)
def test_a_wrong_value_names_its_field(field: str, value: object, says: str) -> None:
    error = refusal(**{field: value})
    assert error.field == field
    assert says in error.reason


def test_an_unknown_field_is_refused_with_the_nearest() -> None:
    error = refusal(sinse="2024")
    assert (error.field, error.suggestions) == ("sinse", ["since"])


@pytest.mark.parametrize(
    ("absent", "field"),
    [("actor", "actor"), ("relation", "relation"), ("claimant", "claimant"), ("source_title", "source_id")],
)
def test_what_is_needed_is_named(absent: str, field: str) -> None:
    with pytest.raises(RecordError) as refused:
        check_record({name: value for name, value in GOOD.items() if name != absent})
    assert refused.value.field == field


def test_low_above_high_and_an_end_before_the_beginning() -> None:
    assert refusal(quantity_low=5, quantity_high=2).field == "quantity_low"
    assert refusal(quantity=5, quantity_high=2).field == "quantity"
    assert refusal(since="2024", until="2023").field == "until"
    assert check_record({**GOOD, "since": "2024", "until": "2024-03"}).until == "2024-03"


def test_null_and_empty_are_absent() -> None:
    assert check_record({**GOOD, "note": None, "place": "  ", "quantity": ""}) == check_record(GOOD)


def test_numbers_and_dates_as_other_readers_bring_them() -> None:
    assert check_record({**GOOD, "quantity": "11000", "since": 2024}).quantity == 11000
    assert check_record({**GOOD, "quantity": 11000.0}) == check_record({**GOOD, "quantity": 11000})
    assert check_record({**GOOD, "in_return_for": "a | b"}).in_return_for == ("a", "b")
    assert check_record({**GOOD, "stance": " Asserts "}).stance == "asserts"


@pytest.mark.parametrize("name", ["\ud800", "a\x00", 5, None])
def test_a_damaged_name_of_a_field_is_refused(name: Any) -> None:
    with pytest.raises(RecordError, match="damaged"):
        check_record({**GOOD, name: 1})


def test_what_is_no_object_is_refused() -> None:
    for raw in (None, 5, "text", [GOOD]):
        with pytest.raises(RecordError, match="a record is an object"):
            check_record(raw)


@given(
    st.dictionaries(
        st.sampled_from([*FIELDS, "x"]), st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    )
)
def test_anything_is_a_record_or_a_refusal(raw: dict[str, Any]) -> None:
    try:
        found: object = check_record(raw)
    except RecordError as error:
        found = error
    assert isinstance(found, FactRecord) or (isinstance(found, RecordError) and found.reason)


def test_fields_checked_one_by_one_make_the_record_that_pydantic_makes() -> None:
    from_files = [*records(SAMPLE), *made_up(random.Random(3), 50)]
    odd = [
        GOOD | {"quantity": 11000.0, "approximate": "yes", "confidence": 1, "note": " \t ", "place": " Baku "},
        GOOD | {"since": dt.date(2024, 10, 12), "until": "2024~", "actor": 731, "in_return_for": "a | b", "modality": " Planned"},
        GOOD | {"quantity": True}, GOOD | {"quantity_low": 3, "quantity_high": 2}, GOOD | {"in_return_for": ["a"]},
        GOOD | {"colour": "red"}, GOOD | {"since": "2024-13-01"}, GOOD | {"quote": ["a"]}, {"actor": "Iran"}, {},
    ]  # fmt: skip
    for raw in [*from_files, *odd, *odd]:
        quick = _checked_by_field(raw)
        try:
            wanted = FactRecord.model_validate(raw)
        except ValidationError:
            assert quick is None
        else:
            assert quick == wanted
            assert repr(quick) == repr(wanted)
