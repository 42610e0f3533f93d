"""A dataset's files from its publisher: resumed where a fetch broke off, checked, unpacked, with a note of what was got.

Files are kept in `BILAT_HOME/datasets/NAME/VERSION/`; `fetched.json` beside them says from where and when each came, with
its SHA-256 sum.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import orjson
import requests

from graph.dates import now
from graph.errors import BilatError, UnusableError
from loaders.progress import Advance, silent
from loaders.tables.declaration import Dataset, Download

_CHUNK = 1 << 16
# To connect, and between two pieces of an answer.
_PATIENCE = (10, 60)
# A publisher's archive unpacks to a few gigabytes at the most; a bomb unpacks to all that there is.
UNPACKED_LIMIT = 16 << 30
NOTE = "fetched.json"


class FetchError(BilatError):
    """A file that its publisher doesn't give: out of reach, gone, damaged."""

    status = 502
    title = "Not fetched"


def folder(declared: Dataset, home: Path) -> Path:
    """Where a dataset's files are kept."""
    return home / "datasets" / declared.name / declared.version


def fetched(declared: Dataset, home: Path) -> list[Path]:
    """The files of a dataset that are here. Raises UnusableError where it hasn't been fetched."""
    note = folder(declared, home) / NOTE
    if not note.exists():
        raise UnusableError(
            f"{declared.name} isn't here: bring it with `bilat fetch {declared.name}`, or give the path of its file."
        )
    return [note.parent / entry["file"] for entry in orjson.loads(note.read_bytes())["files"]]


def fetch(declared: Dataset, home: Path, *, address: str | None = None, advance: Advance = silent) -> list[Path]:
    """Bring a dataset's files; `address` is a mirror or another release in place of the publisher's.

    What broke off goes on where it ended. Raises FetchError, naming the address, where a file can't be got, and
    UnusableError for a dataset that its publisher gives to people only.
    """
    wanted = (Download(address),) if address is not None else declared.downloads
    if not wanted:
        raise UnusableError(
            f"{declared.title} has no address for machines. Get it at {declared.address} and load it by its file's path."
        )
    target = folder(declared, home)
    files: list[dict[str, Any]] = []
    try:
        target.mkdir(parents=True, exist_ok=True)
        for download in wanted:
            archive = _bring(download, target, advance)
            files.extend(
                {"file": path.name, "address": download.url, "sha256": _sum(path, "sha256")}
                for path in _unpacked(archive, download)
            )
        note = {"dataset": declared.name, "version": declared.version, "fetched_at": now(), "files": files}
        (target / NOTE).write_bytes(orjson.dumps(note, option=orjson.OPT_INDENT_2))
    except OSError as error:
        raise UnusableError(f"{target} can't be written: {error.strerror or error}.") from None
    return [target / entry["file"] for entry in files]


def _bring(download: Download, target: Path, advance: Advance) -> Path:
    name = PurePosixPath(unquote(urlsplit(download.url).path)).name or "data"
    whole, part = target / name, target / f"{name}.part"
    try:
        _resume(download.url, part, advance)
    except requests.RequestException as error:
        reason = str(error.response.status_code) if error.response is not None else type(error).__name__
        kept = f" {part.stat().st_size:,} bytes are kept; the next fetch goes on there." if part.exists() else ""
        raise FetchError(
            f"{download.url} can't be fetched ({reason}).{kept} Try again, or bring the file by hand and load its path."
        ) from None
    _check(download, part)
    part.with_suffix(".validator").unlink(missing_ok=True)
    return part.replace(whole)


def _resume(url: str, part: Path, advance: Advance) -> None:
    """Get the rest of a file, or all of it where there is no part or the publisher's file has changed since."""
    validator = part.with_suffix(".validator")
    headers = {"Accept-Encoding": "identity", "User-Agent": "bilat"}
    if part.exists() and validator.exists():
        headers |= {"Range": f"bytes={part.stat().st_size}-", "If-Range": validator.read_text(encoding="utf-8")}
    with requests.get(url, headers=headers, stream=True, timeout=_PATIENCE) as answer:
        if answer.status_code == requests.codes.requested_range_not_satisfiable:
            return  # the part is the whole file already
        answer.raise_for_status()
        goes_on = answer.status_code == requests.codes.partial_content
        # A weak validator doesn't say that the bytes are the same (RFC 9110, 13.1.5).
        known = answer.headers.get("ETag", "W/")
        known = answer.headers.get("Last-Modified", "") if known.startswith("W/") else known
        validator.write_text(known, encoding="utf-8") if known else validator.unlink(missing_ok=True)
        with part.open("ab" if goes_on else "wb") as file:
            for piece in answer.iter_content(_CHUNK):
                file.write(piece)
                advance(len(piece))
        length = answer.headers.get("Content-Length")
    begun = int(answer.headers.get("Content-Range", "bytes 0-").split(" ")[1].split("-")[0]) if goes_on else 0
    if length is not None and part.stat().st_size < begun + int(length):
        raise requests.ConnectionError("the answer ended early")


def _check(download: Download, part: Path) -> None:
    if download.checksum is None:
        return
    kind, _, wanted = download.checksum.partition(":")
    found = _sum(part, kind)
    if found != wanted:
        part.unlink()
        raise FetchError(
            f"{download.url} isn't the file that its publisher describes: its {kind} sum is {found}, not {wanted}. "
            "It is thrown away; fetch it again, or see whether there is a newer release."
        )


def _sum(path: Path, kind: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, kind).hexdigest()


def _unpacked(archive: Path, download: Download) -> Sequence[Path]:
    """The wanted files: those of a zip archive, or the file itself."""
    if not download.members:
        return [archive]
    try:
        with zipfile.ZipFile(archive) as opened:
            return [_member(opened, wanted, archive) for wanted in download.members]
    except zipfile.BadZipFile:
        archive.unlink()
        raise FetchError(f"{download.url} is no zip archive: it is thrown away. See the publisher's page.") from None


def _member(opened: zipfile.ZipFile, wanted: str, archive: Path) -> Path:
    found = [info for info in opened.infolist() if PurePosixPath(info.filename).name == wanted]
    if not found:
        inside = ", ".join(sorted(opened.namelist())[:10])
        raise FetchError(
            f"{archive.name} has no {wanted} in it, but {inside}: a newer release? Load its file by its path."
        )
    if found[0].file_size > UNPACKED_LIMIT:
        raise FetchError(
            f"{wanted} in {archive.name} would unpack to {found[0].file_size:,} bytes: that is no dataset."
        )
    path = archive.with_name(wanted)
    # Reading stops at the size that the archive declares, so a bomb can't grow past the limit.
    with opened.open(found[0]) as packed, path.open("wb") as out:
        shutil.copyfileobj(packed, out)
    return path
