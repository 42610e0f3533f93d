"""The network: who deals with whom in the whole graph or a filtered part of it, with its communities and its sign."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from api.views.addresses import actor_address
from api.views.layout import spread
from api.views.line_rows import line_data, line_filters, line_rows
from api.views.lines import DOT_ROOM, dots, line_edges, weights
from api.views.names import listed, named
from api.views.numbers import date_text
from api.views.pagedata import clock_words, status_bar, ticks
from api.views.palette import DIMENSIONS
from api.views.picture import picture
from api.views.render import Page, page
from graph.collecting import uncollected
from graph.lines import Line, actors, lines
from graph.reading import FactFilter
from graph.store import Store
from graph.vocabulary import Vocabulary, vocabulary

LIMIT = 10_000
SIGNS: Mapping[str, int] = {"cooperative": 1, "hostile": -1}
_PAINTS = (("dimension", "by dimension"), ("sign", "by sign: cooperative or hostile"), ("community", "by community"))
_FEW = 400


@uncollected()
def network_page(
    store: Store,
    wanted: FactFilter,
    *,
    sign: str | None = None,
    limit: int = LIMIT,
    address: str | None = None,
    made_on: str | None = None,
) -> Page:
    """The page of the network of all lines that pass the filter; `sign` is cooperative or hostile.

    At most `limit` lines, those with most facts; the page says where there are more.
    """
    found = lines(store, wanted, sign=SIGNS[sign] if sign else None, limit=limit + 1)
    return render_network(
        found[:limit],
        actors(store, found[:limit]),
        wanted=wanted,
        sign=sign,
        more=len(found) > limit,
        address=address,
        made_on=made_on,
    )


def render_network(
    found: Sequence[Line],
    known: Mapping[str, Mapping[str, Any]],
    *,
    wanted: FactFilter,
    sign: str | None = None,
    more: bool = False,
    address: str | None = None,
    made_on: str | None = None,
    words: Vocabulary | None = None,
) -> Page:
    """The network of these lines between these actors as one self-contained HTML page."""
    words = words or vocabulary()
    served = address is not None
    steps = ticks(line.days for line in found)
    rows = line_rows(found, known, words, steps)
    points, member = spread(weights(found), sorted(known), DOT_ROOM)
    drawing = picture(dots(known, found, points, member, served=served), line_edges(found, bent=len(found) <= _FEW))
    facts, degrees = sum(line.facts for line in found), _degrees(found)
    return page(
        "network.html.j2",
        data=line_data(rows, drawing if found else None, steps, served=served),
        served=served,
        title="The network",
        sentence=_sentence(degrees, known, facts, sign, wanted, words),
        counts=(("actors", len(known)), ("lines", len(found)), ("facts", facts)),
        more=more,
        statuses_found=status_bar(Counter(line.status for line in found)),
        communities=_communities(degrees, known, member, served=served),
        filters=line_filters(rows, steps, words),
        paints=_PAINTS,
        form=_form(wanted, sign, words),
        address=address,
        clocks=clock_words(wanted.clocks.as_of, wanted.clocks.known_at, undated=wanted.clocks.undated),
        made_on=date_text(made_on) if made_on else "",
    )


def _degrees(found: Sequence[Line]) -> Mapping[str, int]:
    """In how many facts each actor is, on either side."""
    degrees: dict[str, int] = defaultdict(int)
    for line in found:
        degrees[line.start] += line.facts
        degrees[line.end] += line.facts
    return degrees


def _sentence(
    degrees: Mapping[str, int],
    known: Mapping[str, Mapping[str, Any]],
    facts: int,
    sign: str | None,
    wanted: FactFilter,
    words: Vocabulary,
) -> str:
    kinds = [sign or "", wanted.status or "", wanted.dimension or "", wanted.modality or ""]
    relation = f" of “{words.relations[wanted.relation].label}”" if wanted.relation else ""
    what = " ".join([*filter(None, kinds), "fact" if facts == 1 else "facts"]) + relation
    if not degrees:
        return f"Nobody in this graph says anything that would be a line here: no {what} between two actors."
    most = [named(known[ident]) for ident, _ in sorted(degrees.items(), key=lambda each: (-each[1], each[0]))[:3]]
    return f"{facts:,} {what} between {len(known):,} actors; most of them have {listed(most)} on one side."


def _communities(
    degrees: Mapping[str, int], known: Mapping[str, Mapping[str, Any]], member: Mapping[str, int], *, served: bool
) -> list[dict[str, Any]]:
    """The communities of more than two, with their members in the order of their facts."""
    groups: dict[int, list[str]] = {}
    for ident in sorted(member, key=lambda each: (-degrees[each], each)):
        groups.setdefault(member[ident], []).append(ident)
    return [
        {
            "name": str(known[ids[0]]["name"]),
            "count": len(ids),
            "members": [
                {"name": str(known[ident]["name"]), "href": actor_address(ident) if served else None}
                for ident in ids[:20]
            ],
        }
        for _, ids in sorted(groups.items())
        if len(ids) > 2
    ][:12]


def _form(wanted: FactFilter, sign: str | None, words: Vocabulary) -> dict[str, Any]:
    """What the form asks the server with: the choices and what is chosen."""
    relations = sorted((each.label, each.id) for each in words.relations.values() if each.canonical)
    return {
        "dimension": wanted.dimension or "",
        "status": wanted.status or "",
        "relation": wanted.relation or "",
        "sign": sign or "",
        "dimensions": list(DIMENSIONS),
        "relations": relations,
        "signs": list(SIGNS),
    }
