"""A batch made ready before it is written, as if none of its facts stood in the graph yet: most loads are so.

That takes longer than anything else that Python does in a load, and the database has something else to do meanwhile. What
the graph holds already is left out when the batch is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from graph import fact_table
from graph.alone import sum_up_alone
from graph.claims import Claim
from graph.columns import Column, Mask, lone_places
from graph.dates import now
from graph.deciding import Decision, decide
from graph.drawing import Change, to_stand
from graph.edges import Contribution, FactEnds, contribution
from graph.fact_table import NO_FACTS, Table
from graph.mentioning import Mentioned
from graph.model import Statement
from graph.summing import Summed, sum_up
from graph.vocabulary import vocabulary


class New(NamedTuple):
    """The facts of a draft that the graph doesn't hold: rows by the query that writes them with their first claims, rows of
    their further claims, and what they add to edges."""

    decision: Decision
    summed: Mapping[str, Summed]
    rows: Mapping[str, Sequence[dict[str, Any]]]
    further: Sequence[dict[str, Any]]
    contributions: Sequence[Contribution]


class Draft:
    """Statements with the facts that they make, as they are written where the graph holds none of them.

    The claims of `table` (in order of its facts' ids) that are alone on their fact are drafted a column at a time. `ids` are
    those of the facts; `relations` those of the edges that they are added to, each with its relation.
    """

    def __init__(self, statements: Sequence[Statement], table: Table = NO_FACTS) -> None:
        lone, others = lone_places(table.ids, {statement.fact.id for statement in statements})
        self.statements = [*statements, *fact_table.statements(table.pick(others))]
        self._table = table.pick(lone)
        self.ids = sorted({*self._table.ids.values, *(statement.fact.id for statement in self.statements)})
        self._make(now())
        self._mentioned = Mentioned.of(self._decision.statements, self._table)

    def _make(self, at: str) -> None:
        self._at = at
        facts: dict[str, Any] = {}
        self._decision = decide(facts, self.statements, at)
        self._summed = sum_up(facts, vocabulary())
        claims: dict[str, list[Claim]] = defaultdict(list)
        for ident, claim, _ in self._decision.claims:
            claims[ident].append(claim)
        carried = {ident: {**fact.properties, **told} for ident, (fact, told, _) in self._summed.items()}
        self._rows = {
            ident: _row(ident, summed.fact.ends, carried[ident], claims[ident][0])
            for ident, summed in self._summed.items()
        }
        self._further = {
            ident: [claim_row(ident, claim) for claim in told[1:]] for ident, told in claims.items() if len(told) > 1
        }
        self._claims = [row["claim"] for row in self._rows.values()]
        self._claims += [row["claim"] for rows in self._further.values() for row in rows]
        self._contributions = {
            ident: found
            for ident, summed in self._summed.items()
            if (found := contribution(ident, summed.fact.ends, carried[ident])) is not None
        }
        self._draft_alone(at)
        self.relations = to_stand([Change(None, one) for one in self._contributions.values()], vocabulary())

    def _draft_alone(self, at: str) -> None:
        """The same for the claims that are alone on their fact."""
        if not len(self._table):
            return
        alone = sum_up_alone(self._table, at)
        ends = [self._table.fact[name].rows() for name in ("id", *FactEnds._fields)]
        for (ident, *sides), properties, claim in zip(
            zip(*ends, strict=True), _dicts(alone.facts), _dicts(alone.claims), strict=True
        ):
            by, stance = claim.pop("by"), claim.pop("stance")
            properties["id"], claim["write"] = ident, None
            self._rows[ident] = {
                "fact": ident, "source": claim["source"], "by": by, "type": stance.upper(), "claim": claim,
                "actor": sides[0], "recipient": sides[2], "resource": sides[3], "properties": properties,
            }  # fmt: skip
            self._claims.append(claim)
            if (found := contribution(ident, FactEnds(*sides), properties)) is not None:
                self._contributions[ident] = found

    def statements_on(self, held: Container[str]) -> list[Statement]:
        """The statements on these facts."""
        found = [statement for statement in self.statements if statement.fact.id in held]
        return [*found, *fact_table.statements(self._table.pick(np.flatnonzero(self._in(held))))]

    def stamp(self, at: str, write: int) -> None:
        """Have all claims recorded at the instant `at` by the write of this number.

        On another day than they were drafted, undated ones differ. Those that come from another graph were recorded there.
        """
        if at[:10] != self._at[:10]:
            self._make(at)
        for properties in self._claims:
            properties["write"] = write
            if properties["recorded_at"] == self._at:
                properties["recorded_at"] = at
        self._at = at

    def mentioned_in(self, decision: Decision, held: Container[str]) -> Mentioned:
        """The actors and sources that the statements mention of which something is new, as `decision` has it, where the
        graph holds some of the facts."""
        claims, _, links = self._decision.counts
        if (claims + len(self._table), links) == (decision.counts[0], decision.counts[2]):
            return self._mentioned  # all is new
        return Mentioned.of(decision.statements, self._table.pick(np.flatnonzero(~self._in(held))))

    def _in(self, held: Container[str]) -> Mask:
        return self._table.ids.where(held.__contains__)

    def without(self, held: Container[str]) -> New:
        """What there is to write, where the graph holds some of the facts."""
        decided = self._decision
        decision = Decision(
            {ident: fact for ident, fact in decided.facts.items() if ident not in held},
            [told for told in decided.claims if told[0] not in held],
            {link: statement for link, statement in decided.links.items() if link[0] not in held},
            alone=int((~self._in(held)).sum()),
        )
        by_query: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for ident in self.ids:
            if ident not in held and (row := self._rows.get(ident)):
                by_query[_query(row)].append(row)
        return New(
            decision,
            {ident: self._summed[ident] for ident in decision.facts},
            by_query,
            [row for ident, rows in self._further.items() if ident in decision.facts for row in rows],
            [one for ident, one in self._contributions.items() if ident not in held],
        )


def _dicts(told: Mapping[str, Column]) -> Iterator[dict[str, Any]]:
    """Each row of columns, without what is absent."""
    names = list(told)
    for row in zip(*(column.rows() for column in told.values()), strict=True):
        yield {name: value for name, value in zip(names, row, strict=True) if value is not None}


def _query(row: Mapping[str, Any]) -> str:
    """The commonest shapes of facts have the quickest queries."""
    if row["actor"] is None or row["recipient"] is None:
        return "write/facts"
    return "write/facts_between" if row["resource"] is None else "write/facts_between_of"


def _row(ident: str, ends: FactEnds, carried: Mapping[str, Any], claim: Claim) -> dict[str, Any]:
    properties = {name: value for name, value in carried.items() if value is not None}
    properties["id"] = ident
    row = claim_row(ident, claim)
    row |= {"actor": ends.actor, "recipient": ends.recipient, "resource": ends.resource, "properties": properties}
    return row


def claim_row(ident: str, claim: Claim, write: int | None = None) -> dict[str, Any]:
    """A claim on a fact as the queries write it, by the write of this number."""
    told = claim.properties() | {"write": write}
    return {"fact": ident, "source": claim.source, "by": claim.by, "type": claim.type, "claim": told}
