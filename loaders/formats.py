"""Files of records: JSON Lines, JSON, CSV and YAML, a row at a time, with the line where each begins.

What can't be read as a row is a row too, one that carries its error, so that it is counted and the others go on. A new
format is one more function in `READERS`.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import yaml

from graph.errors import TooLargeError, UnusableError
from graph.record import FIELDS, RecordError

# A record is a page of text at most; a longer line is a file of another kind.
LINE_LIMIT = 1024 * 1024
# JSON arrays and YAML are read whole.
WHOLE_LIMIT = 64 * 1024 * 1024
_SURROGATE = re.compile(r"[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: the line where it begins (from 1), and either its fields or why it can't be read."""

    line: int
    record: object = None
    error: RecordError | None = None


class _DuplicateKeyError(ValueError):
    pass


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _DuplicateKeyError(twice)
    return found


def _constant(name: str) -> object:
    raise _NotANumberError(name)


class _NotANumberError(ValueError):
    pass


def parse_json(text: str) -> object:
    """A JSON value; unlike the standard library alone it refuses a key given twice, NaN and infinities.

    Raises RecordError.
    """
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
    except _DuplicateKeyError as error:
        raise RecordError(str(error), None, f"the key {str(error)!r} is given twice in one object") from None
    except _NotANumberError as error:
        raise RecordError(None, str(error), f"{error} is no number in JSON") from None
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        where = f" (column {error.colno}: {error.msg})" if isinstance(error, json.JSONDecodeError) else ""
        raise RecordError(None, text[:200], f"the line isn't JSON{where}") from None


def _lines(file: BinaryIO) -> Iterator[tuple[int, str | RecordError]]:
    """The lines of a file as text, without its byte order mark; bytes that aren't UTF-8 and lines too long are errors."""
    number = 0
    while line := file.readline(LINE_LIMIT + 1):
        number += 1
        if len(line) > LINE_LIMIT:
            size = len(line)
            while not line.endswith(b"\n") and (line := file.readline(LINE_LIMIT)):
                size += len(line)
            yield number, RecordError(None, None, f"the line has {size:,} bytes; a record may have {LINE_LIMIT:,}")
            continue
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError as error:
            yield number, _not_utf8(line[: error.start].decode("utf-8"), line[error.start])


def _not_utf8(before: str, byte: int) -> RecordError:
    return RecordError(
        None,
        before[-60:],
        f"the text isn't UTF-8: after {before[-20:]!r} comes the byte 0x{byte:02X}. Was it saved as Latin-1 or "
        "Windows-1252? Save the file as UTF-8",
    )


def read_jsonl(file: BinaryIO) -> Iterator[Row]:
    """JSON Lines: an object a line. Blank lines are no records."""
    for number, line in _lines(file):
        if isinstance(line, RecordError):
            yield Row(number, error=line)
        elif line.strip():
            yield _parsed(number, line)


def _parsed(number: int, text: str) -> Row:
    try:
        return Row(number, parse_json(text))
    except RecordError as error:
        return Row(number, error=error)


def read_json(file: BinaryIO) -> Iterator[Row]:
    """One JSON value: a list of records, or one record. Lines can't be told; rows are numbered from 1."""
    try:
        value = parse_json(_whole(file))
    except RecordError as error:
        raise UnusableError(f"The file can't be read as JSON: {error.reason}.") from None
    for number, record in enumerate(value if isinstance(value, list) else [value], start=1):
        yield Row(number, record)


