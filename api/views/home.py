"""The first page: search, the dyads with most facts, what is disputed, the newest claims, and ways on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.views.addresses import dyad_address
from api.views.frames import doubters, positions
from api.views.render import Page, page


def render_home(
    *,
    q: str,
    found: Mapping[str, Sequence[Mapping[str, Any]]] | None,
    dyads: Sequence[Mapping[str, Any]],
    disputed: Sequence[Mapping[str, Any]],
    newest: Sequence[Mapping[str, Any]],
    totals: Mapping[str, int],
    browser: Mapping[str, str] | None,
) -> Page:
    """The page at `/`.

    `found` has `countries`, `pairs`, `resources` and `facts` for the words `q`, None where nothing was asked; `dyads` are
    rows of `GET /dyads`, `disputed` facts, `newest` rows with day, who, stance, what and dyad; `browser` says how to open
    Neo4j Browser (`address, username, password_file`), None where that isn't known.
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
    return f"/facts/{fact['id']}"
