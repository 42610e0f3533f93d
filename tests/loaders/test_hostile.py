"""Files that are made to break a reader: each gets a clear word, soon, and takes no more memory than its size."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from graph.errors import BilatError, UnusableError
from loaders.opening import open_file
from loaders.rows import LINE_LIMIT
from loaders.tables import workbook

DEEP = 100_000
DIGITS = 1_000_000


def laughs() -> bytes:
    """YAML whose nine lines would be nine to the power of nine words."""
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise("abcdefghi")]
    return "\n".join(lines).encode()


def rows_or_error(path: Path) -> tuple[list[str], str | None]:
    """The reasons of the rows that can't be read, and of a file that can't."""
    reasons = []
    try:
        for row in open_file(path):
            reasons += [row.error.reason] if row.error is not None else []
    except BilatError as error:
        return reasons, error.detail
    return reasons, None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("deep.json", b"[" * DEEP, "nested too deeply"),
        ("deep-objects.json", b'{"a":' * DEEP, "nested too deeply"),
        ("deep.jsonl", b'{"schema": ' + b"[" * DEEP + b"\n", "nested too deeply"),
        ("digits.json", b"[" + b"9" * DIGITS + b"]", "too many digits"),
        ("digits.jsonl", b'{"quantity": ' + b"9" * DIGITS + b"}\n", "too many digits"),
        ("laughs.yml", laughs(), "has an alias"),
        ("deep.yml", b"[" * DEEP, "nested more than"),
        ("latin.yml", b"- actor: C\xf4te d'Ivoire\n", "isn't UTF-8"),
        ("two.yml", "- actor: x\n".encode("utf-16"), "UTF-16"),
        ("two.json", '[{"actor": "x"}]'.encode("utf-16"), "UTF-16"),
        ("two.csv", "actor,relation\n".encode("utf-16"), "UTF-16"),
        ("nothing.jsonl", b"\0" * 1000, "no text at all"),
        ("long.jsonl", b"x" * (LINE_LIMIT * 3), "a record may have"),
        ("long.csv", b"x" * (LINE_LIMIT * 3), "names no field"),
        ("long-row.csv", b"actor,relation\n" + b"x" * (LINE_LIMIT * 3), "more than"),
        ("no.xlsx", b"PK\x03\x04 and nothing else", "can't be read as a workbook"),
        ("no.jsonl.zst", b"no Zstandard", "can't be unpacked"),
    ],
)  # fmt: skip
def test_gets_a_clear_word(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    reasons, error = rows_or_error(path)
    assert any(said in told for told in [*reasons, error or ""]), (reasons, error)


@pytest.fixture
def bomb(tmp_path: Path) -> Callable[[int], Path]:
    """A workbook whose sheet unpacks to so many bytes."""

    def make(size: int) -> Path:
        book = openpyxl.Workbook()
        book.create_sheet("Sheet1").append(["rivalry", "start", "end"])
        plain = io.BytesIO()
        book.save(plain)
        path = tmp_path / "bomb.xlsx"
        with zipfile.ZipFile(plain) as held, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for info in held.infolist():
                more = b" " * size if info.filename.endswith("sheet1.xml") else b""
                out.writestr(info.filename, held.read(info) + more)
        return path

    return make


def test_a_workbook_that_unpacks_to_all_memory_is_refused(
    bomb: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "UNPACKED_LIMIT", 10 << 20)
    path = bomb(20 << 20)
    assert path.stat().st_size < 100_000
    with pytest.raises(UnusableError, match=r"bomb\.xlsx unpacks to .* bytes, and a workbook may have 10,485,760"):
        next(open_file(path))
