"""What the records of a file are about, counted without a database: the page `docs/datasets.md` is printed from this."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph.model import Statement
from graph.record import NoFactError, RecordError, check_record
from graph.resolution import UnresolvedError, resolver
from loaders.opening import open_file
from loaders.rows import Row
from loaders.tables.parties import NO_STATE

# What differs from one rejected row to the next: names and numbers.
_VALUES = re.compile(r"'[^']*'|\"[^\"]*\"|\d[\d.,-]*")


@dataclass
class Counts:
    """A file's rows, records, facts and claims (each one time, however often they are told), and what tells no fact."""

    rows: int = 0
    records: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    without: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        """Count a row as a load does."""
        self.rows += row.rows
        if row.note is not None:
            return
        if row.without is not None:
            self.without[row.without] += row.rows
            return
        try:
            for statement in _statements(row):
                self.records += 1
                self.facts[statement.fact.id] = statement.fact.relation
                self.claims.add(statement.claim.id)
                self.sources.add(statement.source.id)
        except NoFactError as without:
            self.without[without.reason] += 1
        except RecordError as error:
            self.records += 1
            kind = _VALUES.sub("…", error.reason)
            self.rejected[kind] += 1
            self.examples.setdefault(kind, error.reason)


def _statements(row: Row) -> Iterator[Statement]:
    if row.error is not None:
        raise row.error
    record = check_record(row.record)
    try:
        yield from resolver().statements(record)
    except UnresolvedError as error:
        if what := error.no_single_state(resolver().countries):
            raise NoFactError(f"{NO_STATE}: {what}") from None
        raise


@cache
def counts(path: Path) -> Counts:
    """A file's counts, or those of all files of a folder."""
    counted = Counts()
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    for each in files:
        for row in open_file(each):
            counted.take(row)
    return counted
