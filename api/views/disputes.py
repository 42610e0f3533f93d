"""The dispute map: who doubts whom, and on what."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from api.views import ledger
from api.views.addresses import actor_address
from api.views.frames import Claim, Fact
from api.views.ledger import Row
from api.views.names import count_word, flag, isolate, listed
from api.views.numbers import date_text
from api.views.pagedata import clock_words, fact_items, item_filters, page_data, ticks
from api.views.palette import AGAINST
from api.views.picture import Item, line, node, picture, shortened
from api.views.render import Page, page
from api.views.series import ledger_rows
from graph.countries import Country
from graph.reading import FactFilter, facts_by_id
from graph.store import Store
from graph.vocabulary import Vocabulary, vocabulary

LIMIT = 1_000
_IN_RING = 40


class Doubt(NamedTuple):
    """One speaker against another on one fact: the ids of both, the stance, the aspect and the fact."""

    who: str
    whom: str
    stance: str
    aspect: str
    fact: str


def disputes_page(
    store: Store,
    wanted: FactFilter,
    *,
    country: Country | None = None,
    address: str | None = None,
    made_on: str | None = None,
) -> Page:
    """The dispute map of the whole graph, or of what `country` speaks about or is spoken of in."""
    rows = store.read("read/disputed_ids", party=country.id if country else None, limit=LIMIT + 1)
    facts = facts_by_id(store, [row["id"] for row in rows[:LIMIT]], wanted.clocks)
    facts = [fact for fact in facts if wanted.lets_through(fact)]
    return render_disputes(
        facts, wanted=wanted, country=country, more=len(rows) > LIMIT, address=address, made_on=made_on
    )


def render_disputes(
    facts: Sequence[Fact],
    *,
    wanted: FactFilter,
    country: Country | None = None,
    more: bool = False,
    address: str | None = None,
    made_on: str | None = None,
    words: Vocabulary | None = None,
) -> Page:
    """Who doubts whom in these facts, as one self-contained HTML page."""
    words = words or vocabulary()
    served = address is not None
    doubts, names = _doubts(facts)
    about = {each.fact for each in doubts}
    facts = [fact for fact in facts if fact["id"] in about]
    rows = ledger_rows(facts, words)
    steps = ticks(row.days for row in rows.values())
    items = fact_items(facts, rows, {}, served=served)
    return page(
        "disputes.html.j2",
        data=page_data(items, _picture(doubts, names, rows, served=served) if doubts else None, steps),
        served=served,
        title=f"Who doubts whom: {country.name}" if country else "Who doubts whom",
        sentence=_sentence(doubts, names, facts, country),
        counts=(("facts", len(facts)), ("speakers", len(names))),
        more=more,
        pairs=_pairs(doubts, names, rows),
        rows=sorted(rows.values(), key=lambda row: (row.actor, row.title, row.id)),
        sources=ledger.sources(facts),
        filters=item_filters(items, steps, words),
        country=country,
        address=address,
        clocks=clock_words(wanted.clocks.as_of, wanted.clocks.known_at, undated=wanted.clocks.undated),
        made_on=date_text(made_on) if made_on else "",
    )


def _doubts(facts: Sequence[Fact]) -> tuple[list[Doubt], dict[str, Claim]]:
    """Who stands against whom: whoever doubts or denies, against each that asserts, confirms or reports the same aspect.

    Where nobody does, the doubt is against the fact's actor, of whom it is said. Answers the doubts and, by id, a claim
    of each speaker.
    """
    doubts, names = [], {}
    for fact in facts:
        live = [claim for claim in fact["claims"] if not claim["retracted_at"]]
        for claim in live:
            if claim["stance"] not in AGAINST:
                continue
            spoken = [each for each in live if each["stance"] not in AGAINST and _same(each, claim)]
            for each in (claim, *spoken):
                names[str(each["by"]["id"])] = each
            against = sorted({str(each["by"]["id"]) for each in spoken} - {claim["by"]["id"]}) or [""]
            doubts += [
                Doubt(str(claim["by"]["id"]), whom, claim["stance"], claim["aspect"], str(fact["id"]))
                for whom in against
            ]
    return doubts, names


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims speak of the same: a doubt about an aspect is a doubt about whoever says that there is such."""
    return one["aspect"] == other["aspect"] or one["aspect"] in ("existence", "attribution")


