"""What a graph holds at a glance: totals, the dyads with most facts, what is disputed, the newest claims, the busiest actors.

Nothing here depends on who asks, only on the graph, so that it can be kept as long as the graph stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.lines import Line, actors, lines
from graph.reading import FactFilter, fact_page
from graph.store import Store

SHOWN = 10
BUSIEST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """An overview of the graph at one state (or a newer one, where somebody wrote meanwhile).

    `dyads` are rows of `GET /dyads`; `disputed` facts; `newest` rows with day, dated, who, stance, what and sides;
    `totals` counts facts, claims and sources, `known` the facts of a single origin and the undated ones; `lines` are those
    among the `busiest` actors; `active` is how many actors are in any fact, `datasets` those that were loaded.
    """

    state: tuple[int, ...]
    dyads: Sequence[Mapping[str, Any]]
    disputed: Sequence[Mapping[str, Any]]
    newest: Sequence[Mapping[str, Any]]
    totals: Mapping[str, int]
    known: Mapping[str, int]
    lines: Sequence[Line]
    busiest: Mapping[str, Mapping[str, Any]]
    active: int
    datasets: Sequence[Mapping[str, Any]]


class Version(NamedTuple):
    """The graph's version, and whether it is noted as settled (`settle` in `graph/journal.py`)."""

    number: int
    settled: bool


def version_now(store: Store) -> Version:
    """The version now; 0 for a graph without schema. Raises what the store raises."""
    rows = store.read("read/graph")
    return Version(rows[0]["version"] or 0, rows[0]["settled"]) if rows else Version(0, settled=True)


def graph_version(store: Store) -> int:
    """The graph's version: each write that changes something makes it greater; 0 for a graph without schema."""
    return version_now(store).number


def graph_state(store: Store) -> tuple[int, ...]:
    """What tells one state of the graph from another, had at once: its version, whether it is wholly of that version, and
    counts that Neo4j keeps, for whoever writes past the loaders."""
    return (*version_now(store), *store.read("read/totals")[0].values())


def overview(store: Store) -> Overview:
    """The overview of the graph as it is now."""
    state = graph_state(store)
    busy = store.read("read/busiest_actors", limit=BUSIEST)[0]
    among = lines(store, FactFilter(), among=busy["ids"])
    return Overview(
        state=state,
        dyads=store.read("read/dyads", status=None, limit=SHOWN, skip=0),
        disputed=fact_page(store, FactFilter(status="disputed"), limit=SHOWN)[0],
        newest=store.read("read/newest_claims", limit=SHOWN),
        totals=store.read("read/totals")[0],
        known=store.read("read/known_how_well")[0],
        lines=among,
        busiest=actors(store, among),
        active=busy["many"],
        datasets=store.read("read/dataset_sources"),
    )
