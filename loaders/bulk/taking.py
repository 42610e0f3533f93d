"""From rows to lines, on all cores: a piece of a file is checked and resolved by itself, by the pipeline of any load.

Rows that name facts of other rows (`ref`, `about`, `in_return_for`) come after all pieces of their file, in one place: what
they name may stand in any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from graph.ids import is_fact_id
from graph.model import Statement
from graph.settings import settings
from graph.unresolved import UnresolvedNames
from loaders.bulk.spool import Spool
from loaders.bulk.work import Work
from loaders.json_rows import rows_of_chunk
from loaders.opening import open_file, unread_chunks
from loaders.pipeline import BATCH_TEXT, Load
from loaders.progress import Advance, silent
from loaders.rejects import mended
from loaders.rows import Chunk, Row, in_parts
from loaders.summary import Summary

# Rows that are taken at once: many, so that the same words come again and again among them.
PIECE = 40_000
# The bytes of lines that are.
PIECE_BYTES = 10_000_000
_NAMES_FACTS = ("ref", "about", "in_return_for")
_AHEAD = frozenset((*_NAMES_FACTS, "record"))  # a line of a rejects file holds its record

Reject = Callable[[dict[str, Any]], None]


class Piece(NamedTuple):
    """Some rows of the file `name`, or some of its lines as they stand; `number` tells it from all other pieces."""

    number: int
    name: str
    told: Sequence[Row] | Chunk


class Taken(NamedTuple):
    """What came of a piece, or of a file: counts, rejects, unresolved names, and the rows that have to come later."""

    summary: Summary
    rejects: list[dict[str, Any]]
    unresolved: UnresolvedNames
    later: list[Row]


class Pieces(Protocol):
    """Does something with pieces, several at a time, and answers in their order."""

    def __call__(self, take: Callable[[Piece], Taken], pieces: Iterable[Piece], /) -> Iterable[Taken]: ...


def take_piece(work: Work, piece: Piece) -> Taken:
    """Put down the statements of a piece."""
    return _taken(Spool(work, f"m{piece.number}"), piece.name, piece.told)


def take_file(work: Work, path: Path, number: int, asked: str | None) -> Taken | None:
    """Put down the statements of a whole file, as a worker of a cluster does; `number` tells it from other files.

    None where it names facts by their ids, which may stand in other files: nothing of it is put down then.
    """
    rows = open_file(path, asked)
    if any(is_fact_id(name) for row in rows for name in _named_facts(row)):
        return None
    return _taken(Spool(work, f"m{number}"), str(path), open_file(path, asked))


def _taken(spool: Spool, name: str, told: Iterable[Row] | Chunk) -> Taken:
    """Put down what rows or lines tell; of a piece, those that name facts are left for later."""
    summary, unresolved = Summary(), UnresolvedNames(name)
    rejects: list[dict[str, Any]] = []
    later: list[Row] = []
    with spool:
        load = Load(name, spool, summary, rejects.append, unresolved, silent)
        if not isinstance(told, Chunk) or not load.take_lines(told):
            rows = rows_of_chunk(told) if isinstance(told, Chunk) else told
            if isinstance(rows, list) and _may_name_facts(rows):
                rows, later = _apart(rows)
            load.run(rows, PIECE)
    return Taken(summary, rejects, unresolved, later)


def _may_name_facts(rows: Sequence[Row]) -> bool:
    """Whether any row isn't a record without the fields that name facts, as nearly all are."""
    records: list[Any] = [row.record for row in rows]
    return any(type(record) is not dict for record in records) or not _AHEAD.isdisjoint(frozenset().union(*records))


def _apart(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that name no facts, and those that do."""
    now: list[Row] = []
    later: list[Row] = []
    for row in rows:
        (later if _names_facts(row) else now).append(row)
    return now, later


def _names_facts(row: Row) -> bool:
    if isinstance(row.record, Statement):
        return bool(row.record.in_return_for)
    record = mended(row.record)
    return isinstance(record, dict) and any(record.get(name) for name in _NAMES_FACTS)


def _named_facts(row: Row) -> Iterator[str]:
    if isinstance(row.record, Statement):
        yield from row.record.in_return_for
    record = mended(row.record)
    if isinstance(record, dict):
        for name in _NAMES_FACTS[1:]:
            named = record.get(name)
            yield from named if isinstance(named, list) else (str(named or "").split("|"))


def take_rows(
    work: Work,
    files: Mapping[str, Callable[[], Iterable[Row]]],
    summary: Summary,
    on_reject: Reject,
    advance: Advance,
    each: Pieces,
    first: int = 0,
    asked: str | None = None,
) -> None:
    """Put down the statements of files a piece at a time; counts, rejects and unresolved names are those of any load.

    Pieces are numbered from `first` on; `asked` is the format or dataset that was asked for.
    """
    number = first
    for name, rows in files.items():
        unresolved, later = UnresolvedNames(name), list[Row]()
        chunks = unread_chunks(Path(name), PIECE_BYTES, asked)
        parts: Iterable[Sequence[Row] | Chunk] = chunks or in_parts(rows(), PIECE, BATCH_TEXT, attrgetter("size"))
        pieces = (Piece(at, name, part) for at, part in enumerate(parts, start=number))
        for taken in each(partial(take_piece, work), pieces):
            number += 1
            _count(taken, summary, on_reject, unresolved, advance)
            later.extend(taken.later)
        with Spool(work, f"late{number}") as spool:
            Load(name, spool, summary, on_reject, unresolved, advance).run(later, PIECE)
        unresolved.keep(settings().home)


def count_taken(taken: Taken, summary: Summary, on_reject: Reject, advance: Advance) -> None:
    """Count what came of a whole file, and keep what could not be resolved of it."""
    unresolved = UnresolvedNames(taken.unresolved.file)
    _count(taken, summary, on_reject, unresolved, advance)
    unresolved.keep(settings().home)


def _count(taken: Taken, summary: Summary, on_reject: Reject, unresolved: UnresolvedNames, advance: Advance) -> None:
    summary.add(taken.summary)
    for reject in taken.rejects:
        on_reject(reject)
    unresolved.add(taken.unresolved)
    advance(taken.summary.rows)
