"""Derived edges added up a column at a time: what `graph/edges.py` makes of contributions one by one.

Tests hold both ways against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.alone import Alone
from graph.assessment import STATUSES, method_rank
from graph.columns import Column, Columns, Places, begins, in_order, is_told, picked, stacked, together
from graph.dates import edtf_date
from graph.drawing import Drawn, to_resources
from graph.edges import Contribution, FactEnds, flows, newness, total
from graph.fact_table import Table
from graph.vocabulary import Vocabulary

PART = ("id", "facts", "status", "unit", "since", "until", "dimension", "method")
NUMBERS = ("quantity_low", "quantity_best", "quantity_high")
_OPEN = "open"


@dataclass(frozen=True, slots=True)
class Parts:
    """What facts add to the edges that they are drawn as, or edges between two actors to those to a resource.

    `edge` is the id of what a part is added to, beside where that runs (as `FactEnds`; `relation`, `actor`, `resource`). The part
    itself is that of a fact or edge (`id`) and stands for so many `facts`.
    """

    columns: Columns

    def __len__(self) -> int:
        return len(self.ids) if self.columns else 0

    @property
    def ids(self) -> Column:
        """The ids of the edges."""
        return self.columns["edge"]

    def pick(self, rows: Places) -> Parts:
        """The rows at these places, in this order."""
        return Parts(picked(self.columns, rows))

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]]) -> Parts:
        """The parts of rows, which have all that columns have."""
        told = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
        apart = {"edge", "id", *NUMBERS}
        return cls({name: Column.apart(one) if name in apart else Column.of(one) for name, one in told.items()})


def drawn_by(found: Iterable[Contribution], words: Vocabulary) -> tuple[Parts, Parts]:
    """What contributions add to edges between two actors, and to those between an actor and a resource."""
    pairs: list[dict[str, Any]] = []
    alone: list[dict[str, Any]] = []
    for one in found:
        if one.ends.actor and one.ends.recipient:
            pairs.append({"edge": one.edge, **one.ends._asdict(), **one.part})
            continue
        for edge, what in to_resources([Drawn(one.ends, one.unit)], words):
            alone.append({"edge": edge, **what._asdict(), **one.part})
    return Parts.of(pairs), Parts.of(alone)


def together_of(parts: Sequence[Parts]) -> Parts:
    """The parts of several, one below the other."""
    parts = [one for one in parts if one]
    return Parts(stacked([one.columns for one in parts], list(map(len, parts))))


def drawn(table: Table, alone: Alone) -> Parts:
    """What facts add to their edges."""
    columns = {
        "edge": alone.facts["edge"],
        **{name: table.fact[name] for name in FactEnds._fields},
        "id": table.fact["id"],
        "facts": Column.alike(1, len(table)),
        **{name: alone.facts[name] for name in (*PART[2:], *NUMBERS)},
    }
    return Parts(columns).pick(np.flatnonzero(alone.facts["draws"].where(bool)))


def pair_sums(parts: Parts, words: Vocabulary) -> dict[str, Column]:
    """The edges between two actors that facts add up to, in order of their ids."""
    edges = _sums(parts, FactEnds._fields, words)

    fed = together(edges["relation"], edges["resource"], edges["modality"]).star(_fed(words)).distinct()
    sides = together(edges["actor"], edges["recipient"], fed, edges["unit"])

    return {**edges, "given": sides.star(_given), "taken": sides.star(_taken)}


def _fed(words: Vocabulary) -> Callable[[str, str | None, str], str | None]:
    """The resource that a supply is one of; None for whatever is no supply."""

    def resource_of(relation: str, resource: str | None, modality: str) -> str | None:
        return resource if FactEnds(None, relation, None, resource, modality).is_supply(words) else None

    return resource_of


def _given(actor: str, _: str, resource: str | None, unit: str | None) -> str | None:
    return resource and FactEnds(actor, "", None, resource, "").given(unit)


def _taken(_: str, recipient: str, resource: str | None, unit: str | None) -> str | None:
    return resource and FactEnds(None, "", recipient, resource, "").taken(unit)


def fed_by(edges: Columns) -> Parts:
    """What edges between two actors add to those between each of them and a resource: two parts of each that is a supply."""
    supplies = np.flatnonzero(edges["given"].where(is_told))
    size = len(supplies)
    same = picked({name: edges[name] for name in ("resource", *PART, *NUMBERS)}, supplies)
    sides = (("given", "actor", "supplies"), ("taken", "recipient", "receives"))
    return together_of(
        [
            Parts(
                {
                    "edge": edges[edge].pick(supplies),
                    "relation": Column.alike(relation, size),
                    "actor": edges[actor].pick(supplies),
                    **same,
                }
            )
            for edge, actor, relation in sides
        ]
    )


def resource_sums(parts: Parts, words: Vocabulary) -> dict[str, Column]:
    """The edges between an actor and a resource that parts add up to, in order of their ids."""
    edges = _sums(parts, ("relation", "actor", "resource"), words)
    return {**edges, "modality": Column.alike("actual", len(edges["id"]))}


def _sums(given: Parts, ends: Sequence[str], words: Vocabulary) -> dict[str, Column]:
    parts = given.pick(in_order(given.ids)).columns
    starts = begins(parts["edge"])
    first = picked({name: parts[name] for name in ("edge", *ends, "unit")}, starts)
    facts = np.add.reduceat(parts["facts"].numbers(int), starts) if len(starts) else starts
    dates = together(parts["since"], parts["until"])
    return {
        "id": first.pop("edge"),
        **first,
        "facts": Column.of(facts.tolist()),
        "status": _first(parts["status"], _STATUS.__getitem__, starts),
        "dimension": _first(parts["dimension"], str, starts),
        "method": _first(parts["method"], method_rank, starts),
        "valence": first["relation"].map(lambda relation: words.relations[relation].valence),
        **_numbers(parts, starts, words),
        "since": _first(parts["since"], _beginning, starts),
        "until": _first(dates.star(_end), _ending, starts, last=True).map(lambda date: None if date == _OPEN else date),
    }


# Disputed outweighs all, then the best counts.
_STATUS = {status: -1 if status == "disputed" else at for at, status in enumerate(STATUSES)}


def _first(column: Column, rank: Callable[[Any], Any], starts: Places, *, last: bool = False) -> Column:
    """Of each group of rows the value that comes first by its rank, or last."""
    if not len(starts):
        return column
    ranked = sorted(set(column.values), key=rank, reverse=last)
    places = column.numbers({value: at for at, value in enumerate(ranked)}.__getitem__)
    return Column(ranked, np.minimum.reduceat(places, starts)).pick(np.arange(len(starts)))


def _beginning(since: str | None) -> tuple[Any, ...]:
    return (1,) if since is None else (0, edtf_date(since).first, since)


def _end(since: str | None, until: str | None) -> str | None:
    """The end of a part: one that began and has none goes on."""
    return until or (_OPEN if since else None)


def _ending(until: str | None) -> tuple[Any, ...]:
    if until is None or until == _OPEN:
        return (2,) if until else (0,)
    return (1, edtf_date(until).last, until)


def _numbers(parts: Columns, starts: Places, words: Vocabulary) -> dict[str, Column]:
    """Flows are summed; of stocks, shares and indices the newest is shown."""
    told = np.flatnonzero(parts["quantity_best"].where(is_told))
    if not len(told):
        return dict.fromkeys(NUMBERS, Column.alike(None, len(starts)))
    groups, firsts = np.unique(np.searchsorted(starts, told, side="right") - 1, return_index=True)
    summed: dict[str, list[Any]] = {name: [None] * len(starts) for name in NUMBERS}
    rows = {name: parts[name].pick(told).rows() for name in (*NUMBERS, "unit", "since", "until", "id")}
    for group, begin, end in zip(groups.tolist(), firsts.tolist(), [*firsts.tolist()[1:], len(told)], strict=True):
        if flows(rows["unit"][begin], words):
            for name in NUMBERS:
                summed[name][group] = total(rows[name][begin:end])
        else:
            newest = max(
                range(begin, end), key=lambda at: newness(rows["since"][at], rows["until"][at], rows["id"][at])
            )
            for name in NUMBERS:
                summed[name][group] = rows[name][newest]
    return {name: Column.apart(numbers) for name, numbers in summed.items()}
