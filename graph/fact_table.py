"""Facts of which plain claims tell, as columns: what `loaders/plain.py` makes of records, and a load takes as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.claims import Claim
from graph.columns import Column, Columns, Places, in_order, picked, stacked
from graph.countries import countries
from graph.model import Actor, Fact, Source, Statement
from graph.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Table:
    """Facts of which plain claims tell: a row is one claim on one fact between two countries, linked with nothing.

    Columns of facts (as `Fact`, its sides as ids, without its name), of their claims (`Claim`'s fields that any of them has), and
    who and what they name (`by` as `Actor`, `source` as `Source`), where it isn't put down elsewhere. `loaders/plain.py` makes
    them of records.
    """

    fact: Columns
    claim: Columns
    named: Columns = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def ids(self) -> Column:
        """The ids of the facts."""
        return self.fact["id"]

    def pick(self, rows: Places) -> Table:
        """The rows at these places, in this order."""
        return Table(*(picked(side, rows) for side in (self.fact, self.claim, self.named)))

    def without_names(self) -> Table:
        """The same without those whom and what its claims name."""
        return Table(self.fact, self.claim)


NO_FACTS = Table({"id": Column.of(())}, {})


def joined(tables: Iterable[Table]) -> Table:
    """One table of several, in order of its ids."""
    parts = [table for table in tables if len(table)]
    if not parts:
        return NO_FACTS
    sizes = [len(part) for part in parts]
    whole = Table(
        stacked([part.fact for part in parts], sizes),
        stacked([part.claim for part in parts], sizes),
        stacked([part.named for part in parts], sizes),
    )
    return whole.pick(in_order(whole.ids))


def statements(table: Table) -> Iterator[Statement]:
    """Its rows as statements; where the table doesn't tell whom and what they name, with the ids of those only."""
    for at in range(len(table)):
        told = {name: value for name, column in table.claim.items() if (value := column[at]) is not None}
        claim = Claim(**{"day": "", "recorded_at": "", **told})
        by, source = (table.named[name][at] if table.named else None for name in ("by", "source"))
        yield Statement(
            fact_at(table, at), claim, by or Actor(claim.by, claim.by, "country"), source or Source(claim.source)
        )


def fact_at(table: Table, at: int) -> Fact:
    """The fact of a row."""
    told = {name: column[at] for name, column in table.fact.items()}
    sides = {side: Actor(told[side], countries().get(told[side]).name, "country") for side in ("actor", "recipient")}
    name = name_of(*(told[end] for end in ("actor", "relation", "recipient", "resource")))
    return Fact(**{**told, **sides, "name": name})


def name_of(actor: str, relation: str, recipient: str, resource: str | None) -> str:
    """What a fact between two countries is called."""
    words, known = vocabulary(), countries()
    thing = words.resources[resource].name if resource else None
    return words.relations[relation].sentence(known.get(actor).name, known.get(recipient).name, thing)
