"""CSV: one row a fact."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.reading import FactFilter, all_facts
from graph.store import Store

COLUMNS = (
    "id", "actor", "relation", "recipient", "resource", "modality", "since", "until", "status", "quantity_low",
    "quantity_best", "quantity_high", "unit", "claims", "origins", "dyad", "name", "actor_name", "recipient_name",
    "place", "level", "method", "dimension", "acknowledged", "denied_by_party", "disputed_aspects", "undated", "key",
    "event", "edge",
)  # fmt: skip


def write(store: Store, wanted: FactFilter) -> Iterator[bytes]:
    """The header and a row for each fact that passes, in order of id. What is absent is empty; lists use `|`."""
    yield line(COLUMNS)
    for fact in all_facts(store, wanted):
        yield line([_cell(value) for value in row(fact).values()])


def row(fact: Mapping[str, Any]) -> dict[str, Any]:
    """A fact as one flat row of `COLUMNS`; sides, resource and event by their ids."""
    quantity = fact["quantity"] or {}
    told = {name: fact.get(name) for name in COLUMNS} | {
        "actor": _part(fact["actor"], "id"),
        "recipient": _part(fact["recipient"], "id"),
        "resource": _part(fact["resource"], "id"),
        "actor_name": _part(fact["actor"], "name"),
        "recipient_name": _part(fact["recipient"], "name"),
        "event": _part(fact["event"], "id"),
        "quantity_low": quantity.get("low"),
        "quantity_best": quantity.get("best"),
        "quantity_high": quantity.get("high"),
        "unit": quantity.get("unit"),
        "claims": len(fact["claims"]),
        "disputed_aspects": "|".join(fact["disputed_aspects"]),
    }
    return {name: told[name] for name in COLUMNS}


def _part(thing: Mapping[str, Any] | None, name: str) -> Any:
    return thing[name] if thing else None


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def line(cells: Iterable[object]) -> bytes:
    """A line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode()
