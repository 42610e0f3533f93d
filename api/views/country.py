"""A country on one page: whom it deals with, what it does and what is done to it, who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from api.views import ledger
from api.views.country_lines import render_country_lines
from api.views.depends import dependences
from api.views.frames import Fact
from api.views.layout import around
from api.views.ledger import Row, exchange_words
from api.views.names import count_word, listed, named
from api.views.numbers import date_text
from api.views.pagedata import clock_words, coverage, fact_items, item_filters, page_data, ticks
from api.views.picture import Item, drawn, edge, node, picture, shortened
from api.views.render import Page, page
from api.views.series import folded_groups, in_exchanges, ledger_rows, series_of
from api.views.voices import voices
from graph.countries import Country
from graph.dyad import country_facts
from graph.lines import actors, lines
from graph.reading import Clocks, FactFilter, facts_by_id
from graph.store import Store
from graph.vocabulary import Vocabulary, vocabulary

_MOST_PARTNERS = 150
_MOST_FACTS = 400
_MOST_LINES = 5_000
_TELLING = 30


def country_page(
    store: Store, country: Country, clocks: Clocks, *, address: str | None = None, made_on: str | None = None
) -> Page:
    """The page of a country: with every fact where they are few enough to be read, otherwise with its lines."""
    totals = store.read("read/actor_totals", party=country.id)[0]
    depends = dependences(store, country.id, clocks, totals["facts"])
    if totals["facts"] <= _MOST_FACTS:
        return render_country(
            country_facts(store, country, clocks),
            address=address,
            as_of=clocks.as_of,
            known_at=clocks.known_at,
            undated=clocks.undated,
            made_on=made_on,
            depends=depends,
        )
    found = lines(store, FactFilter(clocks=clocks), party=country.id, limit=_MOST_LINES)
    telling = {
        status: [
            row["id"]
            for row in store.read("read/telling_ids_of_actor", party=country.id, status=status, limit=_TELLING)
        ]
        for status in ("disputed", None)
    }
    return render_country_lines(
        country,
        found,
        actors(store, found),
        totals=totals,
        disputed=facts_by_id(store, telling["disputed"], clocks),
        newest=facts_by_id(store, telling[None], clocks),
        clocks=clocks,
        depends=depends,
        voices=voices(store, {"id": country.id, "name": country.name}),
        address=address,
        made_on=made_on,
    )


def render_country(
    answer: Mapping[str, Any],
    *,
    address: str | None = None,
    as_of: str | None = None,
    known_at: str | None = None,
    made_on: str | None = None,
    words: Vocabulary | None = None,
    undated: bool = True,
    depends: Sequence[Mapping[str, Any]] = (),
) -> Page:
    """The page of a country as one self-contained HTML page.

    `answer` is `{"country": {"id", "name", "flag"}, "partners": [{"id", "name", "flag", "facts", "disputed"}], "facts":
    [facts of which it is actor or recipient]}`; `depends` are rows of
    `api.views.depends`; what else is as of `render_dyad`.
    """
    words = words or vocabulary()
    country, facts = answer["country"], list({str(fact["id"]): fact for fact in answer["facts"]}.values())
    rows, apart = ledger_rows(facts, words), in_exchanges(facts)
    sides = _sides(facts, rows, country, apart)
    entries = [entry for side in sides for _, group in side["groups"] for entry in group]
    steps = ticks(row.days for row in rows.values())
    items = fact_items(facts, rows, series_of(entries), served=address is not None)
    return page(
        "country.html.j2",
        data=page_data(items, _picture(facts, country, answer["partners"]) if facts else None, steps),
        served=address is not None,
        title=str(country["name"]),
        country=country,
        sentence=_sentence(country, answer["partners"], rows),
        counts={"facts": len(facts), "claims": sum(len(fact["claims"]) for fact in facts)},
        partners=_bars(answer["partners"]),
        depends=depends,
        sides=sides,
        exchanges=exchange_words([row for row in rows.values() if row.id in apart]),
        coverage=coverage(facts, (country,)),
        sources=ledger.sources(facts),
        filters=item_filters(items, steps, words),
        address=address,
        clocks=clock_words(as_of, known_at, undated=undated),
        made_on=date_text(made_on) if made_on else "",
    )


def _sides(
    facts: Sequence[Fact], rows: Mapping[str, Row], country: Mapping[str, Any], apart: Collection[str]
) -> list[dict[str, Any]]:
    """What the country does (and does with others), and what others do for or to it."""
    name = country["name"]
    sides: list[list[Row]] = [[], []]
    for fact in facts:
        does = fact["symmetric"] or (fact["actor"] or {}).get("id") == country["id"]
        sides[0 if does else 1].append(rows[str(fact["id"])])
    return [
        {"title": title, "who": who, "groups": folded_groups(side, apart), "count": len(side), "none": none}
        for side, title, who, none in zip(
            sides,
            (f"What {name} does", f"What others do for, with or to {name}"),
            ("recipient", "actor"),
            (f"Nobody in this graph says that {name} does anything.", f"Nobody says that others deal with {name}."),
            strict=True,
        )
    ]


def _sentence(country: Mapping[str, Any], partners: Sequence[Mapping[str, Any]], rows: Mapping[str, Row]) -> str:
    name = named(country)
    if not rows:
        return f"Nobody in this graph says anything about {name}."
    most = [named(partner) for partner in sorted(partners, key=lambda p: (-p["facts"], p["name"]))[:3]]
    disputed = sum(row.status == "disputed" for row in rows.values())
    count = f"{len(rows):,} fact{'s' if len(rows) != 1 else ''}"
    with_whom = f" with {len(partners):,} partner{'s' if len(partners) != 1 else ''}" if partners else ""
    listing = f", most of them with {listed(most)}" if len(partners) > len(most) else ""
    listing = listing or (f": {listed(most)}" if most else "")
    return (
        f"This graph holds {count} of {name}{with_whom}{listing}. "
        f"{count_word(disputed)} of them {'is' if disputed < 2 else 'are'} disputed."
    )


def _bars(partners: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The partners with the lengths of their bars, in per cent of the longest."""
    top = max((partner["facts"] for partner in partners), default=1) or 1
    ordered = sorted(partners, key=lambda partner: (-partner["facts"], partner["name"]))
    return [
        {**partner, "bar": 100 * partner["facts"] / top, "disputed_bar": 100 * partner["disputed"] / top}
        for partner in ordered
    ]


