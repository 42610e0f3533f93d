"""Documents of YAML or JSON, of which each is a row."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from graph.errors import UnusableError
from graph.own_files import check_shape
from graph.record import RecordError
from loaders.rows import WHOLE_LIMIT, text_lines
from loaders.tables.layouts import Cells


@dataclass(frozen=True, slots=True)
class Documents:
    """YAML or JSON: a document, or each document of a list or of a file of JSON Lines, is a row.

    A row's cells are its top-level values; lists and objects stay JSON text, which the mapping reads.
    """

    endings: tuple[str, ...] = (".yml", ".yaml", ".json", ".jsonl")

    def header(self, path: Path) -> list[str] | None:
        """The keys of the first document."""
        for _, cells in self.rows(path):
            return None if isinstance(cells, RecordError) else list(cells)
        return None

    def rows(self, path: Path) -> Iterator[tuple[int, Cells | RecordError]]:
        """Each document; JSON Lines a line each."""
        if path.suffix not in {".yml", ".yaml"}:
            yield from self._list(path) if _is_list(path) else self._json(path)
            return
        _check_size(path, "YAML")
        try:
            text = path.read_text(encoding="utf-8-sig")
            # Before anything is made of it: aliases can blow some lines up to all memory that there is.
            check_shape(text)
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            found = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader
        except UnusableError as error:
            yield 1, RecordError(None, None, error.detail)
            return
        except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
            yield 1, RecordError(None, None, f"the file is no YAML: {_first_line(error)}")
            return
        for document in found if isinstance(found, list) else [found]:
            yield 1, _cells(document)

    def _list(self, path: Path) -> Iterator[tuple[int, Cells | RecordError]]:
        """The documents of one JSON list, by their place in it."""
        _check_size(path, "a list of JSON")
        try:
            found = json.loads(path.read_text(encoding="utf-8-sig"))
        except (ValueError, RecursionError) as error:
            yield 1, RecordError(None, None, f"the file is no list of JSON: {_first_line(error)}")
            return
        yield from ((place, _cells(document)) for place, document in enumerate(found, start=1))

    def _json(self, path: Path) -> Iterator[tuple[int, Cells | RecordError]]:
        with path.open("rb") as file:
            for line, text in text_lines(file):
                if isinstance(text, RecordError):
                    yield line, text
                    continue
                if not text.strip():
                    continue
                try:
                    yield line, _cells(json.loads(text))
                except json.JSONDecodeError as error:
                    yield line, RecordError(None, text[:200], f"the line is no JSON: {error.msg}")
                except (ValueError, RecursionError) as error:
                    yield line, RecordError(None, text[:200], f"the line can't be read: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _is_list(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(100).removeprefix(BOM_UTF8).lstrip().startswith(b"[")


def _check_size(path: Path, what: str) -> None:
    if path.stat().st_size > WHOLE_LIMIT:
        raise UnusableError(f"{path} is larger than {WHOLE_LIMIT:,} bytes, which {what} may have here.")


def _cells(document: object) -> Cells | RecordError:
    if not isinstance(document, dict):
        return RecordError(None, str(document)[:200], "the document is no object with named values")
    return {
        str(key): value if isinstance(value, str) else "" if value is None else json.dumps(value, default=str)
        for key, value in document.items()
    }
