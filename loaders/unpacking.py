"""The wanted files of a zip archive, with a limit to what they unpack to."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from graph.errors import FetchError
from loaders.tables.declaration import Download

# A publisher's archive unpacks to a few gigabytes at the most; a bomb unpacks to all that there is.
UNPACKED_LIMIT = 16 << 30
# Tables shrink to a tenth, seldom to a hundredth; what is made to fill a disk is a thousand times its size.
RATIO = 300
_ALLOWANCE = 64 << 20

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def unpacked(archive: Path, download: Download, endings: tuple[str, ...]) -> Sequence[Path]:
    """The files named by `download.members`; of a zip without any named those with one of `endings`; else the file itself.

    Raises FetchError where the archive is damaged, lacks a file or would unpack to more than any dataset has.
    """
    if archive.suffix.lower() != ".zip" and not (download.members and zipfile.is_zipfile(archive)):
        return [archive]
    try:
        with zipfile.ZipFile(archive) as opened:
            return [_member(opened, info, archive) for info in _infos(opened, archive, download, endings)]
    except _DAMAGED:
        archive.unlink()
        raise FetchError(
            f"{download.url} is no zip archive, or a damaged one: it is thrown away. Try again, or see the publisher's page."
        ) from None


def _infos(
    opened: zipfile.ZipFile, archive: Path, download: Download, endings: tuple[str, ...]
) -> Sequence[zipfile.ZipInfo]:
    infos = [info for info in opened.infolist() if not info.is_dir()]
    inside = {PurePosixPath(info.filename).name: info for info in infos}
    matching = [[info for info in infos if _is_wanted(info, member)] for member in download.members]
    absent = [member for member, found in zip(download.members, matching, strict=True) if not found]
    wanted = tuple(PurePosixPath(info.filename).name for found in matching for info in found)
    if not download.members:
        wanted = tuple(name for name in inside if name.lower().endswith(endings) and name[0] != ".")
    if absent or not wanted:
        raise FetchError(
            f"{archive.name} of {download.url} has no {' and no '.join(absent) or 'data'} in it, but "
            f"{', '.join(sorted(inside)[:10])}: a newer release? Unpack it by hand and load its file by its path."
        )
    size = sum(inside[name].file_size for name in wanted)
    most = min(UNPACKED_LIMIT, RATIO * sum(inside[name].compress_size for name in wanted) + _ALLOWANCE)
    if size > most:
        raise FetchError(f"{archive.name} of {download.url} would unpack to {size:,} bytes: that is no dataset.")
    return [inside[name] for name in wanted]


def _is_wanted(info: zipfile.ZipInfo, member: str) -> bool:
    """Whether an entry has the name `member`, or a path that fits it where it is a pattern with a folder."""
    return PurePosixPath(info.filename).name == member or ("/" in member and fnmatch(info.filename, member))


def _member(opened: zipfile.ZipFile, info: zipfile.ZipInfo, archive: Path) -> Path:
    path = archive.with_name(PurePosixPath(info.filename).name)
    # Reading stops at the size that the archive declares, so a bomb that lies about it can't grow past the limit.
    part = path.with_name(f".{path.name}.part")
    try:
        with opened.open(info) as packed, part.open("wb") as out:
            shutil.copyfileobj(packed, out)
        return part.replace(path)
    finally:
        part.unlink(missing_ok=True)
