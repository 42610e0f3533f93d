"""The quick way of reading a line of JSON takes only what the careful way would read alike."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from loaders.json_rows import _plain_record, read_jsonl, rows_of_chunk
from loaders.rows import LINE_LIMIT, chunks


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


_LINES = [
    '{"actor": "Norway"}', "", '{"actor": "Ísland", "quantity": 0.5}', "  ", '{"actor": "a", "actor": "b"}',
    "no JSON", '{"actor" : "x"}',
    '{"quantity": 12345678901234567890123}', '{"quantity": 1e400}', '{"note": "colon \\": inside"}', "[1]",
    '{"in_return_for": ["a"]}',
    '{"note": "\\ud800"}', "\r", '{"actor": "Norway"}\r',
]  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 17, 60, 1_000_000])
@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n"])
@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf", b"\n"])
def test_chunks_hold_the_rows_of_a_file(size: int, end: bytes, begin: bytes) -> None:
    data = begin + "\n".join(_LINES).encode() + b'\n{"note": "\xff"}\n' + "\n".join(_LINES[:1]).encode() + end
    found = [row for chunk in chunks(BytesIO(data), size) for row in rows_of_chunk(chunk)]
    assert list(map(repr, found)) == list(map(repr, read_jsonl(BytesIO(data))))


@pytest.mark.parametrize("size", [10, LINE_LIMIT, 3 * LINE_LIMIT])
@pytest.mark.parametrize("over", [-1, 0, 1, LINE_LIMIT])
@pytest.mark.parametrize("end", [b"", b'\n{"actor":"Norway"}\n'])
def test_a_line_that_is_too_long_is_one_row_in_chunks(size: int, over: int, end: bytes) -> None:
    before = b'{"actor":"Norway"}\n'
    data = before + b'{"note":"' + b"n" * (LINE_LIMIT - len(b'{"note":""}\n') + over) + b'"}' + end
    found = [row for chunk in chunks(BytesIO(data), size) for row in rows_of_chunk(chunk)]
    assert list(map(repr, found)) == list(map(repr, read_jsonl(BytesIO(data))))
