"""The quick way of reading a line of JSON takes only what the careful way would read alike."""

from __future__ import annotations

import json

import pytest

from loaders.json_rows import _plain_record


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "x", "b": 1, "c": null, "d": true, "e": 0.5, "f": -3}',
        '{"a": "http://x.org/: y", "b" : "朝鲜: \\u00e9"}',
        '{"a"\\t: 18446744073709551615}'.replace("\\t", "\t"),
        "{}",
    ],
)
def test_a_flat_object_is_read_as_the_standard_library_reads_it(text: str) -> None:
    assert _plain_record(text) == json.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"a": 1, "a" : 2}',
        '{"a": 1, "a"\n:2}',
        '{"a": 1, "\\u0061": 2}',
        '{"a": 12345678901234567890123}',
        '{"a": [12345678901234567890123]}',
        '{"a": {"b": 1, "b": 2}}',
        '{"a": NaN}',
        '{"a": 1e400}',
        '{"a": "\\ud800"}',
        '{"a": 1',
        "[1]",
        '"text"',
    ],
)
def test_what_may_be_out_of_order_is_left_to_the_careful_way(text: str) -> None:
    assert _plain_record(text) is None
