"""Rows that are written in a test, as other slices and releases have them: what loading makes of them, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.record import NoFactError, RecordError, check_record
from graph.resolution import resolver
from loaders.opening import open_file
from loaders.rows import Row


def told(folder: Path, *lines: str, name: str = "rows.csv") -> list[str]:
    """What a file of these lines tells, recognised by its header: a fact as "NAME, since, until", or why there is none."""
    path = folder / name
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return [said for row in open_file(path) for said in _said(row)]


def _said(row: Row) -> Iterator[str]:
    if row.note is not None:
        yield f"note: {row.note}"
        return
    if row.without is not None:
        yield f"without fact: {row.without}"
        return
    try:
        if row.error is not None:
            raise row.error
        for made in resolver().statements(check_record(row.record)):
            since = made.claim.since if made.fact.key else made.fact.since
            yield f"{made.fact.name}, {since}, {made.claim.until}"
    except RecordError as error:
        yield f"rejected: {error.reason}"
    except NoFactError as without:
        yield f"without fact: {without.reason}"