def _sentence(
    doubts: Sequence[Doubt], names: Mapping[str, Claim], facts: Sequence[Fact], country: Country | None
) -> str:
    where = f" of {country.name}" if country else ""
    if not doubts:
        return f"Nobody in this graph doubts or denies anything{where}."
    most = Counter(each.who for each in {(each.who, each.fact): each for each in doubts}.values())
    told = [
        f"{isolate(str(names[ident]['by']['name']))} ({count:,})"
        for ident, count in sorted(most.items(), key=lambda each: (-each[1], each[0]))[:3]
    ]
    verb = "is" if len(facts) == 1 else "are"
    return (
        f"{count_word(len(facts))} fact{'s' if len(facts) != 1 else ''}{where} {verb} doubted or denied in whole or in an "
        f"aspect; those who do so most: {listed(told)}."
    )


def _pairs(doubts: Sequence[Doubt], names: Mapping[str, Claim], rows: Mapping[str, Row]) -> list[dict[str, Any]]:
    """Who against whom, with how many facts and an example, the most first."""
    groups: dict[tuple[str, str], list[Doubt]] = defaultdict(list)
    for each in doubts:
        groups[each.who, each.whom].append(each)
    made = []
    for (who, whom), members in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        row = rows[members[0].fact]
        aspects = sorted({each.aspect for each in members if each.aspect != "existence"})
        made.append(
            {
                "who": str(names[who]["by"]["name"]),
                "whom": str(names[whom]["by"]["name"])
                if whom
                else f"nobody who says it ({row.actor} is said to do it)",
                "facts": len({each.fact for each in members}),
                "stances": " and ".join(sorted({each.stance for each in members})),
                "aspects": ", ".join(aspects),
                "example": f"{row.actor} {row.title}",
                "fact": row.id,
            }
        )
    return made


def _picture(
    doubts: Sequence[Doubt], names: Mapping[str, Claim], rows: Mapping[str, Row], *, served: bool
) -> dict[str, Any]:
    """Speakers on a ring, from each that doubts a line to each whom it doubts."""
    groups: dict[tuple[str, str], list[Doubt]] = defaultdict(list)
    for each in doubts:
        if each.whom:
            groups[each.who, each.whom].append(each)
    weight: Counter[str] = Counter()
    for each in doubts:
        weight.update({each.who: 1} | ({each.whom: 1} if each.whom else {}))
    kept = [ident for ident, _ in sorted(weight.items(), key=lambda each: (-each[1], each[0]))[:_IN_RING]]
    nodes = [_speaker(names[ident], point, served=served) for ident, point in zip(kept, _ring(len(kept)), strict=True)]
    edges: list[Item] = []
    for (who, whom), members in sorted(groups.items()):
        if who not in kept or whom not in kept:
            continue
        facts = sorted({each.fact for each in members})
        made = line(
            who, whom, facts=facts, dimension=rows[facts[0]].dimension, status="disputed", count=len(facts), valence=-1
        )
        stance = "denies" if any(each.stance == "denies" for each in members) else "doubts"
        aspects = sorted({each.aspect for each in members if each.aspect != "existence"})
        edges.append(made | {"words": stance + (f" ({', '.join(aspects)})" if aspects else "")})
    return picture(nodes, edges, smooth={"type": "curvedCW", "roundness": 0.12})


def _speaker(claim: Claim, point: tuple[float, float], *, served: bool) -> Item:
    by = claim["by"]
    name, address = str(by["name"]), actor_address(str(by["id"]))
    more = {"href": address} if served and address and by["kind"] == "country" else {}
    return node(str(by["id"]), shortened(name, 30), "partner", point, flag=flag(by), full=name, alone=True, **more)


def _ring(count: int) -> list[tuple[float, float]]:
    radius = max(220.0, 36.0 * count)
    return [
        (
            round(1.4 * radius * math.cos(2 * math.pi * place / count - math.pi / 2), 1),
            round(0.7 * radius * math.sin(2 * math.pi * place / count - math.pi / 2), 1),
        )
        for place in range(count)
    ]
