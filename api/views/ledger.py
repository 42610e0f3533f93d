"""Facts as the rows that pages show: every word of them made here, so that templates only place them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.views.clauses import label
from api.views.frames import Claim, Fact, counting, positions, speakers
from api.views.names import NOBODY, claimant, country_name, flag, listed
from api.views.numbers import bounds, date_text, number, quantity_text, time_text
from api.views.palette import AGAINST, FOR, dimension_order
from graph.dates import span
from graph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Position:
    """A claim as a row of the position table."""

    name: str
    described: str
    stance: str
    counts: bool
    aspect: str
    said_on: str
    quote: str
    locator: str
    note: str
    number: str
    how: str
    confidence: str
    source: str
    publisher: str
    url: str
    retracted: str


@dataclass(frozen=True, slots=True)
class Range:
    """One claimant's number on the common scale, `x` and `width` in per cent of the largest number claimed."""

    name: str
    text: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A fact as a row of the ledger and of the table: texts for people, ids and years for the script."""

    id: str
    actor: str
    recipient: str
    verb: str
    thing: str
    title: str
    about: str
    number: str
    value: str
    when: str
    days: tuple[str, str] | None
    dimension: str
    status: str
    modality: str
    by_machine: bool
    sure: tuple[str, ...]
    reporting: tuple[str, ...]
    against: tuple[str, ...]
    standing: str
    aspects: tuple[str, ...]
    remarks: tuple[str, ...]
    ranges: tuple[Range, ...]
    positions: tuple[Position, ...]
    returned_for: tuple[str, ...]
    symmetric: bool

    @property
    def first(self) -> Row:
        """Itself: a single row and a series of rows are placed alike."""
        return self

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and last year in which it may have held, open ends as 0 and 9999; None where it is undated."""
        return None if self.days is None else (int(self.days[0][:4]), int(self.days[1][:4]))


def row(fact: Fact, vocabulary: Vocabulary, *, opens: bool = True) -> Row:
    """A fact of an answer (DESIGN section 6) as a row; one that doesn't open needs no position table."""
    verb = label(str(fact["relation"]), vocabulary)
    thing = str(fact["resource"]["name"]) if fact["resource"] else ""
    claims = counting(fact["claims"])
    return Row(
        id=str(fact["id"]),
        actor=name_of(fact["actor"]),
        recipient=name_of(fact["recipient"]),
        verb=verb,
        thing=thing,
        title=f"{verb} {thing}".strip(),
        about=", ".join(str(third["name"]) for third in fact["regarding"]),
        number=quantity_text(fact["quantity"]),
        value=quantity_text(fact.get("value")),
        when=time_text(fact["since"], fact["until"]),
        days=days(fact),
        dimension=str(fact["dimension"]),
        status=str(fact["status"]),
        modality=str(fact["modality"]),
        by_machine=fact["method"] in ("machine", "computed"),
        sure=tuple(speakers(claims, FOR)),
        reporting=tuple(speakers(claims, {"reports"})),
        against=tuple(speakers(claims, AGAINST)),
        standing=positions(fact),
        aspects=tuple(fact["disputed_aspects"]),
        remarks=tuple(_remarks(fact)),
        ranges=_ranges(fact["claims"]) if opens else (),
        positions=tuple(position(claim) for claim in fact["claims"]) if opens else (),
        returned_for=tuple(fact["in_return_for"]),
        symmetric=bool(fact["symmetric"]),
    )


def name_of(actor: Mapping[str, Any] | None) -> str:
    """The name of an actor as a table shows it."""
    return NOBODY if actor is None else str(actor["name"])


def days(fact: Fact) -> tuple[str, str] | None:
    """The first and last day on which a fact may have held, as `graph.dates.span`; None where it is undated."""
    return span(fact["since"], fact["until"]) if fact["since"] or fact["until"] else None


def _remarks(fact: Fact) -> list[str]:
    remarks = []
    if fact["modality"] != "actual":
        remarks.append(str(fact["modality"]))
    if fact["place"]:
        remarks.append(f"in {fact['place']}")
    if fact["level"]:
        remarks.append(str(fact["level"]))
    if fact["event"]:
        remarks.append(f"part of {fact['event']['name']}")
    if fact["acknowledged"]:
        remarks.append("acknowledged by a party")
    if fact["denied_by_party"]:
        remarks.append("denied by a party")
    if fact["quantities_disagree"]:
        remarks.append("numbers disagree")
    return remarks


