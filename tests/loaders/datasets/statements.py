"""What a dataset makes of a few lines, without a graph: rows of other years, other releases, and broken ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from graph.model import Statement
from graph.record import NoFactError, RecordError, check_record
from graph.resolution import resolver
from loaders.opening import open_file


class Slice(NamedTuple):
    """The statements of some rows, why rows tell no fact, why rows are rejected, and what is said of the file."""

    statements: list[Statement]
    without: Counter[str]
    rejected: list[str]
    notes: list[str]

    @property
    def facts(self) -> list[tuple[str | None, str, str | None]]:
        """Actor, relation and recipient of each statement."""
        return [
            (
                one.fact.actor.id if one.fact.actor else None,
                one.fact.relation,
                one.fact.recipient.id if one.fact.recipient else None,
            )
            for one in self.statements
        ]


def read_slice(path: Path, *lines: str, asked: str | None = None, encoding: str = "utf-8") -> Slice:
    """Write the lines to a file and read it as `bilat load` would."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding=encoding)
    told = Slice([], Counter(), [], [])
    words = resolver()
    for row in open_file(path, asked):
        if row.note is not None:
            told.notes.append(row.note)
        elif row.without is not None:
            told.without[row.without] += row.rows
        else:
            try:
                if row.error is not None:
                    raise row.error
                told.statements.extend(words.statements(check_record(row.record)))
            except NoFactError as nothing:
                told.without[nothing.reason] += 1
            except RecordError as error:
                told.rejected.append(error.reason)
    return told
