"""The rows that a progress bar expects: near the truth for files of lines, and nothing where it can't be told."""

from __future__ import annotations

from pathlib import Path

from loaders.expecting import expected_rows


def test_rows_are_told_from_the_size(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("".join(f'{{"row": {n:06}}}\n' for n in range(50_000)))
    small = tmp_path / "b.csv"
    small.write_text("one line without an end")
    assert expected_rows([file, small]) == 50_001
    (tmp_path / "empty.jsonl").touch()
    assert expected_rows([tmp_path / "empty.jsonl"]) == 0


def test_nothing_is_expected_of_what_has_no_lines_or_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\n")
    assert expected_rows([tmp_path / "a.xlsx"]) is None
    assert expected_rows([tmp_path / "absent.csv"]) is None
