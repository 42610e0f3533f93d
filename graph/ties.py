"""Facts as lines from an actor to a recipient, with what analyses and panels count of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.reading import FactFilter, all_facts, fact_ids
from graph.store import Store
from graph.vocabulary import Relation, vocabulary

# Rows of a line are small; a page of them is as quick to bring as a tenth of it.
_PAGE = 5000
# What nobody says any more, or only is denied, is no line.
_NO_LINE = frozenset({"denied", "retracted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One fact between two named sides.

    `quantity` is the fact's best number in `unit`, None where nobody gives any; dates are EDTF.
    """

    fact: str
    actor: str
    actor_name: str
    relation: Relation
    recipient: str
    recipient_name: str
    resource: str | None = None
    status: str = "asserted"
    origins: int = 1
    since: str | None = None
    until: str | None = None
    quantity: float | None = None
    unit: str | None = None

    def weight(self, unit: str | None) -> float:
        """What the line weighs: 1 where facts are counted, else its quantity in the unit (0 in any other)."""
        if unit is None:
            return 1.0
        return float(self.quantity) if self.unit == unit and self.quantity is not None else 0.0


def ties(store: Store, wanted: FactFilter) -> Iterator[Tie]:
    """The facts that pass the filter as lines, in order of id; those that are denied or retracted are none."""
    rows = _rows(store, wanted) if wanted.clocks.now else all_facts(store, wanted)
    for row in rows:
        if row["actor"] and row["recipient"] and row["status"] not in _NO_LINE and wanted.lets_through(row):
            yield _tie(row)


def _rows(store: Store, wanted: FactFilter) -> Iterator[Mapping[str, Any]]:
    """Today's knowledge stands on the facts themselves, so that no claim has to be read."""
    after = ""
    while ids := fact_ids(store, wanted, after, _PAGE):
        yield from store.read("read/ties", ids=ids)
        after = ids[-1]


def _tie(row: Mapping[str, Any]) -> Tie:
    amount, resource = row["quantity"], row["resource"]
    # An assessed fact has its amount and its resource as objects, a row of `read/ties` as plain values.
    numbers = amount if isinstance(amount, Mapping) else {"best": amount, "unit": row.get("unit")}
    return Tie(
        fact=row["id"],
        actor=row["actor"]["id"],
        actor_name=row["actor"]["name"],
        relation=vocabulary().relations[row["relation"]],
        recipient=row["recipient"]["id"],
        recipient_name=row["recipient"]["name"],
        resource=resource["id"] if isinstance(resource, Mapping) else resource,
        status=row["status"],
        origins=row["origins"],
        since=row["since"],
        until=row["until"],
        quantity=numbers["best"],
        unit=numbers["unit"],
    )
