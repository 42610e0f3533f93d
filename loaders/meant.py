"""Which files are meant: by a path, by a folder (all below it that can be read), by the name of a dataset that was fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from graph.errors import UnusableError
from loaders.compressed import plain
from loaders.fetching import fetched
from loaders.formats import ENDINGS
from loaders.tables.expected import check_whole
from loaders.tables.registry import dataset, recognise

_NAME = re.compile(r"[a-z0-9_]+")


def files_meant(paths: Sequence[Path], home: Path) -> tuple[list[Path], list[Path]]:
    """The files to load, and the files of folders that are left out because nothing reads them: no format has their ending,
    and they are of no dataset.

    A file or folder of a dataset's name is meant before the dataset. Raises UnusableError for a dataset that isn't known,
    isn't here or isn't whole, and for a folder in which there is nothing to load.
    """
    files: list[Path] = []
    left_out: list[Path] = []
    for path in paths:
        if path.is_dir():
            readable, others = _below(path)
            files.extend(readable)
            left_out.extend(others)
        elif path.exists() or not _NAME.fullmatch(str(path)):
            files.append(path)
        else:
            files.extend(_fetched(str(path), home))
    return files, left_out


def _fetched(name: str, home: Path) -> list[Path]:
    try:
        declared = dataset(name)
    except UnusableError as error:
        raise UnusableError(f"There is no file {name!r} here. {error.detail}") from None
    paths = fetched(declared, home)
    for path in paths:
        check_whole(declared.name, path)
    return paths


def _below(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files below a folder, in the order of their paths; hidden ones are left alone."""
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    readable = [path for path in files if plain(path).suffix.lower() in ENDINGS or recognise(path) is not None]
    if not readable:
        raise UnusableError(f"Nothing in the folder {folder} can be loaded: it holds {len(files)} files.")
    return readable, [path for path in files if path not in readable]
