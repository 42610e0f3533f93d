"""What all pages of facts share: the data for their scripts, the choices of their filters, who has spoken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from api.views import ledger
from api.views.addresses import fact_page
from api.views.clauses import label
from api.views.frames import Fact
from api.views.ledger import Row
from api.views.names import capitalised, named
from api.views.numbers import date_text
from api.views.palette import STATUSES, dimension_order
from graph.vocabulary import Vocabulary

COLUMNS = ("who", "does", "what", "to whom", "number", "when", "dimension", "status", "said by", "doubted by")
_CSV = (
    "id",
    "actor",
    "relation",
    "recipient",
    "resource",
    "modality",
    "since",
    "until",
    "status",
    "quantity_low",
    "quantity_best",
    "quantity_high",
    "unit",
    "claims",
    "origins",
    "dyad",
    "dimension",
    "said_by",
    "doubted_by",
)
_IN_PANEL = ("name", "stance", "aspect", "said_on", "source", "publisher", "url", "retracted")
# Above this many facts the panel tells who says so in one line: the claims of all would be most of the page.
_MOST_WITH_CLAIMS = 1000
IN_TABLE = 50
"""How many rows a table has before scripts add more."""

Item = dict[str, Any]


class Ticks(NamedTuple):
    """The steps of the time slider: `unit` is year or month; a month is counted from the year 0 on."""

    unit: str
    first: int
    last: int

    def of(self, day: str) -> int:
        """The step that an ISO day falls in."""
        year = int(day[:4])
        return year if self.unit == "year" else 12 * year + int(day[5:7]) - 1


def ticks(spans: Iterable[tuple[str, str] | None]) -> Ticks | None:
    """The steps for facts of these spans of days: months where all happened within four years; None without dates."""
    dated = [span for span in spans if span]
    known = [day for span in dated for day in span if 0 < int(day[:4]) < 9999]
    if not known:
        return None
    first, last = min(known), max(known)
    unit = "month" if int(last[:4]) - int(first[:4]) < 4 else "year"
    steps = Ticks(unit, 0, 0)
    # A fact that goes on still holds in the step after the last one that is named.
    goes_on = any(int(span[1][:4]) == 9999 for span in dated)
    return Ticks(unit, steps.of(first), steps.of(last) + goes_on)


def fact_items(
    facts: Sequence[Fact], rows: Mapping[str, Row], series: Mapping[str, str], *, served: bool = False
) -> list[Item]:
    """The facts as what a page's scripts filter, search and sort; `series` says in which row each folded one is."""
    steps = ticks(row.days for row in rows.values())
    with_claims = len(facts) <= _MOST_WITH_CLAIMS
    return [
        _fact(fact, rows[str(fact["id"])], steps, with_claims=with_claims)
        | ({"series": series[str(fact["id"])]} if str(fact["id"]) in series else {})
        | ({"href": fact_page(str(fact["id"]))} if served else {})
        for fact in facts
    ]


def _fact(fact: Fact, row: Row, steps: Ticks | None, *, with_claims: bool) -> Item:
    quantity = fact["quantity"] or {}
    item: Item = {
        "id": row.id,
        "cells": [
            row.actor,
            row.verb,
            row.thing,
            row.recipient,
            row.number,
            row.when,
            row.dimension,
            row.status + (f", {row.modality}" if row.modality != "actual" else ""),
            ", ".join(row.sure + row.reporting),
            ", ".join(row.against),
        ],
        "title": " ".join(filter(None, (row.actor, row.title))),
        "notes": " · ".join(filter(None, (f"to or with {row.recipient}", row.number, row.when))),
        "status": row.status,
        "standing": row.standing,
        "dimension": row.dimension,
        "relations": [str(fact["relation"])],
        "method": str(fact["method"]).partition(":")[0],
        "time": [steps.of(day) for day in row.days] if steps and row.days else None,
        "csv": [
            row.id,
            (fact["actor"] or {}).get("id"),
            fact["relation"],
            (fact["recipient"] or {}).get("id"),
            (fact["resource"] or {}).get("id"),
            fact["modality"],
            fact["since"],
            fact["until"],
            fact["status"],
            quantity.get("low"),
            quantity.get("best"),
            quantity.get("high"),
            quantity.get("unit"),
            len(fact["claims"]),
            fact["origins"],
            fact["dyad"],
            fact["dimension"],
            "; ".join((*row.sure, *row.reporting)),
            "; ".join(row.against),
        ],
    }
    sort = {"4": quantity.get("best"), "5": row.days[0] if row.days else None}
    item["sort"] = {column: value for column, value in sort.items() if value is not None}
    if with_claims and row.positions:
        item["claims"] = [
            {key: value for key in _IN_PANEL if (value := getattr(position, key))} for position in row.positions
        ]
    return item


