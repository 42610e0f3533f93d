"""The first page: search, the dyads with most facts, what is disputed, the newest claims, and ways on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.views.addresses import dyad_address, fact_page
from api.views.datasets import that_could
from api.views.frames import doubters, positions
from api.views.numbers import date_text
from api.views.render import Page, page
from graph.named import named_query

# Questions that a newcomer asks first; each answers without being given anything.
_ASKED = ("who-supplies-what", "what-is-disputed", "one-origin", "in-return-for", "largest-dyads")


def render_home(
    *,
    q: str,
    found: Mapping[str, Sequence[Mapping[str, Any]]] | None,
    dyads: Sequence[Mapping[str, Any]],
    disputed: Sequence[Mapping[str, Any]],
    newest: Sequence[Mapping[str, Any]],
    totals: Mapping[str, int],
    browser: Mapping[str, str] | None,
    matrix: Mapping[str, Any] | None = None,
    coverage: str = "",
    counting: bool = False,
) -> Page:
    """The page at `/`.

    `found` has `countries`, `pairs`, `resources`, `sources` and `facts` for the words `q`,
    None where nothing was asked; `dyads` are
    rows of `GET /dyads`, `disputed` facts, `newest` rows with dated (the day, or none), who, stance, what and dyad;
    `browser` says how to open Neo4j Browser (`address, username, password_file`), None where that isn't known. `matrix`
    is that of `api.views.matrix`, `coverage` a line on what isn't known; `counting` whether all this is of the graph as it
    was before the newest write.
    """
    return page(
        "home.html.j2",
        data={},
        served=True,
        title="Start",
        q=q,
        found=found,
        dyads=[{**row, "parties": _parties(row), "address": _address_between(row["parties"])} for row in dyads],
        disputed=[
            {"name": fact["name"], "words": positions(fact), "doubters": doubters(fact), "address": fact_address(fact)}
            for fact in disputed
        ],
        newest=newest,
        totals=totals,
        browser=browser,
        matrix=matrix,
        coverage=coverage,
        counting=counting,
        asked=[(name, named_query(name).title) for name in _ASKED],
        address=None,
        made_on="",
    )


def _parties(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return sorted(row["parties"], key=lambda side: str(side["id"]))


def _address_between(parties: Sequence[Mapping[str, Any]]) -> str:
    one, other = sorted(str(side["id"]) for side in parties)
    return dyad_address(one, other)


def fact_address(fact: Mapping[str, Any]) -> str:
    """Where a fact is shown: in the sheet of its dyad, or alone where one of its sides isn't named."""
    sides = [side for side in (fact["actor"], fact["recipient"]) if side]
    if len(sides) == 2:
        return f"{_address_between(sides)}#~open={fact['id']}"
    return fact_page(str(fact["id"]))


def coverage_line(
    totals: Mapping[str, int], known: Mapping[str, int], newest: str | None, loaded: Sequence[Mapping[str, Any]]
) -> str:
    """What the graph doesn't know, in a line: facts of one origin, facts without date, the newest word, other datasets."""
    if not totals["facts"]:
        return ""
    sentences = [
        f"{known['single']:,} of {totals['facts']:,} facts rest on one origin's word, and {known['undated']:,} have no date."
    ]
    if newest:
        sentences.append(f"The newest word is of {date_text(newest)}.")
    if could := that_could(loaded):
        sentences.append(f"What nobody has loaded nobody can find here; Bilat also reads {could}.")
    return " ".join(sentences)
