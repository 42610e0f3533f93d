"""From a dataset's file to rows for the pipeline: each row of the file is counted one time, whatever it tells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.record import NoFactError, RecordError
from loaders.rows import Row
from loaders.tables.declaration import Dataset, Fields, Panel, ReadGroup, Table
from loaders.tables.expected import too_many
from loaders.tables.row import CellError, TableRow
from loaders.tables.runs import merge

_YEAR = re.compile(r"\d{4}")

TOLD_TOGETHER = "is told in another row of its group"


class _Reading:
    """One pass over one file."""

    def __init__(self, dataset: Dataset, table: Table, origin: str, path: Path) -> None:
        self._table = table
        self._defaults = dataset.defaults(origin)
        self._path = path
        self._taken: set[str] = set()
        self._header: dict[str, None] = {}
        self._count = 0

    def rows(self) -> Iterator[Row]:
        if self._table.panel is not None:
            yield from self._panel(self._table.panel)
        elif self._table.read_group is not None:
            yield from self._groups(self._table.read_group)
        else:
            for row in self._cells():
                yield from self._told(row) if isinstance(row, TableRow) else [row]
        yield from self._unread()
        if (said := too_many(self._table, self._count)) is not None:
            yield Row(1, rows=0, note=said, dataset=True)

    def _cells(self) -> Iterator[TableRow | Row]:
        """The rows of the file; those that can't be read are Rows with their error."""
        for line, cells in self._table.layout.rows(self._path):
            self._count += 1
            if isinstance(cells, RecordError):
                yield Row(line, error=cells, dataset=True)
            else:
                self._header.update(dict.fromkeys(cells))
                yield TableRow(line, cells, self._table.missing, self._taken)

    def _told(self, row: TableRow) -> Iterator[Row]:
        """The records of one row, or what is to be said in their place."""
        try:
            for place, fields in enumerate(self._read(row)):
                yield self._row(row, fields, 0 if place else 1)
        except (RecordError, NoFactError) as problem:
            yield self._without(row, problem)

    def _read(self, row: TableRow) -> list[Fields]:
        if self._table.read is None:
            raise NoFactError(self._table.nothing or "")
        told = list(self._table.read(row))
        if not told:
            raise NoFactError("tells nothing that the mapping knows")
        return told

    def _row(self, row: TableRow, fields: Fields, rows: int) -> Row:
        return Row(row.line, self._completed(row, fields), rows=rows, dataset=True)

    def _completed(self, row: TableRow, fields: Fields) -> Fields:
        """A record with what all records of the dataset have; a row's own claimant brings its own origin."""
        base = self._defaults
        if "claimant" in fields:
            base = {name: value for name, value in base.items() if name not in {"claimant_kind", "origin"}}
        if self._table.locate:
            base = base | {
                "locator": ", ".join(f"{name} {row.cells.get(name, '').strip()}" for name in self._table.locate)
            }
        return base | {name: value for name, value in fields.items() if value is not None}

    def _without(self, row: TableRow, problem: RecordError | NoFactError) -> Row:
        if isinstance(problem, NoFactError):
            return Row(row.line, rows=1, without=problem.reason, dataset=True)
        return Row(row.line, dict(row.cells), error=problem, dataset=True)

    def _panel(self, panel: Panel) -> Iterator[Row]:
        aside: list[Row] = []

        def years() -> Iterator[tuple[int, Fields]]:
            for row in self._cells():
                for told in self._told(row) if isinstance(row, TableRow) else [row]:
                    if not isinstance(told.record, dict) or told.error is not None:
                        aside.append(told)
                    elif _YEAR.fullmatch(year := str(told.record.get("since"))):
                        yield told.line, told.record
                    else:
                        aside.append(told._replace(error=RecordError("since", year, f"since: {year!r} is no year")))

        yield from merge(years(), panel)
        yield from aside

    def _groups(self, read: ReadGroup) -> Iterator[Row]:
        groups: dict[tuple[str, ...], list[TableRow]] = defaultdict(list)
        for row in self._cells():
            if isinstance(row, Row):
                yield row
                continue
            key = tuple(row.text(name) or "" for name in self._table.group)
            if self._table.adjacent and groups and key not in groups:
                yield from self._group(read, groups.popitem()[1])
            groups[key].append(row)
        for rows in groups.values():
            yield from self._group(read, rows)

    def _group(self, read: ReadGroup, rows: list[TableRow]) -> Iterator[Row]:
        """The records of one group. A row that can't be taken is rejected, and the others are read without it."""
        while rows:
            try:
                told = list(read(rows))
            except RecordError as problem:
                line = problem.line if isinstance(problem, CellError) else rows[0].line
                yield from (self._without(row, problem) for row in rows if row.line == line)
                rows = [row for row in rows if row.line != line]
            else:
                yield from self._counted(rows, told)
                return

    def _counted(
        self, rows: Sequence[TableRow], told: Sequence[tuple[TableRow, Fields | NoFactError]]
    ) -> Iterator[Row]:
        counted: set[int] = set()
        for row, what in told:
            if isinstance(what, NoFactError):
                if id(row) not in counted:
                    yield self._without(row, what)
            else:
                yield self._row(row, what, 0 if id(row) in counted else 1)
            counted.add(id(row))
        for row in rows:
            if id(row) not in counted:
                yield Row(row.line, rows=1, without=TOLD_TOGETHER, dataset=True)

    def _unread(self) -> Iterator[Row]:
        """A note on the columns that nobody read and whose being left out has no reason: a new release brings new ones."""
        unread = [name for name in self._header if name not in self._taken and name not in self._table.ignored]
        if unread and self._table.nothing is None:
            yield Row(1, rows=0, note=f"columns that nothing reads: {', '.join(unread)}", dataset=True)


def table_rows(dataset: Dataset, table: Table, origin: str, path: Path) -> Iterator[Row]:
    """The rows of a dataset's file as the pipeline takes them; `origin` is the root of what the dataset is built on."""
    return _Reading(dataset, table, origin, path).rows()