def page_data(
    items: Sequence[Item],
    drawing: Mapping[str, Any] | None,
    steps: Ticks | None,
    *,
    columns: Sequence[str] = COLUMNS,
    numbers: Sequence[str] = ("number",),
    csv_columns: Sequence[str] | None = _CSV,
    count: int | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The data that a page carries: items, the columns of their table and of its CSV, the picture where there is one.

    `numbers` are the columns whose cells stand to the right; `noun` (default "facts") what an item is called; `count` how
    many there are, where `items` are only the first.
    """
    data: dict[str, Any] = {"items": items, "count": len(items) if count is None else count}
    data |= {"columns": columns, "numbers": numbers, "csv_columns": csv_columns, **more}
    if steps:
        data["ticks"] = steps._asdict()
    return data | ({"picture": drawing} if drawing else {})


class Choice(NamedTuple):
    """What one thing on a page can be chosen by."""

    dimension: str
    status: str
    method: str
    relations: Sequence[str]


def item_filters(items: Sequence[Item], steps: Ticks | None, vocabulary: Vocabulary) -> dict[str, Any]:
    """What can be chosen from among the items of a page."""
    choices = ((Choice(*(item[name] for name in Choice._fields)), 1) for item in items)
    return filters(choices, sum(item["time"] is None for item in items), steps, vocabulary)


def filters(
    choices: Iterable[tuple[Choice, int]], undated: int, steps: Ticks | None, vocabulary: Vocabulary
) -> dict[str, Any]:
    """What can be chosen from: dimensions, statuses, methods and relations with their counts, and the steps of time.

    `choices` come with how many things each stands for. A choice of one thing is no choice and is left out, but for
    dimensions and statuses, which are the legend, too.
    """
    dimensions: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    methods: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for choice, count in choices:
        dimensions[choice.dimension] += count
        statuses[choice.status] += count
        methods[choice.method] += count
        for relation in choice.relations:
            relations[relation] += count
    return {
        "dimensions": sorted(dimensions.items(), key=lambda each: (dimension_order(each[0]), each[0])),
        "statuses": [(status, statuses[status]) for status in STATUSES if statuses[status]],
        "methods": sorted(methods.items()) if len(methods) > 1 else [],
        "relations": sorted((label(each, vocabulary), each, count) for each, count in relations.items())
        if len(relations) > 1
        else [],
        "ticks": steps,
        "undated": undated,
    }


def coverage(facts: Sequence[Fact], parties: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Who has spoken, and whether the parties themselves have: what nobody said is not known to be untrue."""
    parties = list(parties)
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
    said = [claim["said_on"] for fact in facts for claim in fact["claims"] if claim["said_on"]]
    speakers = ledger.claimants(facts)
    ids = {party["id"] for party in parties}
    return {
        "speakers": speakers,
        "parties": [who for who in speakers if who["country"] in ids],
        "others": [who for who in speakers if who["country"] not in ids],
        "silent": silent if facts else [],
        "statuses": status_bar(Counter(str(fact["status"]) for fact in facts)),
        "latest": date_text(max(said)) if said else "",
    }


def status_bar(found: Mapping[str, int]) -> list[dict[str, Any]]:
    """The bar of statuses: each with its count and its place, in per cent of all facts."""
    total = sum(found.values())
    segments, start = [], 0.0
    for status in STATUSES:
        if found.get(status):
            width = 100 * found[status] / total
            segments.append({"status": status, "count": found[status], "x": round(start, 3), "width": round(width, 3)})
            start += width
    return segments


def clock_words(as_of: str | None, known_at: str | None, *, undated: bool = True) -> dict[str, Any]:
    """The two clocks in words and as days, for the head of a page and its form."""
    return {
        "true": date_text(as_of) if as_of else "",
        "known": date_text(known_at) if known_at else "",
        "as_of": as_of or "",
        "known_at": known_at or "",
        "undated": undated,
    }
