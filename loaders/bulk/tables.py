"""Tables of plain facts on disk, spread over buckets as lines are: by the digits of their ids, a bucket in order of its ids."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.claims import Claim
from graph.countries import countries
from graph.model import Actor, Fact, Source, Statement
from loaders.bulk.plain import Table


def put_table(folder: Path, writer: str, table: Table, digit: int = 1) -> None:
    """Add a table's rows to the files `BUCKET/WRITER`, by this digit of their facts' ids."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, ident in enumerate(table.fact["id"]):
        places[ident[digit]].append(at)
    for bucket, found in places.items():
        (folder / bucket).mkdir(parents=True, exist_ok=True)
        with (folder / bucket / writer).open("ab") as file:
            pickle.dump(table.pick(found), file, protocol=5)


def read_tables(bucket: Path) -> Iterator[Table]:
    """The tables that were put into a bucket, piece by piece."""
    for path in sorted(bucket.iterdir()) if bucket.exists() else ():
        with path.open("rb") as file:
            while True:
                try:
                    yield pickle.load(file)  # noqa: S301 - our own, written above
                except EOFError:
                    break


def joined(tables: Iterable[Table]) -> Table:
    """One table of several, in order of its ids."""
    parts = [table for table in tables if len(table)]
    if not parts:
        return Table({"id": []}, {})
    whole = Table(_joined([part.fact for part in parts]), _joined([part.claim for part in parts]))
    ids = whole.fact["id"]
    return whole.pick(sorted(range(len(ids)), key=ids.__getitem__))


def _joined(parts: list[dict[str, list[object]]]) -> dict[str, list[object]]:
    sizes = [len(next(iter(part.values()))) for part in parts]
    names = dict.fromkeys(name for part in parts for name in part)
    return {
        name: [
            value
            for part, size in zip(parts, sizes, strict=True)
            for value in (part[name] if name in part else [None] * size)
        ]
        for name in names
    }


def statements(table: Table) -> Iterator[Statement]:
    """Its rows as statements, with the ids of what they name."""
    for at in range(len(table)):
        told = {name: column[at] for name, column in table.claim.items() if column[at] is not None}
        claim = Claim(**{"day": "", "recorded_at": "", **told})
        yield Statement(fact_at(table, at), claim, Actor(claim.by, claim.by, "country"), Source(claim.source))


def fact_at(table: Table, at: int) -> Fact:
    """The fact of a row."""
    told = {name: column[at] for name, column in table.fact.items()}
    sides = {side: Actor(told[side], countries().get(told[side]).name, "country") for side in ("actor", "recipient")}
    return Fact(**{**told, **sides})
