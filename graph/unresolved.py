"""Names that loads could not resolve to a country: a list for each loaded file, under BILAT_HOME/unresolved/.

A load of a file writes that file's list anew, so that a reload after its names were answered leaves none. What comes
in by HTTP has no file to load again: its one list grows, and loses what was answered. Each list is written beside and
moved into its place: two loads at once, also of one file, leave a whole list.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from filelock import FileLock

from graph.countries.answers import answered_countries
from graph.errors import UnusableError
from graph.resolution import UnresolvedError

log = logging.getLogger("bilat")

FOLDER = "unresolved"
# So many different names are a wrong column, and nobody answers them one by one; those past it are only counted.
MOST_NAMES = 10_000
# A country's name isn't longer.
_NAME_LENGTH = 200


@dataclass
class UnresolvedName:
    """One name of one file: how many records it stopped, where it stood first, why, and what it may mean."""

    name: str
    why: str
    file: str
    line: int
    fields: list[str]
    suggestions: list[dict[str, str]]
    records: int = 0


@dataclass
class UnresolvedNames:
    """What one load of one file could not resolve."""

    file: str
    names: dict[tuple[str, str], UnresolvedName] = field(default_factory=dict)
    left_out: int = 0

    def note(self, error: UnresolvedError, line: int) -> None:
        """Count the name that an error is about."""
        # What came in as damaged text has to be written as whole.
        text = str(error.value)[:_NAME_LENGTH].encode("utf-8", "backslashreplace").decode()
        known = self.names.get((text, error.why))
        if known is None:
            if len(self.names) == MOST_NAMES:
                self.left_out += 1
                return
            known = UnresolvedName(text, error.why, self.file, line, [], _suggested(error.suggestions))
            self.names[text, error.why] = known
        known.records += 1
        if error.field is not None and error.field not in known.fields:
            known.fields.append(error.field)

    def add(self, other: UnresolvedNames) -> None:
        """Count what another part of the file, further down, could not resolve."""
        self.left_out += other.left_out
        for key, one in other.names.items():
            known = self.names.get(key)
            if known is not None:
                known.records += one.records
                known.fields = list(dict.fromkeys([*known.fields, *one.fields]))
            elif len(self.names) == MOST_NAMES:
                self.left_out += one.records
            else:
                self.names[key] = one

    def keep(self, home: Path) -> None:
        """Write the file's list, or take it away where every name was resolved.

        A list that can't be written costs no load, which is done by now: it is said in the log.
        """
        path, grows = _list_path(home, self.file)
        if grows and not self.names:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(path.with_suffix(".lock")):
                if grows:
                    self._add_kept(path)
                if self.names:
                    _replace(path, _lines(self))
                else:
                    path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("The unresolved names of %s can't be kept in %s: %s", self.file, path.parent, error.strerror)

    def _add_kept(self, path: Path) -> None:
        """Put the names of the list that is there to the own ones, without those that were answered meanwhile."""
        kept, left_out = _read(path)
        self.left_out += left_out
        for one in kept:
            known = self.names.get((one.name, one.why))
            if known is not None:
                known.records += one.records
                known.fields = list(dict.fromkeys([*one.fields, *known.fields]))
            elif len(self.names) == MOST_NAMES:
                self.left_out += one.records
            elif not is_answered(one.name):
                self.names[one.name, one.why] = one


def is_answered(name: str) -> bool:
    """Whether the user has answered a name by now; the records that have it can be loaded again."""
    try:
        return answered_countries().resolve(name).matched == "answer"
    except UnusableError:
        return False


def _replace(path: Path, lines: Iterable[bytes]) -> None:
    # Names that begin with a dot are no lists: half a one is never read.
    handle, partial = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(lines)
        Path(partial).replace(path)
    finally:
        Path(partial).unlink(missing_ok=True)


def _lines(found: UnresolvedNames) -> Iterator[bytes]:
    for one in found.names.values():
        yield orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE)
    if found.left_out:
        yield orjson.dumps({"file": found.file, "left_out": found.left_out}, option=orjson.OPT_APPEND_NEWLINE)


def _suggested(given: object) -> list[dict[str, str]]:
    if not isinstance(given, Iterable) or isinstance(given, str):
        return []
    return [{"id": str(one["id"]), "name": str(one["name"])} for one in given if isinstance(one, Mapping)]


def _list_path(home: Path, file: str) -> tuple[Path, bool]:
    """A file's list, however the file was named; and whether it grows, because it is of no file but of requests."""
    is_file = Path(file).is_file()
    whole = str(Path(file).absolute()) if is_file else file
    name = hashlib.blake2b(whole.encode(errors="backslashreplace"), digest_size=12).hexdigest()
    return home / FOLDER / f"{name}.jsonl", not is_file


def unresolved_names(home: Path) -> tuple[list[UnresolvedName], int]:
    """What the last loads of all files could not resolve, the most frequent first, and how many records more."""
    names: list[UnresolvedName] = []
    more = 0
    for path in (home / FOLDER).glob("[!.]*.jsonl"):
        found, left_out = _read(path)
        names += found
        more += left_out
    return sorted(names, key=lambda one: (-one.records, one.name, one.file, one.why)), more


def _read(path: Path) -> tuple[list[UnresolvedName], int]:
    try:
        rows: list[dict[str, Any]] = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    except FileNotFoundError:
        return [], 0  # a load that ends just now took it away
    except ValueError:
        raise UnusableError(f"{path} is damaged: remove it and load its file again.") from None
    names = [UnresolvedName(**row) for row in rows if "name" in row]
    return names, sum(row["left_out"] for row in rows if "left_out" in row)
