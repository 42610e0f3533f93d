"""From rows to the graph: check, resolve, write in batches, count, reject (DESIGN section 4).

A bad record never stops the good ones. Nothing here depends on the size of a file: rows stream through, in batches of
one transaction each; only refs, and the records that wait for a later line's ref, are remembered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import UnusableError
from graph.ids import is_fact_id
from graph.lookup import known_facts
from graph.model import Fact, Statement
from graph.record import FactRecord, NoFactError, RecordError, check_record
from graph.resolution import Resolver, UnresolvedError, resolver
from graph.schema import prepare
from graph.settings import settings
from graph.store import Store
from graph.unresolved import UnresolvedNames
from graph.writing import Decision, decide, held_facts, write_statements
from loaders.opening import open_file
from loaders.progress import Advance, silent
from loaders.rejects import RejectsFile, mended, reject
from loaders.rows import Row
from loaders.summary import Summary
from loaders.tables.parties import NO_STATE

# Large enough that round trips don't count, small enough that a transaction's memory doesn't either.
BATCH = 2_000

Reject = Callable[[dict[str, Any]], None]


class Named(NamedTuple):
    """A row with the name of the file that it is from."""

    file: str
    row: Row


class Checked(NamedTuple):
    """A row with the record that it holds, or with the statement where it was resolved before (another graph's)."""

    named: Named
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


@dataclass
class Rehearsal:
    """What a dry run would have written so far, over all its files: the real load would find it in the graph."""

    claims: set[str] = field(default_factory=set)
    facts: dict[str, Fact] = field(default_factory=dict)

    def count(self, decision: Decision) -> tuple[int, int]:
        """How many claims and facts of a decision are new; notes them."""
        claims = {claim.id for _, claim, _ in decision.claims} - self.claims
        facts = decision.facts.keys() - self.facts.keys()
        self.claims |= claims
        self.facts.update(decision.facts)
        return len(claims), len(facts)


class Load:
    """One load of one file, or of the body of one request; with a `rehearsal`, a dry run."""

    def __init__(
        self,
        store: Store,
        summary: Summary,
        on_reject: Reject,
        unresolved: UnresolvedNames,
        *,
        rehearsal: Rehearsal | None,
        advance: Advance,
    ) -> None:
        self._store = store
        self._summary = summary
        self._on_reject = on_reject
        self._rehearsal = rehearsal
        self._advance = advance
        self._unresolved = unresolved
        self._resolver: Resolver = resolver()
        self._refs = Refs()

    def run(self, rows: Iterable[Named]) -> None:
        """Take all rows: first those that can be resolved as they come, then those that waited for a later line's fact."""
        waiting: list[Checked] = []
        for batch in _batches(self._checked(rows)):
            waiting.extend(self._take(batch))
        while waiting:
            still = [item for batch in _batches(waiting) for item in self._take(batch)]
            if len(still) == len(waiting):
                break
            waiting = still
        for named, record in waiting:
            self._reject(named, self._unknown_ref(record))

    def _take(self, batch: Sequence[Checked]) -> list[Checked]:
        """Write what can be resolved now; answers what has to wait."""
        self._look_up([record for _, record in batch])
        ready: list[Statement] = []
        waiting = []
        for named, record in batch:
            if self._waits(record):
                waiting.append(Checked(named, record))
            else:
                ready.extend(self._resolved(named, record))
        self._write(ready)
        return waiting

    def _checked(self, rows: Iterable[Named]) -> Iterator[Checked]:
        for file, row in rows:
            self._summary.rows += row.rows
            self._advance(row.rows)
            if row.note is not None:
                self._summary.notes.append(f"{file}: {row.note}")
                continue
            if row.without is not None:
                self._summary.rows_without_fact[row.without] += row.rows
                continue
            if isinstance(row.record, Statement) and row.error is None:
                yield Checked(Named(file, row), row.record)
                continue
            named = Named(file, replace(row, record=mended(row.record)))
            try:
                if row.error is not None:
                    raise row.error
                record = check_record(named.row.record)
            except RecordError as error:
                self._reject(named, error)
            else:
                yield Checked(named, record)

    def _look_up(self, records: Sequence[FactRecord | Statement]) -> None:
        """Find the facts that records name by their ids: in the graph, or in what a dry run would have put there."""
        asked = {name for record in records for name in _names(record) if is_fact_id(name)} - self._refs.by_id.keys()
        if asked:
            self._refs.by_id.update(known_facts(self._store, sorted(asked)))
        if self._rehearsal is not None:
            facts = self._rehearsal.facts
            self._refs.by_id.update({ident: facts[ident] for ident in asked & facts.keys()})

    def _waits(self, record: FactRecord | Statement) -> bool:
        return any(self._refs.find(name) is None for name in _names(record))

    def _unknown_ref(self, record: FactRecord | Statement) -> RecordError:
        name = next(name for name in _names(record) if self._refs.find(name) is None)
        where = "about" if isinstance(record, FactRecord) and name == record.about else "in_return_for"
        if is_fact_id(name):
            return RecordError(where, name, f"{where} names the fact {name}, which this graph doesn't hold")
        return RecordError(where, name, f"{where} names the ref {name!r}, which no accepted record of this file has")

    def _resolved(self, named: Named, record: FactRecord | Statement) -> list[Statement]:
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
                if named.row.dataset and (what := error.no_single_state(self._resolver.countries)):
                    self._summary.rows_without_fact[f"{NO_STATE}: {what}"] += 1
                    return []
                self._unresolved.note(error, named.row.line)
            self._reject(named, error)
            return []
        except NoFactError as without:
            self._summary.rows_without_fact[without.reason] += 1
            return []
        self._summary.read += len(statements)
        return statements

    def _reject(self, named: Named, error: RecordError) -> None:
        self._summary.read += 1
        self._summary.rejected += 1
        self._on_reject(reject(named.file, named.row.line, named.row.record, error))

    def _write(self, statements: Sequence[Statement]) -> None:
        if not statements:
            return
        if self._rehearsal is not None:
            ids = sorted({statement.fact.id for statement in statements})
            held = held_facts(self._store.read("read/facts_to_assess", ids=ids))
            loaded, facts = self._rehearsal.count(decide(held, statements, ""))
        else:
            decision = write_statements(self._store, statements)
            loaded, facts = len(decision.claims), len(decision.facts)
        self._summary.loaded += loaded
        self._summary.claims_created += loaded
        self._summary.unchanged += len(statements) - loaded
        self._summary.facts_created += facts


def _check_returns(record: FactRecord, statements: Sequence[Statement]) -> None:
    if any(statement.fact.id in statement.in_return_for for statement in statements):
        raise RecordError("in_return_for", list(record.in_return_for), "in_return_for names the record's own fact")


def _names(record: FactRecord | Statement) -> tuple[str, ...]:
    if isinstance(record, Statement):
        return record.in_return_for
    return (*((record.about,) if record.about else ()), *record.in_return_for)


def _batches(items: Iterable[Checked]) -> Iterator[list[Checked]]:
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield batch


def load_rows(
    store: Store,
    files: Mapping[str, Callable[[], Iterable[Row]]],
    on_reject: Reject,
    *,
    dry_run: bool = False,
    strict: bool = False,
    advance: Advance = silent,
) -> Summary:
    """Load the rows of some files; `files` gives, for each name, a function that opens its rows.

    `dry_run` writes nothing and counts what would be. `strict` reads everything first and loads nothing when anything is
    bad; the good records count as `held`.
    """
    began = time.monotonic()
    prepare(store)
    if strict:
        summary = _pass(store, files, on_reject, dry_run=True, advance=silent)
        if summary.rejected or dry_run:
            if summary.rejected:
                summary.held = summary.loaded + summary.unchanged
                summary.loaded = summary.unchanged = summary.facts_created = summary.claims_created = 0
            summary.dry_run = dry_run
            summary.seconds = time.monotonic() - began
            return summary
    summary = _pass(store, files, on_reject, dry_run=dry_run, advance=advance)
    summary.dry_run = dry_run
    summary.seconds = time.monotonic() - began
    return summary


def _pass(
    store: Store,
    files: Mapping[str, Callable[[], Iterable[Row]]],
    on_reject: Reject,
    *,
    dry_run: bool,
    advance: Advance,
) -> Summary:
    summary = Summary()
    rehearsal = Rehearsal() if dry_run else None
    for name, rows in files.items():
        unresolved = UnresolvedNames(name)
        load = Load(store, summary, on_reject, unresolved, rehearsal=rehearsal, advance=advance)
        load.run(Named(name, row) for row in rows())
        unresolved.keep(settings().home)
    return summary


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
    empty = tuple(str(path) for path in paths if _is_empty(path, asked))
    for path in paths:
        if path.resolve() == rejects.resolve():
            raise UnusableError(f"The rejects would overwrite {path}, which is to be loaded: name another --rejects.")
    out = RejectsFile(rejects)
    try:
        files = {str(path): (lambda path=path: open_file(path, asked)) for path in paths}
        summary = load_rows(store, files, out, dry_run=dry_run, strict=strict, advance=advance)
    finally:
        out.close()
    summary.empty = empty
    summary.rejects = str(rejects) if out.written else None
    return summary
