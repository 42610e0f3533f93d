"""The importer's rows of facts of which one plain claim tells: what `adding` makes of others one by one."""

from __future__ import annotations

from typing import NamedTuple

import orjson

from graph.alone import sum_up_alone
from graph.claims import PROPERTIES
from graph.columns import Column, Table
from graph.edges import Contribution
from loaders.bulk.files import Rows, rows_of


class Alone(NamedTuple):
    """Rows of the importer's files by their kind, lines of the journal, and what facts add to edges."""

    rows: dict[str, Rows]
    lines: list[bytes]
    contributions: list[Contribution]


def add_alone(table: Table, at: str, write: int) -> Alone:
    """What the facts of a table are, each with its one claim, recorded at the instant `at` by the write of this number."""
    summed = sum_up_alone(table, at)
    fact, size = table.fact, len(table)
    ids = fact["id"]
    claims = {**summed.claims, "write": [write] * size}
    rows = {
        "facts": rows_of("facts", [ids], summed.facts),
        "actor_of": rows_of("actor_of", [ids, fact["actor"]]),
        "recipient_of": rows_of("recipient_of", [ids, fact["recipient"]]),
        "of": _present(ids, fact["resource"]),
        "claims": rows_of(
            "claims",
            [claims["by"], ids],
            {name: claims[name] for name in (*PROPERTIES, "write") if name in claims},
            [stance.upper() for stance in claims["stance"]],
            ids,
        ),
        "reported_in": rows_of("reported_in", [ids, claims["source"]]),
    }
    parties = claims.get("party", [None] * size)
    told = zip(ids, claims["id"], claims["recorded_at"], claims["day"], parties, strict=True)
    return Alone(rows, [orjson.dumps(one) for one in told], [one for one in summed.contributions if one is not None])


def _present(ids: Column, others: Column) -> Rows:
    pairs = [(ident, other) for ident, other in zip(ids, others, strict=True) if other is not None]
    return rows_of("of", [list(column) for column in zip(*pairs, strict=True)] or [[], []])
