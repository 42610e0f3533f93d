"""Which files a path, a folder or a dataset's name means."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UnusableError
from loaders.fetching import NOTE, folder
from loaders.meant import files_meant
from loaders.tables.registry import dataset


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with some files."""
    for name in ("data/b.csv", "data/deep/a.jsonl", "data/README.md", "data/.git/c.csv", "notes/x.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def bring(home: Path, rows: int = 82_498) -> Path:
    """Direct contiguity, as if it had been fetched whole."""
    target = folder(dataset("cow_contiguity"), home)
    target.mkdir(parents=True)
    (target / NOTE).write_text('{"files": [{"file": "contdird.csv", "address": "http://x/", "sha256": ""}]}')
    (target / "contdird.csv").write_text("state1no,state2no,year,conttype\n" + "2,20,1920,1\n" * rows)
    return target / "contdird.csv"


def test_a_folder_means_all_below_it_that_can_be_read(here: Path) -> None:
    files, left_out = files_meant([Path("data"), Path("data/b.csv")], here)
    assert files == [Path("data/b.csv"), Path("data/deep/a.jsonl"), Path("data/b.csv")]
    assert left_out == [Path("data/README.md")]


def test_a_folder_without_data_is_told(here: Path) -> None:
    with pytest.raises(UnusableError, match="Nothing in the folder notes can be loaded: it holds 1 files"):
        files_meant([Path("notes")], here)


def test_a_datasets_name_means_what_was_fetched(here: Path) -> None:
    with pytest.raises(UnusableError, match=r"bring it with `bilat fetch cow_contiguity`"):
        files_meant([Path("cow_contiguity")], here)
    path = bring(here)
    assert files_meant([Path("cow_contiguity")], here) == ([path], [])


def test_a_release_that_is_not_whole_is_refused_before_anything_is_loaded(here: Path) -> None:
    path = bring(here, rows=60_000)
    with pytest.raises(UnusableError, match=r"has 60,000 rows, and cow_contiguity has 82,498: it isn't whole"):
        files_meant([Path("cow_contiguity")], here)
    # By its path it is a part of the release that somebody wants.
    assert files_meant([path], here) == ([path], [])


def test_a_file_of_that_name_is_meant_before_the_dataset(here: Path) -> None:
    bring(here)
    Path("cow_contiguity").write_text("x")
    assert files_meant([Path("cow_contiguity")], here) == ([Path("cow_contiguity")], [])


def test_what_is_neither_is_told_with_the_nearest(here: Path) -> None:
    with pytest.raises(UnusableError, match=r"no file 'cow_contiguty' here.+ did you mean cow_contiguity"):
        files_meant([Path("cow_contiguty")], here)
    # What looks like a path is a path: the reader tells that it isn't there.
    assert files_meant([Path("data/none.csv")], here) == ([Path("data/none.csv")], [])
