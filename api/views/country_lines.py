"""The page of a country with very many facts: its lines with each partner, what is disputed, and the newest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from api.views.addresses import dyad_address, facts_address
from api.views.frames import Fact
from api.views.layout import around
from api.views.line_rows import line_data, line_filters, line_rows
from api.views.lines import boxes, line_edges
from api.views.names import flag, listed, named
from api.views.numbers import date_text
from api.views.pagedata import clock_words, ticks
from api.views.picture import node, picture
from api.views.render import Page, page
from api.views.series import ledger_rows
from graph.countries import Country
from graph.lines import Line
from graph.reading import Clocks
from graph.vocabulary import Vocabulary, vocabulary

_MOST_PARTNERS = 60


def render_country_lines(
    country: Country,
    found: Sequence[Line],
    known: Mapping[str, Mapping[str, Any]],
    *,
    totals: Mapping[str, int],
    disputed: Sequence[Fact],
    newest: Sequence[Fact],
    clocks: Clocks,
    depends: Sequence[Mapping[str, Any]] = (),
    voices: Mapping[str, Any] | None = None,
    address: str | None = None,
    made_on: str | None = None,
    words: Vocabulary | None = None,
) -> Page:
    """A country's lines as one self-contained HTML page; `totals` counts all of its facts and claims.

    `voices` is that of `api.views.voices`: how its facts stand, who speaks of them, in which sources.
    """
    words = words or vocabulary()
    served = address is not None
    steps = ticks(line.days for line in found)
    rows = line_rows(found, known, words, steps)
    partners = _partners(country, found, known, served=served)
    shown = [str(partner["id"]) for partner in partners[:_MOST_PARTNERS]]
    return page(
        "country_lines.html.j2",
        data=line_data(
            rows, _picture(country, found, known, shown, served=served) if found else None, steps, served=served
        ),
        served=served,
        title=country.name,
        country=country,
        sentence=_sentence(country, partners, totals),
        counts=(("facts", totals["facts"]), ("claims", totals["claims"]), ("partners", len(partners))),
        partners=partners,
        drawn=len(shown),
        depends=depends,
        voices=voices,
        disputed=list(ledger_rows(disputed, words).values()),
        disputed_count=totals["disputed"],
        newest=list(ledger_rows(newest, words).values()),
        all_disputed=facts_address(actor=country.id, status="disputed") if served else "",
        filters=line_filters(rows, steps, words),
        address=address,
        clocks=clock_words(clocks.as_of, clocks.known_at, undated=clocks.undated),
        made_on=date_text(made_on) if made_on else "",
    )


def _partners(
    country: Country, found: Sequence[Line], known: Mapping[str, Mapping[str, Any]], *, served: bool
) -> list[dict[str, Any]]:
    facts: dict[str, int] = defaultdict(int)
    disputed: dict[str, int] = defaultdict(int)
    for line in found:
        other = line.end if line.start == country.id else line.start
        facts[other] += line.facts
        disputed[other] += line.status == "disputed"
    top = max(facts.values(), default=1)
    return [
        {
            "id": ident,
            "name": str(known[ident]["name"]),
            "flag": flag({"id": ident}),
            "facts": facts[ident],
            "disputed": disputed[ident],
            "bar": round(100 * facts[ident] / top, 1),
            "address": dyad_address(country.id, ident) if served else None,
        }
        for ident in sorted(facts, key=lambda each: (-facts[each], each))
    ]


def _sentence(country: Country, partners: Sequence[Mapping[str, Any]], totals: Mapping[str, int]) -> str:
    name = named({"id": country.id, "name": country.name})
    most = [named(partner) for partner in partners[:3]]
    told = f"This graph holds {totals['facts']:,} facts of {name} with {len(partners):,} partners"
    if not most:
        return f"{told}."
    disputed = totals["disputed"]
    doubted = "One of them is" if disputed == 1 else f"{disputed:,} of them are" if disputed else "None of them is"
    return f"{told}, most of them with {listed(most)}. {doubted} disputed."


def _picture(
    country: Country,
    found: Sequence[Line],
    known: Mapping[str, Mapping[str, Any]],
    shown: Sequence[str],
    *,
    served: bool,
) -> dict[str, Any]:
    """The country in the middle and around it the partners with most facts."""
    points = around(len(shown), max(300.0, min(420.0, len(shown) * 22.0)))
    nodes = [
        node(country.id, country.name, "country", (0.0, 0.0), flag=country.flag or "", facts=[], full=country.name)
    ]
    nodes += boxes(known, shown, points, served=served)
    placed = {country.id, *shown}
    edges = line_edges(line for line in found if line.start in placed and line.end in placed)
    return picture(nodes, edges, smooth={"type": "curvedCW", "roundness": 0.1})
