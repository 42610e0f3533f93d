"""The target of a bulk load: statements are put down as lines, spread by their facts and by what they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from graph.fact_table import NO_FACTS, Table, fact_at
from graph.model import Fact, Statement
from loaders.bulk.spreading import Spread, buckets, groups
from loaders.bulk.statements import actor_line, fact_key, fact_line, fact_of, named_lines, source_line
from loaders.bulk.tables import put_columns, read_columns
from loaders.bulk.work import Work

# So many names are remembered as put down, so that a source of a million claims isn't put down a million times.
_REMEMBERED = 50_000


class Spool:
    """Puts statements down under a work folder, in files of the writer's name; a target of the pipeline."""

    def __init__(self, work: Work, writer: str = "s") -> None:
        self._work = work
        self._writer = writer
        self._facts = Spread(work.lines("facts"), writer)
        self._named = Spread(work.lines("named"), writer)
        self._seen: set[bytes] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._facts.close()
        self._named.close()

    def write(self, statements: Sequence[Statement], what: str, table: Table = NO_FACTS) -> None:  # noqa: ARG002 - the journal names all files at once
        """Put a batch down; how much of it was new is counted once it is added up."""
        for statement in statements:
            self._facts.put(fact_line(statement))
            self._name(named_lines(statement))
        if len(table):
            put_columns(self._work.columns("facts"), self._writer, table.without_names(), table.ids)
            self._name(map(actor_line, {by for by in table.named["by"].values if by.kind != "country"}))
            self._name(map(source_line, set(table.named["source"].values)))

    def _name(self, lines: Iterable[bytes]) -> None:
        for one in lines:
            if one in self._seen:
                continue
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen.add(one)
            self._named.put(one)

    def known(self, ids: Sequence[str], *, last: bool) -> Mapping[str, Fact]:
        """The facts of these ids that were put down: looked for once all rows are read, since that means reading all."""
        if not last:
            return {}
        self._facts.close()
        wanted = {fact_key(ident) for ident in ids}
        found: dict[str, Fact] = {}
        for bucket in buckets(self._work.lines("facts")):
            if any(key[0] == bucket.name for key in wanted):
                found |= _facts_of(bucket, wanted)
        for digit in sorted({key[0] for key in wanted}):
            for table in read_columns(self._work.columns("facts") / digit):
                rows = np.flatnonzero(table.fact["id"].where(lambda ident: fact_key(ident) in wanted))
                found |= {fact.id: fact for fact in (fact_at(table, row) for row in rows.tolist())}
        return found


def _facts_of(bucket: Path, wanted: set[str]) -> dict[str, Fact]:
    return {f"f{key}": fact_of(told[0]) for key, told in groups(bucket) if key in wanted}