def _picture(
    facts: Sequence[Fact], country: Mapping[str, Any], partners: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The country in the middle, its partners around it, between them a line for each direction and dimension."""
    lines: dict[tuple[str, bool, str], list[Fact]] = defaultdict(list)
    for fact in drawn(facts):
        ends = [str(end["id"]) for end in (fact["actor"], fact["recipient"]) if end]
        other = next((end for end in ends if end != country["id"]), None)
        if other is not None:
            lines[other, ends[0] == country["id"], str(fact["dimension"])].append(fact)
    drawn_partners = {other for other, _, _ in lines}
    known = [partner for partner in partners if str(partner["id"]) in drawn_partners]
    known = sorted(known, key=lambda partner: (-partner["facts"], str(partner["name"])))[:_MOST_PARTNERS]
    points = around(len(known), max(300.0, min(420.0, len(known) * 22.0)))
    nodes = [_node(country, "country", (0.0, 0.0))]
    nodes += [_node(partner, "partner", point) for partner, point in zip(known, points, strict=True)]
    placed = {item["id"] for item in nodes}
    return picture(nodes, _bent(lines, str(country["id"]), placed), smooth={"type": "curvedCW", "roundness": 0.1})


def _node(actor: Mapping[str, Any], kind: str, point: tuple[float, float]) -> Item:
    return node(
        str(actor["id"]), shortened(str(actor["name"]), 24), kind, point, flag=actor.get("flag") or "", facts=[]
    )


def _bent(lines: Mapping[tuple[str, bool, str], list[Fact]], centre: str, placed: set[str]) -> list[Item]:
    """The edges, each further line of the same two bent further, so that parallel ones stay apart."""
    edges: list[Item] = []
    bends: dict[tuple[str, bool], int] = defaultdict(int)
    for (other, outward, _), members in sorted(
        lines.items(), key=lambda line: (line[0][0], not line[0][1], line[0][2])
    ):
        if other not in placed:
            continue
        bends[other, outward] += 1
        start, end = (centre, other) if outward else (other, centre)
        bend = {"enabled": True, "type": "curvedCW", "roundness": round(0.07 + 0.1 * (bends[other, outward] - 1), 2)}
        arrow = not all(fact["symmetric"] for fact in members)
        edges.append(edge(start, end, members, arrow=arrow, smooth=bend))
    return edges
