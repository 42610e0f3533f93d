"""Facts of which plain claims tell, as columns: what a load is quickest with.

A table's row is one claim on one fact between two countries, linked with nothing (`loaders/plain.py` makes them of records).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from graph.claims import Claim
from graph.countries import countries
from graph.model import Actor, Fact, Source, Statement

Column = list[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of one length: those of facts (as `Fact`, its sides as ids), those of their claims (`Claim`'s fields that any
    of them has), and who and what they name (`by` as `Actor`, `source` as `Source`), where it isn't put down elsewhere."""

    fact: dict[str, Column]
    claim: dict[str, Column]
    named: dict[str, Column] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.fact["id"])

    def pick(self, places: Sequence[int]) -> Table:
        """The rows at these places, in this order."""
        take = taking(places)
        sides = (self.fact, self.claim, self.named)
        return Table(*({name: take(column) for name, column in side.items()} for side in sides))

    def without_names(self) -> Table:
        """The same without those whom and what its claims name."""
        return Table(self.fact, self.claim)


NO_FACTS = Table({"id": []}, {})


def taking(places: Sequence[int]) -> Callable[[Column], Column]:
    """What takes the values at these places out of a column."""
    if len(places) < 2:
        return lambda column: [column[at] for at in places]
    take = itemgetter(*places)
    return lambda column: list(take(column))


def joined(tables: Iterable[Table]) -> Table:
    """One table of several, in order of its ids."""
    parts = [table for table in tables if len(table)]
    if not parts:
        return NO_FACTS
    whole = Table(
        _joined([part.fact for part in parts]),
        _joined([part.claim for part in parts]),
        _joined([part.named for part in parts]),
    )
    ids = whole.fact["id"]
    return whole.pick(sorted(range(len(ids)), key=ids.__getitem__))


def _joined(parts: list[dict[str, list[object]]]) -> dict[str, list[object]]:
    sizes = [len(next(iter(part.values()), ())) for part in parts]
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
    """Its rows as statements; where the table doesn't tell whom and what they name, with the ids of those only."""
    for at in range(len(table)):
        told = {name: column[at] for name, column in table.claim.items() if column[at] is not None}
        claim = Claim(**{"day": "", "recorded_at": "", **told})
        by, source = (table.named[name][at] if table.named else None for name in ("by", "source"))
        yield Statement(
            fact_at(table, at), claim, by or Actor(claim.by, claim.by, "country"), source or Source(claim.source)
        )


def fact_at(table: Table, at: int) -> Fact:
    """The fact of a row."""
    told = {name: column[at] for name, column in table.fact.items()}
    sides = {side: Actor(told[side], countries().get(told[side]).name, "country") for side in ("actor", "recipient")}
    return Fact(**{**told, **sides})


def lone_places(ids: Sequence[str], others: Collection[str]) -> tuple[list[int], list[int]]:
    """Of sorted ids the places of those that come once and aren't among `others`, and the places of all else."""
    last = len(ids) - 1
    lone: list[int] = []
    rest: list[int] = []
    for at, ident in enumerate(ids):
        twice = (at > 0 and ids[at - 1] == ident) or (at < last and ids[at + 1] == ident) or ident in others
        (rest if twice else lone).append(at)
    return lone, rest
