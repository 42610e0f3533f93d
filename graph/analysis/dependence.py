"""Dependence: from how few suppliers a country gets what it gets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from graph.analysis.method import Method
from graph.ties import Tie

METHOD = Method(
    "Dependence on suppliers",
    "s_i = q_i / sum of q; HHI = sum of s_i squared (1/n when n suppliers share equally, 1 with a single one); the "
    "effective number of suppliers is 1 / HHI",
    "Hirschman (1945): National Power and the Structure of Foreign Trade, chapter 6; Herfindahl (1950); the effective "
    "number: Adelman (1969), Review of Economics and Statistics 51 (1).",
)


class _Group(NamedTuple):
    recipient: str
    relation: str
    resource: str | None
    unit: str | None


def dependence(ties: Iterable[Tie], resource: str | None = None) -> dict[str, Any]:
    """Of each recipient, relation, resource and unit: every supplier's share, and the Herfindahl index of the shares.

    Numbers of one unit are added up; where nobody gives any, facts are counted (`unit` is None and `counted` "facts").
    Relations are told apart, because statistics of trade may count the same goods again. With `resource` all lines count
    as this one resource (a resource with its kinds). Relations without a direction have no supplier and are left out.
    """
    sums: dict[_Group, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    called: dict[str, str] = {}
    for tie in ties:
        what = resource or tie.resource
        if tie.relation.symmetric or what is None:
            continue
        called |= {tie.actor: tie.actor_name, tie.recipient: tie.recipient_name}
        sums[_Group(tie.recipient, tie.relation.id, what, None)][tie.actor] += 1
        if tie.quantity:
            sums[_Group(tie.recipient, tie.relation.id, what, tie.unit or "number")][tie.actor] += tie.quantity
    measured = {group._replace(unit=None) for group in sums if group.unit is not None}
    rows = [
        _row(group, suppliers, called)
        for group, suppliers in sums.items()
        # Facts are only counted where there is nothing better to add up.
        if group.unit is not None or group not in measured
    ]
    return {"method": METHOD.as_json(), "rows": sorted(rows, key=_order)}


def _row(group: _Group, suppliers: dict[str, float], called: dict[str, str]) -> dict[str, Any]:
    total = sum(suppliers.values())
    shares = {ident: quantity / total for ident, quantity in suppliers.items()}
    index = herfindahl(shares.values())
    return {
        "recipient": {"id": group.recipient, "name": called[group.recipient]},
        "relation": group.relation,
        "resource": group.resource,
        "unit": None if group.unit == "number" else group.unit,
        "counted": "facts" if group.unit is None else "quantities",
        "total": total,
        "herfindahl": index,
        "effective_suppliers": 1 / index,
        "suppliers": [
            {"id": ident, "name": called[ident], "quantity": suppliers[ident], "share": share}
            for ident, share in sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
    }


def herfindahl(shares: Iterable[float]) -> float:
    """The sum of squared shares.

    >>> herfindahl([0.5, 0.25, 0.25])
    0.375
    """
    return sum(share * share for share in shares)


def _order(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["recipient"]["id"], row["resource"], row["relation"], row["unit"] or "")
