"""Rows of files: what each format reads, what it refuses, and the line that it tells."""

from __future__ import annotations

import codecs
import io
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.errors import BilatError, TooLargeError, UnusableError
from graph.record import RecordError, check_record
from loaders import rows
from loaders.formats import READERS, format_of, open_rows
from loaders.rejects import reject

FORMATS = sorted(READERS)


def read(form: str, data: bytes | str) -> list[tuple[int, Any]]:
    """Line and record of each row; for one that can't be read, its reason."""
    raw = data.encode() if isinstance(data, str) else data
    return [(row.line, row.error.reason if row.error else row.record) for row in READERS[form](io.BytesIO(raw))]


def refused(form: str, data: bytes | str) -> RecordError:
    """The error of the only row of a file, made by the format or by the check of the record."""
    raw = data.encode() if isinstance(data, str) else data
    [row] = READERS[form](io.BytesIO(raw))
    if row.error:
        return row.error
    with pytest.raises(RecordError) as caught:
        check_record(row.record)
    return caught.value


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, b"\n", b"\r\n"])
def test_an_empty_file_has_no_rows(form: str, data: bytes) -> None:
    assert read(form, data) == []


SAME = {
    "jsonl": '{"actor": "Côte d’Ivoire", "quantity": 5}\n',
    "json": '[{"actor": "Côte d’Ivoire",\n"quantity": 5}]',
    "csv": "actor,quantity\nCôte d’Ivoire,5\n",
    "yaml": "- actor: Côte d’Ivoire\n  quantity: 5\n",
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_byte_order_mark_and_line_ends_do_not_matter(form: str, mark: bytes, end: str) -> None:
    [(_, found)] = read(form, mark + SAME[form].replace("\n", end).encode())
    assert found == {"actor": "Côte d’Ivoire", "quantity": "5" if form == "csv" else 5}


@pytest.mark.parametrize(
    ("form", "text"),
    [("jsonl", '{"actor": "Peru"}\n{"actor": "Türkiye"}\n{"actor": "Peru"}\n'), ("csv", "actor\nTürkiye\nPeru\n")],
)
def test_a_line_in_latin_1_is_refused_and_the_others_go_on(form: str, text: str) -> None:
    *_, (line, reason), after = read(form, text.encode("latin-1"))
    assert "comes the byte 0xFC" in reason
    assert "saved as Latin-1" in reason
    assert (line, after) == (2, (3, {"actor": "Peru"}))


@pytest.mark.parametrize(("form", "text"), [("json", '["é"]'), ("yaml", "- é")])
def test_a_whole_file_in_latin_1_is_refused(form: str, text: str) -> None:
    with pytest.raises(UnusableError, match="isn't UTF-8: byte 2 is 0xE9"):
        read(form, text.encode("latin-1"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("form", FORMATS)
def test_utf_16_is_told_by_name(form: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / f"records.{form}"
    path.write_bytes(SAME[form].encode(encoding))
    with pytest.raises(UnusableError, match=rf"records\.{form}: The file is UTF-16 or no text"):
        list(open_rows(path))


class TestJSONL:
    def test_lines_are_counted_over_blank_ones(self) -> None:
        assert read("jsonl", '\n{"actor": "Peru"}\n  \n\n{"actor": "Chile"}') == [
            (2, {"actor": "Peru"}),
            (5, {"actor": "Chile"}),
        ]

    @pytest.mark.parametrize("line", ["actor: Peru", '{"actor": "Peru"', '{"actor": "Peru"} x', "{'actor': 'Peru'}"])
    def test_what_is_not_json_says_so(self, line: str) -> None:
        error = refused("jsonl", line)
        assert error.reason.startswith("the line isn't JSON (column ")
        assert error.value == line

    @pytest.mark.parametrize("line", ["[]", "3", '"Peru"', "null", "true"])
    def test_a_record_is_an_object(self, line: str) -> None:
        assert "a record is an object with named fields" in refused("jsonl", line).reason

    def test_a_line_of_ten_megabytes_is_refused_and_the_next_is_read(self) -> None:
        long = b'{"note": "' + b"x" * 10_000_000 + b'"}\n'
        first, second = read("jsonl", long + b'{"actor": "Peru"}\n')
        assert first == (1, "the line has 10,000,013 bytes; a record may have 1,048,576")
        assert second == (2, {"actor": "Peru"})

    @pytest.mark.parametrize("text", ["1" * 5000, "-" + "1" * 5000])
    def test_a_number_of_too_many_digits(self, text: str) -> None:
        assert refused("jsonl", f'{{"quantity": {text}}}').reason == "the line has a number with too many digits"

    def test_half_a_character_in_a_key(self) -> None:
        assert "half of a character" in refused("jsonl", '{"actor\\ud800": 1}').reason

    def test_brackets_without_end(self) -> None:
        assert "nested too deeply" in refused("jsonl", "[" * 500_000).reason


class TestJSON:
    def test_a_list_or_one_record(self) -> None:
        assert read("json", '[{"actor": "Peru"}, {"actor": "Chile"}]') == [
            (1, {"actor": "Peru"}),
            (2, {"actor": "Chile"}),
        ]
        assert read("json", '{"actor": "Peru"}') == [(1, {"actor": "Peru"})]

    def test_a_damaged_record_does_not_stop_the_others(self) -> None:
        text = '[{"actor": "Peru", "actor": "Chile"}, {"quantity": NaN}, {"note": {"a": 1, "a": 2}}, {"actor": "Peru"}]'
        assert [found for _, found in read("json", text)] == [
            "the key 'actor' is given twice in one object",
            "quantity: is not a finite number",
            "the key 'a' is given twice in one object",
            {"actor": "Peru"},
        ]

    def test_what_is_not_json_says_so(self) -> None:
        with pytest.raises(UnusableError, match=r"can't be read as JSON: the text isn't JSON \(line 2, column 2: "):
            read("json", "[\n{]")


@pytest.mark.parametrize("form", ["jsonl", "json"])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400"])
@pytest.mark.parametrize("field", ["quantity", "note"])
def test_numbers_that_are_none_reject_naming_the_field(form: str, number: str, field: str) -> None:
    error = refused(form, f'{{"actor": "Peru", "{field}": {number}}}')
    assert (error.field, error.reason) == (field, f"{field}: is not a finite number")


@pytest.mark.parametrize("form", ["jsonl", "json", "yaml"])
def test_a_key_given_twice_rejects_naming_it(form: str) -> None:
    text = '{"actor": "Peru", "note": "a", "note": "a"}'
    error = refused(form, text)
    assert error.field == "note"
    assert "the key 'note' is given twice" in error.reason


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("jsonl", '{{"since": "{day}"}}'),
        ("json", '{{"since": "{day}"}}'),
        ("csv", "since\n{day}\n"),
        ("yaml", "since: {day}"),
        ("yaml", "since: '{day}'"),
    ],
)
@pytest.mark.parametrize("day", ["2024-02-30", "2023-02-29", "2024-13-01"])
def test_a_day_that_does_not_exist_is_refused_by_name(form: str, text: str, day: str) -> None:
    error = refused(form, text.format(day=day))
    assert (error.field, error.value) == ("since", day)
    assert "date" in error.reason


class TestCSV:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_commas_semicolons_and_tabs(self, delimiter: str) -> None:
        text = "actor,partner\nPeru,Chile\n".replace(",", delimiter)
        assert read("csv", text) == [(2, {"actor": "Peru", "partner": "Chile"})]

    def test_quoted_line_ends_keep_the_count_of_lines(self) -> None:
        text = 'actor,note\r\nPeru,"one\r\ntwo ""three"", four"\r\n\r\nChile,five\r\n'
        assert read("csv", text) == [
            (2, {"actor": "Peru", "note": 'one\r\ntwo "three", four'}),
            (5, {"actor": "Chile", "note": "five"}),
        ]

    def test_empty_cells_and_short_rows_are_absent_fields(self) -> None:
        text = "actor, partner ,note\nPeru,,\nChile\n,,\nCuba,  ,x\n"
        assert read("csv", text) == [
            (2, {"actor": "Peru"}),
            (3, {"actor": "Chile"}),
            (5, {"actor": "Cuba", "note": "x"}),
        ]

    def test_a_row_of_too_many_cells_is_refused(self) -> None:
        first, second, third = read("csv", "actor,note\nPeru,one, two\nChile,x,,\nCuba,y\n")
        assert first == (2, "the row has 3 cells, and the header has 2: is a cell with a comma unquoted?")
        assert (second[1]["actor"], third) == ("Chile", (4, {"actor": "Cuba", "note": "y"}))

    def test_a_quote_that_is_never_closed_costs_its_own_line_only(self) -> None:
        found = read("csv", 'actor,note\nPeru,"one\nChile,two\n\nCuba,three\n')
        assert found == [
            (2, "the row can't be read as CSV: a quote is opened and never closed"),
            (3, {"actor": "Chile", "note": "two"}),
            (5, {"actor": "Cuba", "note": "three"}),
        ]

    def test_a_stray_quote_does_not_swallow_rows_up_to_the_next_quote(self) -> None:
        found = read("csv", 'actor,note\nPeru,"one\nChile,two\nCuba,"a, b"\n')
        assert [line for line, _ in found] == [2, 3, 4]
        assert found[1:] == [(3, {"actor": "Chile", "note": "two"}), (4, {"actor": "Cuba", "note": "a, b"})]

    def test_text_after_a_closing_quote(self) -> None:
        error = refused("csv", 'actor,note\n"Peru"x,y\n')
        assert "a quote is closed in the middle of a cell" in error.reason
        assert error.value == '"Peru"x,y\n'

    @pytest.mark.parametrize("quote", ["", '"'])
    def test_a_line_of_ten_megabytes_is_refused_and_the_next_is_read(self, quote: str) -> None:
        found = read("csv", f"actor,note\nPeru,{quote}{'x' * 10_000_000}{quote}\nChile,y\n")
        assert found == [
            (2, "the row can't be read as CSV: a line has more than 1,048,576 characters"),
            (3, {"actor": "Chile", "note": "y"}),
        ]

    @pytest.mark.parametrize("header", ["who,whom", "Peru,Chile", "", '{"actor": "Peru"}'])
    def test_a_header_that_names_no_field(self, header: str) -> None:
        with pytest.raises(UnusableError, match=r"names no field of a record.*'actor,relation"):
            read("csv", f"{header}\nPeru,Chile\n")

    def test_a_header_that_names_a_field_twice(self) -> None:
        with pytest.raises(UnusableError, match="names actor twice"):
            read("csv", "actor,note, actor\nPeru,x,Chile\n")

    def test_a_header_in_latin_1(self) -> None:
        with pytest.raises(UnusableError, match=r"The header of the CSV file can't be read: .* the byte 0xE9"):
            read("csv", "actor,résumé\nPeru,x\n".encode("latin-1"))

    def test_an_unknown_column_rejects_where_it_is_filled(self) -> None:
        assert read("csv", "actor,colour\nPeru,\n") == [(2, {"actor": "Peru"})]
        assert refused("csv", "actor,colour\nPeru,red\n").field == "colour"


class TestYAML:
    def test_lines_documents_and_single_records(self) -> None:
        text = "# two\n- actor: Peru\n\n- actor: Chile\n---\nactor: Cuba\n---\n...\n---\n- actor: Haiti\n"
        assert read("yaml", text) == [
            (2, {"actor": "Peru"}),
            (4, {"actor": "Chile"}),
            (6, {"actor": "Cuba"}),
            (10, {"actor": "Haiti"}),
        ]

    def test_what_is_not_quoted_is_read_as_json_would(self) -> None:
        text = (
            "{actor: NO, partner: on, resource: 010, since: 2024-10-12, until: 2024, note: 1:30, unit: 1_000, "
            "quantity: -1.5, quantity_low: 2, value: 1e3, approximate: true, place: ~, level: null, quote: '5'}"
        )
        assert read("yaml", text) == [
            (
                1,
                {
                    "actor": "NO", "partner": "on", "resource": "010", "since": "2024-10-12", "until": 2024,
                    "note": "1:30", "unit": "1_000", "quantity": -1.5, "quantity_low": 2, "value": 1000.0,
                    "approximate": True, "place": None, "level": None, "quote": "5",
                },
            )
        ]  # fmt: skip

    @pytest.mark.parametrize("number", [".nan", ".inf", "-.inf", "1e400", "-1e400"])
    def test_numbers_that_are_none_reject_naming_the_field(self, number: str) -> None:
        error = refused("yaml", f"quantity: {number}")
        assert error.field == "quantity"
        assert "number" in error.reason

    @pytest.mark.parametrize(
        "text",
        ["- &a {actor: Peru}\n- *a", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"],
        ids=["alias", "bomb"],
    )
    def test_aliases_are_refused(self, text: str) -> None:
        with pytest.raises(UnusableError, match=r"Line 2 .* has an alias \(\*a\); write the value out"):
            read("yaml", text)

    @pytest.mark.parametrize("text", ["- actor: [", "a: b: c", "\tactor: Peru", "a: \x07", "%", "- @x", "[" * 9])
    def test_what_is_not_yaml_says_so(self, text: str) -> None:
        with pytest.raises(UnusableError, match="can't be read as YAML: "):
            read("yaml", text)

    @pytest.mark.parametrize("text", ["- Peru", "Peru", "- [actor, Peru]", "- 3"])
    def test_a_record_is_a_mapping(self, text: str) -> None:
        assert refused("yaml", text).reason == "a record is a mapping of field names to values"

    @pytest.mark.parametrize("text", ["actor: !!python/object:os.system x", "note: !!binary x", "note: !mine x"])
    def test_tags_do_nothing(self, text: str) -> None:
        error = refused("yaml", text)
        assert error.field == text.partition(":")[0]

    def test_keys_are_names(self) -> None:
        assert refused("yaml", "? [a, b]\n: 1").reason == "a key isn't the name of a field"

    @pytest.mark.parametrize("text", ["note: " + "[" * 900 + "]" * 900, "[" * 500_000, "{a: " * 30])
    def test_nesting_without_end_is_refused(self, text: str) -> None:
        with pytest.raises(UnusableError, match="nested more than 20 deep"):
            read("yaml", text)


def test_a_file_that_is_read_whole_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "WHOLE_LIMIT", 10)
    with pytest.raises(TooLargeError, match=r"larger than 10 bytes.*JSON Lines"):
        read("json", '[{"actor": "Peru"}]')


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.jsonl", "jsonl"), ("a.NDJSON", "jsonl"), ("a.json", "json"), ("a.tsv", "csv"), ("a.yml", "yaml")],
)
def test_a_format_is_told_by_the_ending(name: str, form: str) -> None:
    assert format_of(Path(name)) == form
    assert format_of(Path(name), "csv") == "csv"


def test_formats_that_are_not_known() -> None:
    with pytest.raises(UnusableError, match=r"Say it with --format: jsonl, json, csv, yaml"):
        format_of(Path("records.xls"))
    with pytest.raises(UnusableError, match="There is no format 'xls'; there are jsonl"):
        format_of(Path("records.jsonl"), "xls")


def test_files_that_can_not_be_opened_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "absent", tmp_path):
        with pytest.raises(UnusableError, match=rf"{path} can't be read: "):
            list(open_rows(path))
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(UnusableError, match=r"bad\.json: The file can't be read as JSON"):
        list(open_rows(tmp_path / "bad.json"))


