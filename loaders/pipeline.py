"""From rows to the graph: check, resolve, write in batches, count, reject (DESIGN section 4).

A bad record never stops the good ones. Nothing here depends on the size of a file: rows stream through, in batches of
one transaction each; only refs, and the records that wait for a later line's ref, are remembered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import UnusableError
from graph.fact_table import NO_FACTS, Table, joined
from graph.ids import is_fact_id
from graph.model import Fact, Statement
from graph.record import FactRecord, NoFactError, RecordError, check_record
from graph.resolution import Resolver, UnresolvedError, resolver
from graph.schema import prepare
from graph.settings import settings
from graph.store import Store
from graph.unresolved import UnresolvedNames
from loaders.opening import open_file
from loaders.plain import Plain, take_plain, take_plain_lines
from loaders.progress import Advance, silent
from loaders.rejects import RejectsFile, mended, reject
from loaders.rows import Chunk, Row, in_parts, part_of
from loaders.summary import Summary
from loaders.tables.parties import NO_STATE
from loaders.targets import Rehearsal, Target
from loaders.writer import Writer

# Large enough that an edge is seldom written more than once or twice, small enough for a transaction's memory.
BATCH = 10_000
# The first is smaller, so that the database begins to write while most is still to be read.
FIRST_BATCH = 2_000
# Characters of a batch: records may quote whole pages.
BATCH_TEXT = 16_000_000

Reject = Callable[[dict[str, Any]], None]
Into = Callable[[Store, Summary], Target]


class Checked(NamedTuple):
    """A row with the record that it holds, or with the statement where it was resolved before (another graph's)."""

    row: Row
    record: FactRecord | Statement


@dataclass
class Refs:
    """The facts that the records of one file name with `ref`, and those named by their ids."""

    by_ref: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    by_id: dict[str, Fact] = field(default_factory=dict)

    def add(self, ref: str, facts: tuple[Fact, ...]) -> None:
        """Note what `ref` names. Raises RecordError when it names other facts already."""
        known = self.by_ref.setdefault(ref, facts)
        if {fact.id for fact in known} != {fact.id for fact in facts}:
            raise RecordError("ref", ref, f"the ref {ref!r} names another fact of this file already")
        self.by_id.update({fact.id: fact for fact in facts})

    def find(self, name: str) -> tuple[Fact, ...] | None:
        """The facts that a ref or a fact's id names; None where it isn't known (yet)."""
        if name in self.by_ref:
            return self.by_ref[name]
        return (self.by_id[name],) if name in self.by_id else None


class Load:
    """One load of one file, or of the body of one request; `name` is what its rejects and the journal call it."""

    def __init__(
        self,
        name: str,
        target: Target,
        summary: Summary,
        on_reject: Reject,
        unresolved: UnresolvedNames,
        advance: Advance,
    ) -> None:
        self._name = name
        self._target = target
        self._summary = summary
        self._on_reject = on_reject
        self._advance = advance
        self._unresolved = unresolved
        self._resolver: Resolver = resolver()
        self._refs = Refs()
        self._last = False

    def run(self, rows: Iterable[Row], at_once: int | None = None) -> None:
        """Take all rows: first those that can be resolved as they come, then those that waited for a later line's fact.

        `at_once` is how many are taken at once, where no transaction of the database limits that.
        """
        waiting: list[Checked] = []
        sizes = (at_once, at_once) if at_once else (min(FIRST_BATCH, BATCH), BATCH)
        size_of = _no_size if at_once else attrgetter("size")
        for batch, table in self._batches(iter(rows), *sizes, size_of):
            waiting.extend(self._take(batch, table))
        self._last = True
        while waiting:
            still = [
                item
                for batch in in_parts(waiting, BATCH, BATCH_TEXT, lambda item: item.row.size)
                for item in self._take(batch)
            ]
            if len(still) == len(waiting):
                break
            waiting = still
        for row, record in waiting:
            self._reject(row, self._unknown_ref(record))

    def take_lines(self, chunk: Chunk) -> bool:
        """Take some lines that weren't read, all at once; false where that can't be done, and `run` has to take their rows."""
        found = take_plain_lines(chunk, self._resolver)
        if found is None:
            return False
        plain, others = found
        self._count(plain)
        self._take(list(self._checked(others)), joined([plain.table]))  # none of them waits: they name no facts
        return True

    def _count(self, plain: Plain) -> None:
        self._summary.rows += plain.rows
        self._summary.read += len(plain.table)
        self._advance(plain.rows)

    def _batches(
        self, rows: Iterator[Row], most: int, later: int, size_of: Callable[[Row], int]
    ) -> Iterator[tuple[list[Checked], Table]]:
        """Rows that are checked, and the plain ones among them, in batches of one transaction each: the first of `most`."""
        checked: list[Checked] = []
        tables: list[Table] = []
        taken = size = 0
        while True:
            part, text = part_of(rows, most - taken, BATCH_TEXT - size, size_of)
            plain, others = take_plain(part, self._resolver)
            self._count(plain)
            checked += self._checked(others)
            tables.append(plain.table)
            size += text
            taken = len(checked) + sum(map(len, tables))
            if taken >= most or size >= BATCH_TEXT or not part:
                if taken:
                    yield checked, joined(tables)
                    most = later
                checked, tables, taken, size = [], [], 0, 0
            if not part:
                return

    def _take(self, batch: Sequence[Checked], table: Table = NO_FACTS) -> list[Checked]:
        """Write what can be resolved now; answers what has to wait."""
        self._look_up([record for _, record in batch])
        ready: list[Statement] = []
        waiting = []
        for item in batch:
            if self._waits(item.record):
                waiting.append(item)
            else:
                ready.extend(self._resolved(*item))
        if ready or len(table):
            self._target.write(ready, Path(self._name).name, table)
        return waiting

    def _checked(self, rows: Iterable[Row]) -> Iterator[Checked]:
        for row in rows:
            self._summary.rows += row.rows
            self._advance(row.rows)
            if row.note is not None:
                self._summary.notes.append(f"{self._name}: {row.note}")
                continue
            if row.without is not None:
                self._summary.rows_without_fact[row.without] += row.rows
                continue
            if isinstance(row.record, Statement) and row.error is None:
                yield Checked(row, row.record)
                continue
            record = mended(row.record)
            read = row if record is row.record else row._replace(record=record)
            try:
                if row.error is not None:
                    raise row.error
                checked = check_record(record)
            except RecordError as error:
                self._reject(read, error)
            else:
                yield Checked(read, checked)

    def _look_up(self, records: Sequence[FactRecord | Statement]) -> None:
        """Find the facts that records name by their ids."""
        asked = {name for record in records for name in _names(record) if is_fact_id(name)} - self._refs.by_id.keys()
        if asked:
            self._refs.by_id.update(self._target.known(sorted(asked), last=self._last))

    def _waits(self, record: FactRecord | Statement) -> bool:
        return any(self._refs.find(name) is None for name in _names(record))

    def _unknown_ref(self, record: FactRecord | Statement) -> RecordError:
        name = next(name for name in _names(record) if self._refs.find(name) is None)
        where = "about" if isinstance(record, FactRecord) and name == record.about else "in_return_for"
        if is_fact_id(name):
            return RecordError(where, name, f"{where} names the fact {name}, which this graph doesn't hold")
        return RecordError(where, name, f"{where} names the ref {name!r}, which no accepted record of this file has")

    def _resolved(self, row: Row, record: FactRecord | Statement) -> list[Statement]:
        """The statements of a record; refuses it, with its reason, where it can't be resolved."""
        if isinstance(record, Statement):
            self._summary.read += 1
            return [record]
        try:
            returns = [fact.id for name in record.in_return_for for fact in self._refs.find(name) or ()]
            about = self._refs.find(record.about) if record.about else None
            statements = [
                statement for fact in about or (None,) for statement in self._resolver.statements(record, fact, returns)
            ]
            _check_returns(record, statements)
            if record.ref is not None:
                self._refs.add(record.ref, tuple({s.fact.id: s.fact for s in statements}.values()))
        except RecordError as error:
            if isinstance(error, UnresolvedError):
                # A dataset's "World" is no unknown country: whoever wrote it meant no single state.
                if row.dataset and (what := error.no_single_state(self._resolver.countries)):
                    self._summary.rows_without_fact[f"{NO_STATE}: {what}"] += 1
                    return []
                self._unresolved.note(error, row.line)
            self._reject(row, error)
            return []
        except NoFactError as without:
            self._summary.rows_without_fact[without.reason] += 1
            return []
        self._summary.read += len(statements)
        return statements

    def _reject(self, row: Row, error: RecordError) -> None:
        self._summary.read += 1
        self._summary.rejected += 1
        self._on_reject(reject(self._name, row.line, row.record, error))


def _check_returns(record: FactRecord, statements: Sequence[Statement]) -> None:
    if any(statement.fact.id in statement.in_return_for for statement in statements):
        raise RecordError("in_return_for", list(record.in_return_for), "in_return_for names the record's own fact")


def _no_size(_: Row) -> int:
    return 0


def _names(record: FactRecord | Statement) -> tuple[str, ...]:
    if isinstance(record, Statement):
        return record.in_return_for
    return (*((record.about,) if record.about else ()), *record.in_return_for)


def load_rows(
    store: Store,
    files: Mapping[str, Callable[[], Iterable[Row]]],
    on_reject: Reject,
    *,
    dry_run: bool = False,
    strict: bool = False,
    advance: Advance = silent,
    by: str | None = None,
) -> Summary:
    """Load the rows of some files; `files` gives, for each name, a function that opens its rows.

    `dry_run` writes nothing and counts what would be. `strict` reads everything first and loads nothing when anything is
    bad; the good records count as `held`. `by` is who the journal notes, by default whoever runs this process.
    """
    began = time.monotonic()
    prepare(store)
    if strict:
        summary = _pass(store, files, on_reject, Rehearsal, silent)
        if summary.rejected or dry_run:
            if summary.rejected:
                summary.held = summary.loaded + summary.unchanged
                summary.loaded = summary.unchanged = summary.facts_created = summary.claims_created = 0
            summary.dry_run = dry_run
            summary.seconds = time.monotonic() - began
            return summary
    summary = _pass(store, files, on_reject, Rehearsal if dry_run else partial(Writer, by=by), advance)
    summary.dry_run = dry_run
    summary.seconds = time.monotonic() - began
    return summary


def _pass(
    store: Store, files: Mapping[str, Callable[[], Iterable[Row]]], on_reject: Reject, into: Into, advance: Advance
) -> Summary:
    summary = Summary()
    with into(store, summary) as target:
        take(target, files, summary, on_reject, advance)
    return summary


def take(
    target: Target,
    files: Mapping[str, Callable[[], Iterable[Row]]],
    summary: Summary,
    on_reject: Reject,
    advance: Advance,
) -> None:
    """Take the rows of files to a target, and note what could not be resolved."""
    for name, rows in files.items():
        unresolved = UnresolvedNames(name)
        Load(name, target, summary, on_reject, unresolved, advance).run(rows())
        unresolved.keep(settings().home)


def _is_empty(path: Path, asked: str | None) -> bool:
    return next(iter(open_file(path, asked)), None) is None


def load_files(
    store: Store,
    paths: Sequence[Path],
    *,
    asked: str | None = None,
    rejects: Path,
    dry_run: bool = False,
    strict: bool = False,
    advance: Advance = silent,
) -> Summary:
    """Load files of fact records; what is rejected goes to the file `rejects`.

    Raises UnusableError before anything is loaded where a file isn't there, its format isn't known, or the rejects would
    overwrite it.
    """
    summary = Summary()
    with rejects_of(paths, rejects, asked, summary) as (files, out):
        loaded = load_rows(store, files, out, dry_run=dry_run, strict=strict, advance=advance)
    loaded.empty, loaded.rejects = summary.empty, summary.rejects
    return loaded


@contextmanager
def rejects_of(
    paths: Sequence[Path], rejects: Path, asked: str | None, summary: Summary
) -> Iterator[tuple[dict[str, Callable[[], Iterable[Row]]], RejectsFile]]:
    """The files by name, each with what opens its rows, and the file of their rejects, which `summary` then names.

    Raises UnusableError as `load_files` does.
    """
    summary.empty = tuple(str(path) for path in paths if _is_empty(path, asked))
    for path in paths:
        if path.resolve() == rejects.resolve():
            raise UnusableError(f"The rejects would overwrite {path}, which is to be loaded: name another --rejects.")
    out = RejectsFile(rejects)
    try:
        yield {str(path): partial(open_file, path, asked) for path in paths}, out
    finally:
        out.close()
    summary.rejects = str(rejects) if out.written else None
