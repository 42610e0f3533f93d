"""A resource on one page: who supplies it to whom, with its kinds, and who says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from api.views.addresses import actor_address, facts_address, resource_address
from api.views.layout import column, spread
from api.views.line_rows import WITH_THINGS, line_data, line_filters, line_rows
from api.views.lines import DOT_ROOM, boxes, dots, line_edges, weights
from api.views.names import capitalised, flag, listed, named
from api.views.numbers import date_text
from api.views.pagedata import clock_words, status_bar, ticks
from api.views.picture import Item, picture
from api.views.render import Page, page
from api.views.sankey import sankey
from graph.lines import Line, actors, resource_lines
from graph.reading import FactFilter
from graph.store import Store
from graph.vocabulary import Resource, Vocabulary, vocabulary

LIMIT = 2_000
_IN_COLUMNS = 44


def resource_page(
    store: Store,
    resource: Resource,
    wanted: FactFilter,
    *,
    limit: int = LIMIT,
    address: str | None = None,
    made_on: str | None = None,
) -> Page:
    """The page of a resource and its kinds below it; `wanted` carries the clocks, and the resource with its kinds."""
    kinds = wanted.resources or (resource.id,)
    found = resource_lines(store, kinds, wanted, limit + 1)
    counts = {row["id"]: row["facts"] for row in store.read("read/resource_counts")}
    return render_resource(
        resource,
        found[:limit],
        actors(store, found[:limit]),
        counts={kind: counts.get(kind, 0) for kind in kinds},
        wanted=wanted,
        more=len(found) > limit,
        address=address,
        made_on=made_on,
    )


def render_resource(
    resource: Resource,
    found: Sequence[Line],
    known: Mapping[str, Mapping[str, Any]],
    *,
    counts: Mapping[str, int],
    wanted: FactFilter,
    more: bool = False,
    address: str | None = None,
    made_on: str | None = None,
    words: Vocabulary | None = None,
) -> Page:
    """The lines of a resource as one self-contained HTML page; `counts` are the facts of it and of each of its kinds."""
    words = words or vocabulary()
    served = address is not None
    steps = ticks(line.days for line in found)
    rows = line_rows(found, known, words, steps)
    total = sum(counts.values())
    return page(
        "resource.html.j2",
        data=line_data(
            rows, _picture(found, known, served=served) if found else None, steps, columns=WITH_THINGS, served=served
        ),
        served=served,
        title=capitalised(resource.name),
        resource=resource,
        sentence=_sentence(resource, found, known, total),
        counts=(("facts", total), ("lines", len(found))),
        more=more,
        above=[_way(kind, words, counts, served=served) for kind in resource.above[1:] if kind in words.resources],
        below=[_way(kind, words, counts, served=served) for kind in counts if kind != resource.id and counts[kind]],
        sides=_sides(found, known, served=served),
        flow=sankey(found, known),
        all_facts=facts_address(resource=resource.id) if served else "",
        statuses_found=status_bar(Counter(line.status for line in found)),
        filters=line_filters(rows, steps, words),
        address=address,
        clocks=clock_words(wanted.clocks.as_of, wanted.clocks.known_at, undated=wanted.clocks.undated),
        made_on=date_text(made_on) if made_on else "",
    )


def _sentence(resource: Resource, found: Sequence[Line], known: Mapping[str, Mapping[str, Any]], total: int) -> str:
    if not found:
        if total:
            return f"This graph holds {total:,} facts of {resource.name}, none of them between two actors on that day."
        return f"Nobody in this graph says anything about {resource.name}."
    given: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for line in found:
        given[line.start] += line.facts
        taken[line.end] += line.facts
    most = [listed([named(known[ident]) for ident, _ in _ordered(side)[:3]]) for side in (given, taken)]
    return (
        f"{capitalised(resource.name)}: {len(given):,} actor{'s' if len(given) != 1 else ''} on the giving side (most facts: "
        f"{most[0]}), {len(taken):,} on the other (most facts: {most[1]})."
    )


def _ordered(side: Counter[str]) -> list[tuple[str, int]]:
    return sorted(side.items(), key=lambda each: (-each[1], each[0]))


def _way(kind: str, words: Vocabulary, counts: Mapping[str, int], *, served: bool) -> dict[str, Any]:
    return {
        "name": words.resources[kind].name,
        "href": resource_address(kind) if served else None,
        "facts": counts.get(kind),
    }


def _sides(
    found: Sequence[Line], known: Mapping[str, Mapping[str, Any]], *, served: bool
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Who gives and who gets, with facts and partners, those with most facts first."""
    made = []
    for title, mine, other in (("Who gives", "start", "end"), ("Who gets", "end", "start")):
        facts: Counter[str] = Counter()
        partners: dict[str, set[str]] = defaultdict(set)
        for line in found:
            facts[getattr(line, mine)] += line.facts
            partners[getattr(line, mine)].add(getattr(line, other))
        top = max(facts.values(), default=1)
        rows = [
            {
                "name": str(known[ident]["name"]),
                "id": ident,
                "flag": flag({"id": ident}),
                "href": actor_address(ident) if served else None,
                "facts": count,
                "partners": len(partners[ident]),
                "bar": round(100 * count / top, 1),
            }
            for ident, count in _ordered(facts)
        ]
        made.append((title, rows))
    return made


def _picture(found: Sequence[Line], known: Mapping[str, Mapping[str, Any]], *, served: bool) -> dict[str, Any]:
    """Few actors in columns: who only gives, who does both, who only gets; many as a network."""
    if len(known) > _IN_COLUMNS:
        points, member = spread(weights(found), sorted(known), DOT_ROOM)
        return picture(dots(known, found, points, member, served=served), line_edges(found, bent=len(found) < 400))
    starts, ends = {line.start for line in found}, {line.end for line in found}
    columns = (sorted(starts - ends), sorted(starts & ends), sorted(ends - starts))
    nodes: list[Item] = []
    for ids, x in zip(columns, (-430, 0, 430), strict=True):
        nodes += boxes(known, ids, column(len(ids), x, 64), served=served)
    return picture(nodes, line_edges(found), smooth={"type": "curvedCW", "roundness": 0.1})