def read_csv(file: BinaryIO) -> Iterator[Row]:
    """CSV with a header of field names, separated by commas, semicolons or tabs. An empty cell is absent."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    header = text.readline(LINE_LIMIT)
    delimiter = max(",;\t", key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    _check_header(names)
    csv.field_size_limit(LINE_LIMIT)
    rows, begins = csv.reader(text, delimiter=delimiter, strict=True), 2
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(begins, error=RecordError(None, None, f"the row can't be read as CSV: {error}"))
            cells = []
        if any(cell.strip() for cell in cells):
            yield _csv_row(begins, names, cells)
        begins = rows.line_num + 2


def _check_header(names: list[str]) -> None:
    if not any(name.strip() in FIELDS for name in names):
        raise UnusableError(
            f"The first line of the CSV file names no field of a record, but {', '.join(map(repr, names[:5])) or 'nothing'}: "
            "it has to be a header such as 'actor,relation,partner,resource,claimant,source_title'."
        )
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise UnusableError(f"The header of the CSV file names {', '.join(twice)} twice.")


def _csv_row(line: int, names: list[str], cells: list[str]) -> Row:
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        reason = f"the row has {len(cells)} cells, and the header has {len(names)}: is a cell with a comma unquoted?"
        return Row(line, error=RecordError(None, cells, reason))
    for cell in cells:
        if found := _SURROGATE.search(cell):
            return Row(line, error=_not_utf8(cell[: found.start()], ord(found[0]) - 0xDC00))
    return Row(line, {name.strip(): cell for name, cell in zip(names, cells, strict=False) if cell.strip()})


class _Loader(yaml.CSafeLoader):
    """Safe YAML that refuses keys given twice."""

    def construct_record(self, node: yaml.MappingNode) -> dict[str, Any] | RecordError:
        names = [key.value for key, _ in node.value]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            return RecordError(str(twice), None, f"the key {twice!r} is given twice in one record")
        try:
            return {str(name): value for name, value in self.construct_mapping(node, deep=True).items()}
        except (yaml.YAMLError, ValueError, TypeError) as error:
            return RecordError(None, None, f"the record can't be read: {' '.join(str(error).split())}")


def read_yaml(file: BinaryIO) -> Iterator[Row]:
    """YAML: a list of records, or one record, in one document or several."""
    text = _whole(file)
    loader = _Loader(text)
    try:
        _refuse_aliases(text)
        while loader.check_node():
            root = loader.get_node()
            if root is None:
                continue
            nodes = root.value if isinstance(root, yaml.SequenceNode) else [root]
            for node in nodes:
                yield _yaml_row(loader, node)
    except yaml.YAMLError as error:
        raise UnusableError(f"The file can't be read as YAML: {' '.join(str(error).split())}.") from None
    finally:
        loader.dispose()


def _refuse_aliases(text: str) -> None:
    """Aliases can blow a small file up to any size, and no record needs one."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise UnusableError(f"Line {line} of the YAML file has an alias (*{event.anchor}); write the value out.")


def _yaml_row(loader: _Loader, node: yaml.Node) -> Row:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        return Row(line, error=RecordError(None, None, "a record is a mapping of field names to values"))
    found = loader.construct_record(node)
    return Row(line, error=found) if isinstance(found, RecordError) else Row(line, found)


def _whole(file: BinaryIO) -> str:
    data = file.read(WHOLE_LIMIT + 1)
    if len(data) > WHOLE_LIMIT:
        raise TooLargeError(
            f"The file is larger than {WHOLE_LIMIT:,} bytes, which this format reads whole: use JSON Lines."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableError(
            f"The file isn't UTF-8: byte {error.start} is 0x{data[error.start]:02X}. Save it as UTF-8."
        ) from None


Reader = Callable[[BinaryIO], Iterator[Row]]

READERS: Mapping[str, Reader] = {"jsonl": read_jsonl, "json": read_json, "csv": read_csv, "yaml": read_yaml}

_ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".yaml": "yaml",
    ".yml": "yaml",
}


def format_of(path: Path, asked: str | None = None) -> str:
    """The name of the format of a file: the one asked for, or by its ending.

    Raises UnusableError for a format or an ending that isn't known.
    """
    if asked is not None:
        if asked not in READERS:
            raise UnusableError(f"There is no format {asked!r}; there are {', '.join(READERS)}.")
        return asked
    known = _ENDINGS.get(path.suffix.lower())
    if known is None:
        raise UnusableError(
            f"{path}: what the file is can't be told from its name. Say it with --format: {', '.join(READERS)}."
        )
    return known


def open_rows(path: Path, asked: str | None = None) -> Iterator[Row]:
    """The rows of a file. Raises UnusableError for a file that isn't there, can't be read or isn't text."""
    reader = READERS[format_of(path, asked)]
    try:
        with path.open("rb") as file:
            head = file.read(4)
            if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise UnusableError(f"{path} is UTF-16: save it as UTF-8.")
            file.seek(0)
            yield from reader(file)
    except OSError as error:
        raise UnusableError(f"{path} can't be read: {error.strerror or error}.") from None