_PIECES = st.lists(
    st.sampled_from(
        [b'{"actor":', b'"Peru"', b"}", b"[", b"]", b",", b"\n", b"\r", b'"', b"- ", b"actor", b": ", b"NaN", b"1e999",
         b"\xff", b"\xef\xbb\xbf", b"\0", b"&a ", b"*a", b"---\n", b"!!int ", b"<<", b";", b"\t", b"? ", b"|\n", b"\\ud800"]
    )
    | st.binary(max_size=4),
    max_size=30,
).map(b"".join)  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@given(data=_PIECES)
@example(data=b'{"\\ud800": 1}')
@example(data=b'{"actor": "\\udfff", "quantity": 1' + b"0" * 400 + b"}")
@example(data=b"actor\n" + b'"\n' * 50)
def test_any_bytes_give_rows_rejects_or_a_clear_error(form: str, data: bytes) -> None:
    try:
        found = list(READERS[form](io.BytesIO(data)))
    except BilatError:
        return
    assert [row.line for row in found] == sorted({row.line for row in found})
    for row in found:
        try:
            if row.error is not None:
                raise row.error
            check_record(row.record)
        except RecordError as error:
            told = orjson.loads(orjson.dumps(reject("x", row.line, row.record, error)))
            assert told["reason"]
