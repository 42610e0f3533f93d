"""What all pages of facts share: the data for their scripts, the choices of their filters, who has spoken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.views import ledger
from api.views.frames import Fact
from api.views.ledger import Row
from api.views.names import capitalised, named
from api.views.numbers import date_text
from api.views.palette import STATUSES, dimension_order


def page_data(facts: Iterable[Fact], rows: Mapping[str, Row], drawing: Mapping[str, Any] | None) -> dict[str, Any]:
    """The data that a page carries: `{"facts": [flat rows], "picture": {…}}`, the picture where there is one.

    A fact has the columns of the CSV export (DESIGN section 6) under `csv` and beside them what the panel shows.
    """
    data: dict[str, Any] = {"facts": [_fact(fact, rows[str(fact["id"])]) for fact in facts]}
    return data | ({"picture": drawing} if drawing else {})


def _fact(fact: Fact, row: Row) -> dict[str, Any]:
    quantity = fact["quantity"] or {}
    return {
        "id": row.id,
        "actor": row.actor,
        "recipient": row.recipient,
        "title": row.title,
        "number": row.number,
        "when": row.when,
        "status": row.status,
        "standing": row.standing,
        "dimension": row.dimension,
        "years": row.years,
        "claims": [
            {key: value for key in _IN_PANEL if (value := getattr(position, key))} for position in row.positions
        ],
        "csv": {
            "id": row.id,
            "actor": (fact["actor"] or {}).get("id"),
            "relation": fact["relation"],
            "recipient": (fact["recipient"] or {}).get("id"),
            "resource": (fact["resource"] or {}).get("id"),
            "modality": fact["modality"],
            "since": fact["since"],
            "until": fact["until"],
            "status": fact["status"],
            "quantity_low": quantity.get("low"),
            "quantity_best": quantity.get("best"),
            "quantity_high": quantity.get("high"),
            "unit": quantity.get("unit"),
            "claims": len(fact["claims"]),
            "origins": fact["origins"],
            "dyad": fact["dyad"],
            "dimension": fact["dimension"],
            "said_by": "; ".join((*row.sure, *row.reporting)),
            "doubted_by": "; ".join(row.against),
        },
    }


_IN_PANEL = ("name", "stance", "aspect", "said_on", "source", "publisher", "url", "retracted")


def filters(rows: Sequence[Row]) -> dict[str, Any]:
    """What can be chosen from: dimensions and statuses with their counts, and the years that dated facts span."""
    dimensions = Counter(row.dimension for row in rows)
    dated = [row.years for row in rows if row.years]
    known = [year for span in dated for year in span if 0 < year < 9999]
    # A fact that goes on still holds in the year after the last one that is named.
    last = max(known, default=0) + any(span[1] == 9999 for span in dated)
    return {
        "dimensions": sorted(dimensions.items(), key=lambda item: (dimension_order(item[0]), item[0])),
        "statuses": ledger.statuses(rows),
        "years": (min(known), last) if known else None,
        "undated": sum(row.years is None for row in rows),
    }


def coverage(facts: Sequence[Fact], parties: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Who has spoken, and whether the parties themselves have: what nobody said is not known to be untrue."""
    by = [claim["by"] for fact in facts for claim in fact["claims"]]
    states, officials = {who["id"] for who in by}, {who.get("country") for who in by}
    silent = []
    for party in parties:
        if party["id"] not in states:
            name = capitalised(named(party))
            through = party["id"] in officials
            silent.append(
                f"{name} speaks only through its officials." if through else f"{name} itself says nothing here."
            )
    days = sorted(claim["said_on"] for fact in facts for claim in fact["claims"] if claim["said_on"])
    return {
        "speakers": ledger.claimants(facts),
        "silent": silent if facts else [],
        "statuses": _bar(facts),
        "latest": date_text(days[-1]) if days else "",
    }


def _bar(facts: Sequence[Fact]) -> list[dict[str, Any]]:
    """The bar of statuses: each with its count and its place, in per cent of all facts."""
    found = Counter(str(fact["status"]) for fact in facts)
    segments, start = [], 0.0
    for status in STATUSES:
        if found[status]:
            width = 100 * found[status] / len(facts)
            segments.append({"status": status, "count": found[status], "x": round(start, 3), "width": round(width, 3)})
            start += width
    return segments
