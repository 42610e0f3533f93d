"""A dataset's files from its publisher: resumed where a fetch broke off, checked, unpacked, with a note of what was got.

Files are kept in `BILAT_HOME/datasets/NAME/VERSION/`; `fetched.json` beside them says from where and when each came, with
its SHA-256 sum.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
from filelock import FileLock, Timeout

from graph.dates import now
from graph.errors import FetchError, UnusableError
from loaders.progress import Advance, silent
from loaders.tables.declaration import Dataset, Download
from loaders.transfer import bring
from loaders.unpacking import unpacked

NOTE = "fetched.json"


def folder(declared: Dataset, home: Path) -> Path:
    """Where a dataset's files are kept."""
    return home / "datasets" / declared.name / declared.version.replace("/", "-")


def fetched(declared: Dataset, home: Path) -> list[Path]:
    """The files of a dataset that are here. Raises UnusableError where it hasn't been fetched, or not all are left."""
    paths = [folder(declared, home) / entry["file"] for entry in noted(declared, home)]
    gone = [path.name for path in paths if not path.exists()]
    if gone or not paths:
        found = f"of what was fetched {', '.join(gone)} is gone" if gone else "it hasn't been fetched"
        how = f"bring it with `bilat fetch {declared.name}`, or give" if declared.downloads else _by_hand(declared)
        raise UnusableError(f"{declared.name} isn't here ({found}): {how} the path of its file.")
    return paths


def noted(declared: Dataset, home: Path) -> list[dict[str, Any]]:
    """What was fetched of a dataset: `file`, `address` and `sha256` of each; nothing where nothing was."""
    try:
        files: list[dict[str, Any]] = orjson.loads((folder(declared, home) / NOTE).read_bytes())["files"]
    except (OSError, ValueError, KeyError):
        return []
    return files


def fetch(
    declared: Dataset, home: Path, *, address: str | None = None, again: bool = False, advance: Advance = silent
) -> tuple[list[Path], bool]:
    """Bring a dataset's files; answers where they are, and whether they had to be brought.

    `address` is a mirror or another release in place of the publisher's. What broke off goes on where it ended; what is
    here unchanged is left, unless `again`. Raises FetchError, naming the address, where a file can't be got, and
    UnusableError for a dataset that its publisher gives to people only.
    """
    wanted = _wanted(declared, address)
    target = folder(declared, home)
    if not again and _is_here(declared, home, wanted):
        return fetched(declared, home), False
    try:
        target.mkdir(parents=True, exist_ok=True)
        with FileLock(target / ".lock", timeout=0):
            files = _files(declared, wanted, target, advance)
            note = {"dataset": declared.name, "version": declared.version, "fetched_at": now(), "files": files}
            part = target / f".{NOTE}.part"
            part.write_bytes(orjson.dumps(note, option=orjson.OPT_INDENT_2))
            part.replace(target / NOTE)
    except Timeout:
        raise UnusableError(f"{declared.name} is being fetched already: wait until that is done.") from None
    except OSError as error:
        raise UnusableError(f"{target} can't be written: {error.strerror or error}.") from None
    return [target / entry["file"] for entry in files], True


def _wanted(declared: Dataset, address: str | None) -> Sequence[Download]:
    if address is not None:
        if not address.startswith(("http://", "https://")):
            raise UnusableError(f"{address!r} is no http or https address.")
        return (Download(address, members=tuple(m for each in declared.downloads for m in each.members)),)
    if not declared.downloads:
        raise UnusableError(f"{declared.title} has no address for machines: {_by_hand(declared)} its file's path.")
    return declared.downloads


def _by_hand(declared: Dataset) -> str:
    return f"get it at {declared.address} and load it by"


def _is_here(declared: Dataset, home: Path, wanted: Sequence[Download]) -> bool:
    """Whether all of it was fetched from these addresses and nobody has changed it since."""
    entries = noted(declared, home)
    if {entry["address"] for entry in entries} != {download.url for download in wanted}:
        return False
    paths = [folder(declared, home) / entry["file"] for entry in entries]
    return all(
        path.exists() and sum_of(path, "sha256") == entry["sha256"] for path, entry in zip(paths, entries, strict=True)
    )


def _files(declared: Dataset, wanted: Sequence[Download], target: Path, advance: Advance) -> list[dict[str, Any]]:
    endings = tuple(ending for table in declared.tables for ending in table.layout.endings)
    files: list[dict[str, Any]] = []
    for download in wanted:
        part, whole = bring(download.url, target, advance)
        _check(download, part)
        files.extend(
            {"file": path.name, "address": download.url, "sha256": sum_of(path, "sha256")}
            for path in unpacked(part.replace(whole), download, endings)
        )
    return files


def _check(download: Download, part: Path) -> None:
    if download.checksum is None:
        return
    kind, _, wanted = download.checksum.partition(":")
    found = sum_of(part, kind)
    if found != wanted.lower():
        part.unlink()
        raise FetchError(
            f"{download.url} isn't the file that its publisher describes: its {kind} sum is {found}, not {wanted}. "
            "It is thrown away; fetch it again, or see whether there is a newer release."
        )


def sum_of(path: Path, kind: str) -> str:
    """The checksum of a file (`sha256`, `md5`), in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, kind).hexdigest()
