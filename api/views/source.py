"""One source on a page of its own: what it is, who speaks in it, and what is claimed there, fact by fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from api.views import ledger
from api.views.addresses import fact_page, facts_address, source_page
from api.views.datasets import described
from api.views.frames import Fact
from api.views.numbers import date_text
from api.views.render import Page, page
from graph.errors import UnknownNameError
from graph.reading import facts_by_id
from graph.store import Store

FACTS = 100
"""How many facts of a source stand on one page."""


def one_source_page(store: Store, ident: str, number: int, *, address: str, made_on: str) -> Page:
    """The page of a source with its `number`-th hundred of facts. Raises UnknownNameError."""
    rows = store.read("read/source", id=ident)
    if not rows:
        raise UnknownNameError(f"There is no source {ident!r} in this graph; GET /sources lists them.")
    asked = store.read("read/source_facts", id=ident, skip=(number - 1) * FACTS, limit=FACTS)
    places = {row["id"]: place for place, row in enumerate(asked)}
    facts = sorted(facts_by_id(store, list(places)), key=lambda fact: places[fact["id"]])
    return render_source(rows[0], facts, number=number, address=address, made_on=made_on)


def render_source(
    source: Mapping[str, Any], facts: Sequence[Fact], *, number: int = 1, address: str, made_on: str
) -> Page:
    """A source of an answer (`GET /sources/{id}`) as a page; `facts` are those of its `number`-th hundred."""
    ident = str(source["id"])
    url = str(source["url"] or "")
    return page(
        "source.html.j2",
        data={},
        served=True,
        title=str(source["title"] or ident),
        source=described(source),
        url=url if url.lower().startswith(("https://", "http://")) else "",
        published=date_text(str(source["published_on"])) if source["published_on"] else "",
        speakers=sorted(str(who["name"]) for who in source["claimants"] if who["id"]),
        claimed=[_claimed(fact, ident) for fact in facts],
        shown=(FACTS * (number - 1) + 1, FACTS * (number - 1) + len(facts)) if facts else None,
        before=_way(ident, number - 1) if number > 1 else "",
        after=_way(ident, number + 1) if FACTS * number < source["facts"] else "",
        as_data=facts_address(source=ident),
        address=address,
        made_on=date_text(made_on),
    )


def _claimed(fact: Fact, source: str) -> dict[str, Any]:
    """A fact and what this source alone has of it; its status is that of all sources together."""
    said = [ledger.position(claim) for claim in fact["claims"] if str(claim["source"]["id"]) == source]
    return {
        "name": str(fact["name"]),
        "href": fact_page(str(fact["id"])),
        "status": str(fact["status"]),
        "dimension": str(fact["dimension"]),
        "said": said,
    }


def _way(ident: str, number: int) -> str:
    return f"{source_page(ident)}?{urlencode({'page': number})}"
