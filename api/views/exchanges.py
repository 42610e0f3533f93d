"""The exchange view: what is given in return for what, each exchange as a band of the picture and as a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from api.views import ledger
from api.views.addresses import actor_address, dyad_address
from api.views.frames import Fact
from api.views.ledger import Row, exchange_words
from api.views.names import count_word, flag
from api.views.numbers import date_text
from api.views.pagedata import clock_words, fact_items, item_filters, page_data, ticks
from api.views.palette import DRAWN
from api.views.picture import Item, edge, node, picture, shortened
from api.views.render import Page, page
from api.views.series import ledger_rows
from api.views.words import chains, exchange_sentence
from graph.countries import Country
from graph.reading import FactFilter, facts_by_id
from graph.store import Store
from graph.vocabulary import Vocabulary, vocabulary

LIMIT = 500
_GAP = 62
_BANDS = 25

Exchange = tuple[list[Fact], list[Fact]]


def exchanges_page(
    store: Store,
    wanted: FactFilter,
    *,
    country: Country | None = None,
    address: str | None = None,
    made_on: str | None = None,
) -> Page:
    """The exchanges of the whole graph, or those that `country` has a part in."""
    rows = store.read("read/exchange_ids", party=country.id if country else None, limit=LIMIT + 1)
    facts = facts_by_id(store, [row["id"] for row in rows], wanted.clocks)
    facts = [fact for fact in facts if wanted.lets_through(fact)]
    return render_exchanges(
        facts, wanted=wanted, country=country, more=len(rows) > 2 * LIMIT, address=address, made_on=made_on
    )


def render_exchanges(
    facts: Sequence[Fact],
    *,
    wanted: FactFilter,
    country: Country | None = None,
    more: bool = False,
    address: str | None = None,
    made_on: str | None = None,
    words: Vocabulary | None = None,
) -> Page:
    """The exchanges among these facts as one self-contained HTML page."""
    words = words or vocabulary()
    served = address is not None
    found = [chain for chain in chains(facts) if chain[0] and chain[1]]
    inside = {str(fact["id"]) for given, returned in found for fact in (*given, *returned)}
    facts = [fact for fact in facts if fact["id"] in inside]
    rows = ledger_rows(facts, words)
    steps = ticks(row.days for row in rows.values())
    items = fact_items(facts, rows, {}, served=served)
    told = exchange_words(list(rows.values()))
    return page(
        "exchanges.html.j2",
        data=page_data(items, _picture(found[:_BANDS], rows, served=served) if found else None, steps),
        served=served,
        title=f"In return for: {country.name}" if country else "In return for",
        sentence=_sentence(found, country),
        counts=(("exchanges", len(found)), ("facts", len(facts))),
        more=more,
        drawn=min(len(found), _BANDS),
        bands=[_band(chain, rows, words, served=served) for chain in found],
        exchanges=told,
        sources=ledger.sources(facts),
        filters=item_filters(items, steps, words),
        country=country,
        address=address,
        clocks=clock_words(wanted.clocks.as_of, wanted.clocks.known_at, undated=wanted.clocks.undated),
        made_on=date_text(made_on) if made_on else "",
    )


def _sentence(found: Sequence[Exchange], country: Country | None) -> str:
    where = f" that {country.name} has a part in" if country else ""
    if not found:
        return f"Nobody in this graph says that anything is given in return for anything{where}."
    return f"{count_word(len(found))} exchange{'s' if len(found) > 1 else ''}{where}."


def _band(chain: Exchange, rows: Mapping[str, Row], words: Vocabulary, *, served: bool) -> dict[str, Any]:
    given, returned = chain
    sides = [end["id"] for end in (given[0]["actor"], given[0]["recipient"]) if end]
    return {
        "sentence": exchange_sentence(given, returned, words),
        "given": [rows[str(fact["id"])] for fact in given],
        "returned": [rows[str(fact["id"])] for fact in returned],
        "href": dyad_address(*map(str, sides)) if served and len(sides) == 2 else None,
    }


def _picture(found: Sequence[Exchange], rows: Mapping[str, Row], *, served: bool) -> dict[str, Any]:
    """A band for each exchange: the giver left, the receiver right, above what is given, below what is returned."""
    nodes: list[Item] = []
    edges: list[Item] = []
    top = 0.0
    for number, (given, returned) in enumerate(found):
        middle = top + _GAP * (len(given) + len(returned)) / 2
        ends = _ends(given)
        places: dict[str, str] = {}
        for end, x in zip(ends, (-400.0, 400.0), strict=False):
            places[str(end["id"])] = f"{number}:{end['id']}"
            nodes.append(_actor(end, places[str(end["id"])], (x, middle), served=served))
        height = top
        for fact in (*given, *returned):
            height += _GAP
            row = rows[str(fact["id"])]
            ident = f"f:{row.id}"
            label = shortened(row.title) + f"\n{' · '.join(filter(None, (row.dimension, row.number)))}"
            nodes.append(node(ident, label, "thing", (0.0, height - _GAP / 2), dimension=row.dimension, facts=[row.id]))
            if fact["status"] in DRAWN:
                edges += _through(fact, ident, places)
        top = height + _GAP
    return picture(nodes, edges, smooth={"type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45})


def _through(fact: Fact, ident: str, places: Mapping[str, str]) -> list[Item]:
    """From who does it through what passes to whom; an end that isn't in the exchange's two is left out."""
    made = []
    actor, recipient = (places.get(str((fact[end] or {}).get("id"))) for end in ("actor", "recipient"))
    if actor:
        made.append(edge(actor, ident, [fact], arrow=False))
    if recipient:
        made.append(edge(ident, recipient, [fact], arrow=not fact["symmetric"]))
    return made


def _ends(given: Sequence[Fact]) -> list[Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = defaultdict(dict)
    for fact in given:
        for end in (fact["actor"], fact["recipient"]):
            if end:
                found[str(end["id"])] = end
    return list(found.values())[:2]


def _actor(actor: Mapping[str, Any], ident: str, point: tuple[float, float], *, served: bool) -> Item:
    name, address = str(actor["name"]), actor_address(str(actor["id"]))
    more = {"href": address} if served and address else {}
    return node(ident, shortened(name), "country", point, flag=flag(actor), full=name, facts=[], **more)
