"""The importer's rows of facts of which one plain claim tells: what `adding` makes of others one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graph.alone import sum_up_alone
from graph.claims import PROPERTIES
from graph.columns import Column, Columns, is_told, json_rows
from graph.edge_columns import Parts, drawn
from graph.fact_table import Table
from loaders.bulk.files import Rows, rows_of


class Alone(NamedTuple):
    """Rows of the importer's files with their kind, made when they are taken; lines of the journal; what facts add to edges."""

    rows: Iterator[tuple[str, Rows]]
    lines: list[bytes]
    parts: Parts


def add_alone(table: Table, at: str, write: int) -> Alone:
    """What the facts of a table are, each with its one claim, recorded at the instant `at` by the write of this number."""
    summed = sum_up_alone(table, at)
    claims = {**summed.claims, "write": Column.alike(write, len(table))}
    nothing = Column.alike(None, len(table))
    noted = [table.ids, *(claims.get(name, nothing) for name in ("id", "recorded_at", "day", "party"))]
    return Alone(_rows(table, summed.facts, claims), json_rows(noted), drawn(table, summed))


def _rows(table: Table, facts: Columns, claims: Columns) -> Iterator[tuple[str, Rows]]:
    fact, ids = table.fact, table.ids
    keys = ids.rows()
    yield "facts", rows_of("facts", [ids], facts, keys=keys)
    yield "actor_of", rows_of("actor_of", [ids, fact["actor"]], keys=keys)
    yield "recipient_of", rows_of("recipient_of", [ids, fact["recipient"]], keys=keys)
    of = np.flatnonzero(fact["resource"].where(is_told))
    yield "of", rows_of("of", [ids.pick(of), fact["resource"].pick(of)])
    told = {name: claims[name] for name in (*PROPERTIES, "write") if name in claims}
    yield "claims", rows_of("claims", [claims["by"], ids], told, claims["stance"].map(str.upper), keys)
    yield "reported_in", rows_of("reported_in", [ids, claims["source"]], keys=keys)
