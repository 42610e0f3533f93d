"""Files from a publisher on loopback: whole, resumed, changed, checked, unpacked, and every way to fail."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from filelock import FileLock

import loaders.unpacking
from graph.errors import FetchError, UnusableError
from loaders.fetching import NOTE, fetch, fetched, folder
from loaders.tables.declaration import Dataset, Download
from loaders.tables.registry import dataset, datasets
from tests.loaders.publisher import Publisher

ROWS = b"state1no,state2no,year,conttype\n" + b"2,20,1920,1\n" * 25_000
# Where answers break off, and how much of them is kept: whole pieces of 64 KiB.
BREAK, KEPT = 200_000, 3 * 65_536
ETAG = {"ETag": '"first"'}


def declared(*downloads: Download) -> Dataset:
    """Direct contiguity, at another address."""
    return replace(dataset("cow_contiguity"), downloads=downloads)


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"inside/{name}", content)
    return out.getvalue()


def test_a_file_comes_whole_with_a_note_of_where_it_is_from(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["contdird.csv"] = ROWS
    done: list[int] = []
    paths, brought = fetch(declared(Download(publisher.url("contdird.csv"))), tmp_path, advance=done.append)
    assert brought
    assert paths == [tmp_path / "datasets" / "cow_contiguity" / "3.2" / "contdird.csv"]
    assert paths[0].read_bytes() == ROWS
    assert sum(done) == len(ROWS)
    [entry] = orjson.loads((paths[0].parent / NOTE).read_bytes())["files"]
    assert entry == {
        "file": "contdird.csv",
        "address": publisher.url("contdird.csv"),
        "sha256": hashlib.sha256(ROWS).hexdigest(),
    }
    assert {path.name for path in paths[0].parent.iterdir()} <= {"contdird.csv", NOTE, ".lock"}


def test_what_is_here_is_left_until_it_is_asked_for_again_or_somebody_changed_it(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.files["a.csv"] = ROWS
    wanted = declared(Download(publisher.url("a.csv")))
    [path], _ = fetch(wanted, tmp_path)
    assert fetch(wanted, tmp_path) == ([path], False)
    assert len(publisher.asked) == 1
    assert fetch(wanted, tmp_path, again=True) == ([path], True)
    path.write_bytes(b"broken")
    assert fetch(wanted, tmp_path) == ([path], True)
    assert path.read_bytes() == ROWS


@pytest.mark.parametrize("headers", [ETAG, {"Last-Modified": "Tue, 24 Nov 2026 10:00:00 GMT", "ETag": 'W/"weak"'}])
def test_what_broke_off_goes_on_where_it_ended(publisher: Publisher, tmp_path: Path, headers: dict[str, str]) -> None:
    publisher.files["a.csv"] = ROWS
    publisher.headers = headers
    publisher.breaks_after = BREAK
    wanted = declared(Download(publisher.url("a.csv")))
    with pytest.raises(FetchError, match=r"a\.csv can't be fetched .the answer ended early.+ 196,608 bytes are kept"):
        fetch(wanted, tmp_path)
    publisher.breaks_after = None
    [path], _ = fetch(wanted, tmp_path)
    assert path.read_bytes() == ROWS
    assert publisher.asked[1]["Range"] == f"bytes={KEPT}-"
    assert publisher.asked[1]["If-Range"] in headers.values()
    assert not publisher.asked[1]["If-Range"].startswith("W/")


@pytest.mark.parametrize("change", ["another file", "no ranges", "no validator"])
def test_it_begins_anew_where_it_can_not_go_on(publisher: Publisher, tmp_path: Path, change: str) -> None:
    publisher.files["a.csv"] = ROWS
    publisher.headers = {} if change == "no validator" else ETAG
    publisher.breaks_after = BREAK
    wanted = declared(Download(publisher.url("a.csv")))
    with pytest.raises(FetchError):
        fetch(wanted, tmp_path)
    publisher.breaks_after = None
    publisher.ranges = change != "no ranges"
    newer = ROWS.replace(b"1920", b"1921")
    if change == "another file":
        publisher.files["a.csv"], publisher.headers = newer, {"ETag": '"second"'}
    [path], _ = fetch(wanted, tmp_path)
    assert path.read_bytes() == (newer if change == "another file" else ROWS)


def test_a_part_that_was_whole_already_is_taken(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["a.csv"] = ROWS
    publisher.headers = ETAG
    publisher.breaks_after = len(ROWS) - 1
    wanted = declared(Download(publisher.url("a.csv")))
    with pytest.raises(FetchError):
        fetch(wanted, tmp_path)
    [part] = folder(wanted, tmp_path).glob("*.part")
    part.write_bytes(ROWS)
    [path], _ = fetch(wanted, tmp_path)
    assert path.read_bytes() == ROWS
    assert publisher.asked[-1]["Range"] == f"bytes={len(ROWS)}-"


def test_a_part_longer_than_the_file_is_thrown_away(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["a.csv"] = ROWS
    publisher.headers = ETAG
    publisher.breaks_after = BREAK
    wanted = declared(Download(publisher.url("a.csv")))
    with pytest.raises(FetchError):
        fetch(wanted, tmp_path)
    publisher.breaks_after = None
    publisher.files["a.csv"] = ROWS[:10_000]
    [path], _ = fetch(wanted, tmp_path)
    assert path.read_bytes() == ROWS[:10_000]


@pytest.mark.parametrize("kind", ["sha256", "md5"])
def test_the_publishers_checksum_is_checked(publisher: Publisher, tmp_path: Path, kind: str) -> None:
    publisher.files["a.csv"] = ROWS
    right = f"{kind}:{hashlib.new(kind, ROWS).hexdigest()}"
    [path], _ = fetch(declared(Download(publisher.url("a.csv"), checksum=right)), tmp_path)
    assert path.read_bytes() == ROWS
    wrong = declared(Download(publisher.url("a.csv"), checksum=f"{kind}:{'0' * 32}"))
    with pytest.raises(FetchError, match=rf"{publisher.address}/a\.csv isn't the file .+ its {kind} sum is"):
        fetch(wrong, tmp_path, again=True)
    assert list(path.parent.glob("*.part")) == []
    assert path.read_bytes() == ROWS


def test_the_wanted_files_of_a_zip_are_unpacked(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["all.zip"] = packed(**{"contdird.csv": ROWS, "contdir.csv": b"x", "codebook.pdf": b"y"})
    paths, _ = fetch(declared(Download(publisher.url("all.zip"), members=("contdird.csv",))), tmp_path)
    assert [path.name for path in paths] == ["contdird.csv"]
    assert paths[0].read_bytes() == ROWS
    # By a pattern of their paths.
    paths, _ = fetch(declared(Download(publisher.url("all.zip"), members=("inside/cont*.csv",))), tmp_path, again=True)
    assert [path.name for path in paths] == ["contdird.csv", "contdir.csv"]
    # Without names, whatever has the ending of data.
    paths, _ = fetch(declared(Download(publisher.url("all.zip"))), tmp_path, again=True)
    assert [path.name for path in paths] == ["contdird.csv", "contdir.csv"]


def test_another_address_can_be_named_and_the_publisher_names_the_file(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["access/5"] = ROWS
    publisher.headers = {"Content-Disposition": 'attachment; filename="../../newer.csv"'}
    wanted = declared(Download("https://publisher.invalid/contdird.csv"))
    [path], _ = fetch(wanted, tmp_path, address=publisher.url("access/5"))
    assert path == folder(wanted, tmp_path) / "newer.csv"
    assert fetched(wanted, tmp_path) == [path]
    with pytest.raises(UnusableError, match=r"'contdird\.csv' is no http or https address"):
        fetch(wanted, tmp_path, address="contdird.csv")


def _absent(publisher: Publisher) -> Download:
    return Download(publisher.url("gone.csv"))


def _refused(publisher: Publisher) -> Download:
    return Download("http://127.0.0.1:1/contdird.csv")


def _no_zip(publisher: Publisher) -> Download:
    publisher.files["a.zip"] = b"<html>Please log in</html>"
    return Download(publisher.url("a.zip"), members=("contdird.csv",))


def _broken_zip(publisher: Publisher) -> Download:
    publisher.files["a.zip"] = packed(**{"contdird.csv": ROWS}).replace(b"x\x9c", b"zz")[:-100] + b"\0" * 100
    return Download(publisher.url("a.zip"), members=("contdird.csv",))


def _other_members(publisher: Publisher) -> Download:
    publisher.files["a.zip"] = packed(**{"contdird_v4.csv": ROWS})
    return Download(publisher.url("a.zip"), members=("contdird.csv",))


def _bomb(publisher: Publisher) -> Download:
    publisher.files["a.zip"] = packed(**{"contdird.csv": b"\0" * 5_000_000})
    return Download(publisher.url("a.zip"), members=("contdird.csv",))


@pytest.mark.parametrize(
    ("arrange", "told"),
    [
        (_absent, "can't be fetched (404 Not Found). Try again, or bring the file by hand"),
        (_refused, "can't be fetched (no connection). Try again, or bring the file by hand"),
        (_no_zip, "is no zip archive, or a damaged one: it is thrown away"),
        (_broken_zip, "is no zip archive, or a damaged one: it is thrown away"),
        (_other_members, "has no contdird.csv in it, but contdird_v4.csv: a newer release?"),
        (_bomb, "would unpack to 5,000,000 bytes: that is no dataset"),
    ],
)
def test_what_can_not_be_got_is_told_with_its_address(
    publisher: Publisher,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arrange: Callable[[Publisher], Download],
    told: str,
) -> None:
    monkeypatch.setattr(loaders.unpacking, "UNPACKED_LIMIT", 1_000_000)
    download = arrange(publisher)
    wanted = declared(download)
    with pytest.raises(FetchError) as error:
        fetch(wanted, tmp_path)
    assert download.url in error.value.detail
    assert told in error.value.detail
    assert list(folder(wanted, tmp_path).glob("*.csv")) == []
    with pytest.raises(UnusableError, match="it hasn't been fetched"):
        fetched(wanted, tmp_path)


def test_a_bomb_that_lies_about_its_size_is_stopped_there(publisher: Publisher, tmp_path: Path) -> None:
    honest = packed(**{"contdird.csv": b"\0" * 5_000_000})
    publisher.files["a.zip"] = honest.replace((5_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    wanted = declared(Download(publisher.url("a.zip"), members=("contdird.csv",)))
    with pytest.raises(FetchError, match="a damaged one"):
        fetch(wanted, tmp_path)
    assert sum(path.stat().st_size for path in folder(wanted, tmp_path).iterdir()) <= 1_000


def test_a_dataset_for_people_only_says_where_they_get_it(tmp_path: Path) -> None:
    told = (
        r"no address for machines: get it at https://correlatesofwar\.org/data-sets/direct-contiguity/ and load it by"
    )
    with pytest.raises(UnusableError, match=told):
        fetch(declared(), tmp_path)
    with pytest.raises(UnusableError, match="get it at https://correlatesofwar"):
        fetched(declared(), tmp_path)


def test_a_fetched_file_that_is_gone_is_told(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["a.csv"] = ROWS
    wanted = declared(Download(publisher.url("a.csv")))
    [path], _ = fetch(wanted, tmp_path)
    path.unlink()
    with pytest.raises(UnusableError, match=r"of what was fetched a\.csv is gone.+ `bilat fetch cow_contiguity`"):
        fetched(wanted, tmp_path)


def test_two_fetches_of_one_dataset_do_not_meet(publisher: Publisher, tmp_path: Path) -> None:
    wanted = declared(Download(publisher.url("a.csv")))
    folder(wanted, tmp_path).mkdir(parents=True)
    with FileLock(folder(wanted, tmp_path) / ".lock"), pytest.raises(UnusableError, match="being fetched already"):
        fetch(wanted, tmp_path)


def test_a_folder_that_can_not_be_written_is_told(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "datasets").write_text("a file")
    with pytest.raises(UnusableError, match="can't be written"):
        fetch(declared(Download(publisher.url("a.csv"))), tmp_path)


@pytest.mark.parametrize("name", datasets())
def test_each_declaration_can_be_fetched_into_one_folder(name: str) -> None:
    wanted = dataset(name).downloads
    names = [member for each in wanted for member in each.members or (each.url.rsplit("/", 1)[-1],)]
    assert len(set(names)) == len(names)
    assert all(each.url.startswith("https://") or each.url.startswith("http://") for each in wanted)
    assert all(each.checksum is None or each.checksum.split(":")[0] in hashlib.algorithms_available for each in wanted)
