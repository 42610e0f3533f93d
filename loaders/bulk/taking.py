"""From rows to lines, on all cores: a piece of a file is checked and resolved by itself, by the pipeline of any load.

Rows that name facts of other rows (`ref`, `about`, `in_return_for`) come after all pieces of their file, in one place: what
they name may stand in any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from graph.ids import is_fact_id
from graph.model import Statement
from graph.settings import settings
from graph.unresolved import UnresolvedNames
from loaders.bulk.adding import Work
from loaders.bulk.spool import Spool
from loaders.json_rows import read_lines
from loaders.opening import open_file, unread_lines
from loaders.pipeline import BATCH_TEXT, Load
from loaders.progress import Advance, silent
from loaders.rejects import mended
from loaders.rows import Line, Row, in_parts
from loaders.summary import Summary

PIECE = 10_000
_NAMES_FACTS = ("ref", "about", "in_return_for")

Reject = Callable[[dict[str, Any]], None]


class Piece(NamedTuple):
    """Some rows of the file `name`, or some of its lines as they stand; `number` tells it from all other pieces."""

    number: int
    name: str
    rows: Sequence[Row]
    lines: Sequence[Line] = ()


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
    later: list[Row] = []
    return _taken(Spool(work, f"m{piece.number}"), piece.name, chain(piece.rows, read_lines(piece.lines)), later)


def take_file(work: Work, path: Path, number: int, asked: str | None) -> Taken | None:
    """Put down the statements of a whole file, as a worker of a cluster does; `number` tells it from other files.

    None where it names facts by their ids, which may stand in other files: nothing of it is put down then.
    """
    rows = open_file(path, asked)
    if any(is_fact_id(name) for row in rows for name in _named_facts(row)):
        return None
    return _taken(Spool(work, f"m{number}"), str(path), open_file(path, asked))


def _taken(spool: Spool, name: str, rows: Iterable[Row], later: list[Row] | None = None) -> Taken:
    """Put down what rows tell; those that name facts are left for `later`, where that is given."""
    summary, unresolved = Summary(), UnresolvedNames(name)
    rejects: list[dict[str, Any]] = []
    with spool:
        Load(name, spool, summary, rejects.append, unresolved, silent).run(_now(rows, later))
    return Taken(summary, rejects, unresolved, later or [])


def _now(rows: Iterable[Row], later: list[Row] | None) -> Iterator[Row]:
    for row in rows:
        if later is not None and _names_facts(row):
            later.append(row)
        else:
            yield row


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
        lines = unread_lines(Path(name), asked)
        pieces = _pieces(name, rows(), number) if lines is None else _pieces_of_lines(name, lines, number)
        for taken in each(partial(take_piece, work), pieces):
            number += 1
            _count(taken, summary, on_reject, unresolved, advance)
            later.extend(taken.later)
        with Spool(work, f"late{number}") as spool:
            Load(name, spool, summary, on_reject, unresolved, advance).run(later)
        unresolved.keep(settings().home)


def _pieces(name: str, rows: Iterable[Row], first: int) -> Iterator[Piece]:
    for number, (part, _) in enumerate(in_parts(rows, PIECE, BATCH_TEXT, lambda row: row.size), start=first):
        yield Piece(number, name, part)


def _pieces_of_lines(name: str, lines: Iterable[Line], first: int) -> Iterator[Piece]:
    for number, (part, _) in enumerate(in_parts(lines, PIECE, BATCH_TEXT, _length), start=first):
        yield Piece(number, name, (), part)


def _length(line: Line) -> int:
    return len(line[1]) if isinstance(line[1], str) else 0


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
