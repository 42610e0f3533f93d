"""The dyad sheet: what two do to, for and with each other, who says so and who doubts it, on one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from api.views import ledger
from api.views.addresses import NEIGHBOURS, actor_address
from api.views.around import Pair, blocks, last_contact, latest_known
from api.views.around import predecessors as predecessor_words
from api.views.citing import cited
from api.views.datasets import coverage_words, described, that_could
from api.views.frames import Fact
from api.views.layout import column
from api.views.ledger import Row, exchange_words
from api.views.numbers import date_text
from api.views.pagedata import clock_words, coverage, fact_items, item_filters, page_data, ticks
from api.views.palette import dimension_order
from api.views.picture import Item, drawn, edge, node, picture, says, shortened
from api.views.render import Page, page
from api.views.series import folded_groups, in_exchanges, ledger_rows, series_of
from api.views.timeline import timeline
from api.views.trade import trade
from api.views.words import general_count, relationship_sentences, unique_facts
from graph.dates import today
from graph.dyad import dyad_answer
from graph.model import Actor
from graph.overview import graph_version
from graph.reading import FactFilter
from graph.store import Store
from graph.surroundings import surroundings
from graph.vocabulary import Vocabulary, vocabulary

_GAP = 62
_MOST_SPEAKERS = 12
_MOST_STREAMS = 36


def dyad_page(
    store: Store,
    pair: tuple[Actor, Actor],
    wanted: FactFilter,
    *,
    predecessors: bool = True,
    address: str | None = None,
    made_on: str | None = None,
) -> Page:
    """The sheet of two actors, with what stands around them."""
    clocks = wanted.clocks
    return render_dyad(
        dyad_answer(store, pair, wanted, predecessors=predecessors),
        address=address,
        as_of=clocks.as_of,
        known_at=clocks.known_at,
        undated=clocks.undated,
        made_on=made_on,
        around=surroundings(store, pair, clocks.as_of, predecessors=predecessors),
        predecessors=predecessors,
        version=graph_version(store),
    )


def render_dyad(
    answer: Mapping[str, Any],
    *,
    address: str | None = None,
    as_of: str | None = None,
    known_at: str | None = None,
    made_on: str | None = None,
    words: Vocabulary | None = None,
    around: Mapping[str, Any] | None = None,
    predecessors: bool = False,
    undated: bool = True,
    version: int | None = None,
) -> Page:
    """The sheet of a dyad as one self-contained HTML page.

    `answer` is that of `GET /dyads/{a}/{b}`, with what the states before them did where `predecessors`. `around` is
    that of `graph.surroundings`, none where only the answer is at hand. `address` is the one that reproduces this view
    (none for a file), `as_of`, `known_at` and `undated` what was asked with, `made_on` the day (ISO) and `version` the
    graph's, both for the citation, which is left out without them.
    """
    words = words or vocabulary()
    facts = unique_facts(answer)
    rows = ledger_rows(facts, words)
    apart = in_exchanges(facts)
    left, right = answer["countries"]
    title = f"{left['name']} ⇄ {right['name']}"
    sides = [_side(answer, rows, left, right, apart), _side(answer, rows, right, left, apart)]
    both = folded_groups((row for row in rows.values() if row.symmetric), apart)
    groups = [group for side in sides for _, group in side["groups"]] + [group for _, group in both]
    entries = [entry for group in groups for entry in group]
    steps = ticks(row.days for row in rows.values())
    served = address is not None
    items = fact_items(facts, rows, series_of(entries), served=served)
    pair = Pair((left, right), facts, rows, around or {"on": as_of or made_on or today()}, words, served)
    line = timeline(facts, rows, steps)
    sources = [described(source) for source in ledger.sources(facts)]
    loaded = pair.around.get("datasets") or []
    return page(
        "dyad.html.j2",
        data=page_data(
            items,
            _picture(facts, rows, answer, served=served) if facts else None,
            steps,
            timeline=line and line["scale"],
            neighbours=NEIGHBOURS if served else None,
        ),
        served=served,
        title=title,
        countries=(left, right),
        sentences=relationship_sentences(answer, words),
        counts=answer["counts"],
        general=general_count(facts, words),
        sides=sides,
        both=both,
        exchanges=exchange_words([row for row in rows.values() if row.id in apart]),
        coverage=coverage(facts, (left, right)),
        limits=coverage_words(sources, loaded),
        latest=latest_known(facts),
        contact=last_contact(pair),
        earlier=predecessor_words(pair),
        predecessors=predecessors,
        blocks=blocks(pair),
        trade=trade(facts, words),
        line=line,
        sources=sources,
        could=that_could(loaded),
        filters=item_filters(items, steps, words),
        address=address,
        clocks=clock_words(as_of, known_at, undated=undated),
        made_on=date_text(made_on) if made_on else "",
        citation=cited(
            f"bilat_{left['id']}_{right['id']}".replace(":", "_"),
            title,
            version=version,
            made_on=made_on,
            address=address,
            told=f"{answer['counts']['facts']:,} facts, {answer['counts']['claims']:,} claims",
        )
        if version is not None and made_on
        else None,
    )


def _side(
    answer: Mapping[str, Any],
    rows: Mapping[str, Row],
    actor: Mapping[str, Any],
    other: Mapping[str, Any],
    apart: Collection[str],
) -> dict[str, Any]:
    own = [rows[str(fact["id"])] for fact in answer["ledger"].get(actor["id"], ())]
    one_way = [row for row in own if not row.symmetric]
    return {"actor": actor, "other": other, "groups": folded_groups(one_way, apart), "count": len(one_way)}


def _picture(
    facts: Sequence[Fact], rows: Mapping[str, Row], answer: Mapping[str, Any], *, served: bool
) -> dict[str, Any]:
    """The two countries left and right, between them what passes, and at the side who speaks of it."""
    left, right = answer["countries"]
    streams = _most(_streams(drawn(facts), {str(fact["id"]) for fact in answer["ledger"].get(left["id"], ())}))
    nodes = [_country(left, -440, served=served), _country(right, 400, served=served)]
    edges: list[Item] = []
    for place, point in zip(streams, column(len(streams), 0, _GAP), strict=True):
        members = streams[place]
        ident, row = f"s:{members[0]['id']}", rows[str(members[0]["id"])]
        note = row.number if len(members) == 1 else f"{len(members)} facts"
        label = (
            shortened(row.title if place[2] else f"{place[4]} other kinds")
            + f"\n{' · '.join(filter(None, (row.dimension, note)))}"
        )
        ids = [fact["id"] for fact in members]
        nodes.append(node(ident, label, "thing", point, dimension=row.dimension, facts=ids))
        start, end = (right, left) if place[0] == 2 else (left, right)
        edges.append(edge(str(start["id"]), ident, members, arrow=False))
        edges.append(edge(ident, str(end["id"]), members, arrow=not row.symmetric))
    spoken = _speakers(streams)
    for (by, claims), point in zip(spoken, column(len(spoken), 720, 100), strict=True):
        nodes.append(node(f"by:{by}", shortened(str(claims[0][1]["by"]["name"]), 30), "speaker", point))
        told = {(stream, claim["stance"]): fact for stream, claim, fact in claims}
        edges += [says(f"by:{by}", stream, stance, [fact]) for (stream, stance), fact in told.items()]
    return picture(nodes, edges, smooth={"type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45})


def _country(country: Mapping[str, Any], x: float, *, served: bool) -> Item:
    name, ident = str(country["name"]), str(country["id"])
    more = {"href": actor_address(ident)} if served and actor_address(ident) else {}
    return node(
        ident,
        shortened(name),
        "country",
        (x, 0),
        flag=country.get("flag") or "",
        facts=[],
        full=name,
        actor=True,
        **more,
    )


def _streams(facts: Sequence[Fact], from_left: set[str]) -> dict[tuple[Any, ...], list[Fact]]:
    """What passes: facts of one direction, relation, thing and modality are one stream.

    The ledger says from which side a fact comes: its actor may be a state that the side continues. In order of drawing:
    from the left, both ways, from the right; in each by dimension.
    """
    streams: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        direction = 1 if fact["symmetric"] else 0 if fact["id"] in from_left else 2
        thing = (fact["resource"] or {}).get("name", "")
        order = dimension_order(str(fact["dimension"]))
        streams[direction, order, str(fact["relation"]), thing, str(fact["modality"])].append(fact)
    return dict(sorted(streams.items()))


def _most(streams: Mapping[tuple[Any, ...], list[Fact]]) -> dict[tuple[Any, ...], list[Fact]]:
    """The streams with most facts; where there are too many to read, the others of one direction and dimension are one."""
    if len(streams) <= _MOST_STREAMS:
        return dict(streams)
    kept = set(sorted(streams, key=lambda place: (-len(streams[place]), place))[: _MOST_STREAMS - 10])
    made: dict[tuple[Any, ...], list[Fact]] = {place: streams[place] for place in streams if place in kept}
    others: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for place in streams:
        if place not in kept:
            others[place[:2]].append(place)
    for (direction, order), places in others.items():
        # No relation stands in the place of what is put together; its last part says how many kinds it holds.
        joined = (direction, order, "", "", str(len(places)))
        made[joined] = [fact for place in places for fact in streams[place]]
    return dict(sorted(made.items()))


def _speakers(streams: Mapping[tuple[Any, ...], Sequence[Fact]]) -> list[tuple[str, list[tuple[str, Any, str]]]]:
    """Who takes a position on what: claimant to (stream, claim, fact), the most talkative, in the order of the streams."""
    spoken: dict[str, list[tuple[str, Any, str]]] = defaultdict(list)
    for members in streams.values():
        for fact in members:
            for claim in fact["claims"]:
                if claim["counts"]:
                    spoken[str(claim["by"]["id"])].append((f"s:{members[0]['id']}", claim, str(fact["id"])))
    places = {f"s:{members[0]['id']}": place for place, members in enumerate(streams.values())}
    most = sorted(spoken, key=lambda by: (-len(spoken[by]), by))[:_MOST_SPEAKERS]

    def middle(by: str) -> float:
        heights = [places[stream] for stream, _, _ in spoken[by]]
        return sum(heights) / len(heights)

    return [(by, spoken[by]) for by in sorted(most, key=lambda by: (middle(by), by))]
