"""A whole graph that `bilat export --all` wrote: lines that are already resolved (`graph/carrying.py`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from graph.carrying import END, FORMS, MARK, statements
from graph.errors import UnusableError
from graph.record import RecordError
from loaders.rows import LINE_LIMIT, SHOWN, Row

# A fact's line holds all its claims: a well covered one has thousands.
_LINE_LIMIT = 256 * LINE_LIMIT


def is_graph(head: bytes) -> bool:
    """Whether a file that begins like this is a graph's.

    >>> is_graph(b'{"bilat_graph":1}'), is_graph(b'{"actor": "Norway"}')
    (True, False)
    """
    return head.startswith(b'{"' + MARK.encode() + b'":')


def read_graph(file: BinaryIO) -> Iterator[Row]:
    """The statements of the lines, each a row; a file without its right last line says so in a row of its own.

    Raises UnusableError for a form of a newer Bilat.
    """
    total = hashlib.sha256()
    number, ended = 0, False
    while line := file.readline(_LINE_LIMIT):
        number += 1
        value = _value(line)
        if isinstance(value, dict) and END in value:
            ended = value[END] == total.hexdigest() and not file.read(1)
            break
        total.update(line)
        if number == 1:
            _check_form(value)
        else:
            yield from _line(number, line, value)
    if not ended:
        reason = "the file was cut short or altered: its last line doesn't have the sum of the lines before it"
        yield Row(max(number, 1), error=RecordError(None, None, reason))


def _value(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return None


def _check_form(value: Any) -> None:
    form = value.get(MARK) if isinstance(value, dict) else None
    if form not in FORMS:
        raise UnusableError(
            f"it holds a graph of form {form}, and this Bilat reads form {FORMS[-1]}: use a newer Bilat"
        )


def _line(number: int, line: bytes, value: Any) -> Iterator[Row]:
    if not isinstance(value, dict):
        shown = line[:SHOWN].decode("utf-8", "replace")
        yield Row(number, error=RecordError(None, shown, "the line is no JSON object"))
        return
    try:
        told = list(statements(value))
    except RecordError as error:
        yield Row(number, value, error=error)
        return
    for place, statement in enumerate(told):
        yield Row(number, statement, rows=0 if place else 1)
