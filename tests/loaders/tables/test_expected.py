"""A file with more rows than the release says so, once, as a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.opening import open_file


@pytest.mark.parametrize(("rows", "told"), [(728, []), (800, []), (801, ["it has 801 rows"])])
def test_too_many_rows_are_told(tmp_path: Path, rows: int, told: list[str]) -> None:
    path = tmp_path / "borders.csv"
    path.write_text(
        "country_code,country_name,country_border_code,country_border_name\n" + "AD,Andorra,FR,France\n" * rows
    )
    notes = [row.note for row in open_file(path) if row.note]
    assert [note.split(",")[0] for note in notes] == told