def _ranges(claims: Sequence[Claim]) -> tuple[Range, ...]:
    """What each claim says of the number, where at least two differ within one unit."""
    told = [
        (claim, claim["quantity"], ends)
        for claim in claims
        if claim["quantity"] and not claim["retracted_at"] and (ends := bounds(claim["quantity"]))
    ]
    units = {quantity["unit"] for _, quantity, _ in told}
    top = max((high for *_, (_, high) in told), default=0.0)
    if len({ends for *_, ends in told}) < 2 or len(units) != 1 or top <= 0:
        return ()
    return tuple(
        Range(
            name=str(claim["by"]["name"]),
            text=quantity_text(quantity),
            x=round(100 * low / top, 2),
            width=max(1.5, round(100 * (high - low) / top, 2)),
        )
        for claim, quantity, (low, high) in told
    )


def position(claim: Claim) -> Position:
    """A claim as a row of the position table; a link only for what a browser may safely open."""
    by, source = claim["by"], claim["source"]
    url = str(source["url"] or "")
    method = str(claim["method"])
    confidence = claim["confidence"]
    return Position(
        name=str(by["name"]),
        described=_described(claim),
        stance=str(claim["stance"]),
        counts=bool(claim["counts"]),
        aspect="" if claim["aspect"] == "existence" else str(claim["aspect"]),
        said_on=date_text(claim["said_on"]) if claim["said_on"] else "",
        quote=str(claim["quote"] or ""),
        locator=str(claim["locator"] or ""),
        note=str(claim["note"] or ""),
        number=quantity_text(claim["quantity"]),
        how="" if method == "manual" else method.replace("model:", "by model "),
        confidence="" if confidence is None else f"confidence {number(round(100 * confidence))} %",
        source=str(source["title"] or source["id"]),
        publisher=str(source["publisher"] or ""),
        url=url if url.lower().startswith(("https://", "http://")) else "",
        retracted=_retraction(claim),
    )


def _described(claim: Claim) -> str:
    by, country = claim["by"], claim["by"].get("country")
    if by["kind"] == "person" and country:
        return claimant(claim)
    return f"of {country_name(country)}" if country and country != by["id"] else ""


def _retraction(claim: Claim) -> str:
    if not claim["retracted_at"]:
        return ""
    kind = "entered here by mistake" if claim.get("retraction_kind") == "our_error" else "withdrawn"
    on = claim.get("retracted_on") or str(claim["retracted_at"])[:10]
    reason = f": {claim['retraction_reason']}" if claim["retraction_reason"] else ""
    return f"{kind} on {date_text(on)}{reason}"


def by_dimension(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The rows under their dimensions, in the order of the palette; inside, in the order given."""
    groups: dict[str, list[Row]] = {}
    for each in rows:
        groups.setdefault(each.dimension, []).append(each)
    return sorted(groups.items(), key=lambda group: (dimension_order(group[0]), group[0]))


def exchange_words(rows: Sequence[Row]) -> dict[str, list[str]]:
    """For each fact of an exchange, in words, what it is done in return for and what is done in return for it."""
    names = {row.id: row.thing or row.verb for row in rows}
    words: dict[str, list[str]] = defaultdict(list)
    returned: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        given = [ident for ident in names if ident in row.returned_for] if row.returned_for else []
        if given:
            words[row.id].append(f"in return for {listed([names[ident] for ident in given])}")
        for ident in given:
            returned[ident].append(names[row.id])
    for ident, things in returned.items():
        words[ident].append(f"{listed(things)} in return")
    return dict(words)


def claimants(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Who speaks in these facts, with flag and number of claims, the most talkative first."""
    found: dict[str, dict[str, Any]] = {}
    for fact in facts:
        for claim in fact["claims"]:
            by = claim["by"]
            if by["id"] not in found:
                found[by["id"]] = {
                    "name": by["name"],
                    "flag": flag(by),
                    "country": by.get("country") or by["id"],
                    "described": _described(claim),
                    "claims": 0,
                }
            found[by["id"]]["claims"] += 1
    return sorted(found.values(), key=lambda who: (-who["claims"], who["name"]))


def sources(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """The sources of these facts: title, publisher, link, how many claims and facts rest on each, how many retracted."""
    found: dict[str, dict[str, Any]] = {}
    for fact in facts:
        for claim in fact["claims"]:
            source = claim["source"]
            if source["id"] not in found:
                found[source["id"]] = _source(claim)
            seen = found[source["id"]]
            seen["claims"] += 1
            seen["retracted"] += bool(claim["retracted_at"])
            seen["facts"].add(fact["id"])
    ordered = sorted(found.values(), key=lambda source: (-source["claims"], source["title"]))
    return [{**source, "facts": len(source["facts"])} for source in ordered]


def _source(claim: Claim) -> dict[str, Any]:
    source, shown = claim["source"], position(claim)
    return {
        "id": str(source["id"]),
        "title": shown.source,
        "publisher": shown.publisher,
        "url": shown.url,
        "published_on": date_text(source["published_on"]) if source.get("published_on") else "",
        "claims": 0,
        "retracted": 0,
        "facts": set(),
    }
