"""Facts as answers: the JSON of DESIGN section 6, for now or for an earlier state of knowledge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from graph.assessment import Assessment, assess, counting_ids
from graph.claims import Claim
from graph.dates import BEGINNING, END, edtf_date, holds, span, today
from graph.earlier import rename
from graph.edges import FactEnds
from graph.quantities import Amount, quantity_of
from graph.store import Store
from graph.vocabulary import vocabulary

_LUCENE = re.compile(r"[^\w]+")
_PAGE = 500
# Ids are found anew for each page of them, and are small.
_MANY = 5000
# So often a fact is read again that doesn't fit together; a writer has done with it long before.
_LOOKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The three clocks of a question, each optional.

    `as_of`: what held in the world that day (ISO); `undated` lets facts without any date through it. `known_at`: what
    had been said by that day. `recorded_by`: what this graph held at that instant (ISO 8601, UTC).
    """

    as_of: str | None = None
    undated: bool = False
    known_at: str | None = None
    recorded_by: str | None = None

    @property
    def today(self) -> str:
        """The day on which the question is asked, or would have been."""
        return min(self.recorded_by[:10], today()) if self.recorded_by else today()

    @property
    def now(self) -> bool:
        """Whether the question is about today's knowledge, so that what the facts carry answers it."""
        return self.known_at is None and self.recorded_by is None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFilter:
    """Which facts are asked for, in ids of the graph; what is None lets everything through.

    `resources` is a resource with its kinds, `since` and `until` ISO days between which the fact held at any time, `q`
    words to be found in it.
    """

    actor: str | None = None
    recipient: str | None = None
    dyad: str | None = None
    edge: str | None = None
    relation: str | None = None
    resources: tuple[str, ...] | None = None
    dimension: str | None = None
    status: str | None = None
    modality: str | None = None
    method: str | None = None
    claimant: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    q: str | None = None
    clocks: Clocks = field(default_factory=Clocks)

    def lets_through(self, fact: Mapping[str, Any]) -> bool:
        """Whether an answered fact passes those filters that an earlier state of knowledge can change."""
        first, last = span(fact["since"], fact["until"])
        clocks = self.clocks
        return (
            (clocks.now or self._was_told(fact))
            and (self.status is None or fact["status"] == self.status)
            and (self.method is None or fact["method"] == self.method)
            and (self.since is None or (not fact["undated"] and last >= self.since))
            and (self.until is None or (not fact["undated"] and first <= self.until))
            and (
                clocks.as_of is None
                or holds(fact["since"], fact["until"], clocks.as_of)
                or (clocks.undated and bool(fact["undated"]))
            )
        )

    def _was_told(self, fact: Mapping[str, Any]) -> bool:
        """Whether who and what is asked for was part of what was known then."""
        claims = fact["claims"]
        return (
            (self.edge is None or fact["edge"] == self.edge)
            and (self.claimant is None or any(claim["by"]["id"] == self.claimant for claim in claims))
            and (self.source is None or any(claim["source"]["id"] == self.source for claim in claims))
        )


def facts_by_id(store: Store, ids: Sequence[str], clocks: Clocks | None = None) -> list[dict[str, Any]]:
    """The facts of these ids as answers, in order of id; what wasn't known then is left out."""
    clocks = clocks or Clocks()
    rows = _whole(store, store.read("read/facts", ids=list(ids)))
    if clocks.recorded_by is not None:
        rename(store, rows, clocks.recorded_by)
    return [answer for row in rows if (answer := fact_answer(row, clocks)) is not None]


def _whole(store: Store, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `read/facts`, each with all the claims that its fact tells of.

    Neo4j reads what is committed, a record at a time: a fact that is written just then can come with claims of before and
    properties of after it. Such a fact is read again.
    """
    for _ in range(_LOOKS):
        torn = [row["properties"]["id"] for row in rows if row["properties"].get("claims") != len(row["claims"])]
        if not torn:
            break
        again = {row["properties"]["id"]: row for row in store.read("read/facts", ids=torn)}
        rows = [again.get(row["properties"]["id"], row) for row in rows]
    return rows


def fact_page(
    store: Store, wanted: FactFilter, after: str = "", limit: int = 100
) -> tuple[list[dict[str, Any]], str | None]:
    """A page of facts in order of id, and the id after which the next page begins (None: this was the last)."""
    found: list[dict[str, Any]] = []
    while True:
        asked = limit - len(found) + 1 if wanted.clocks.now else _PAGE
        ids = fact_ids(store, wanted, after, asked)
        for fact in facts_by_id(store, ids, wanted.clocks):
            if not wanted.lets_through(fact):
                continue
            if len(found) == limit:
                return found, str(found[-1]["id"])
            found.append(fact)
        if len(ids) < asked:
            return found, None
        after = ids[-1]


def all_facts(store: Store, wanted: FactFilter) -> Iterator[dict[str, Any]]:
    """All facts that pass the filter, in order of id, a page at a time."""
    after = ""
    while ids := fact_ids(store, wanted, after, _MANY):
        for start in range(0, len(ids), _PAGE):
            for fact in facts_by_id(store, ids[start : start + _PAGE], wanted.clocks):
                if wanted.lets_through(fact):
                    yield fact
        after = ids[-1]


def fact_ids(store: Store, wanted: FactFilter, after: str, limit: int) -> list[str]:
    """The next ids of facts after one, in order.

    For an earlier state of knowledge these are candidates: `lets_through` decides once the claims are assessed.
    """
    now = wanted.clocks.now
    if not now and wanted.edge is not None:
        wanted = _without_edge(store, wanted)
    parameters = {name.name: getattr(wanted, name.name) for name in fields(wanted) if name.name != "clocks"} | {
        # What an earlier state of knowledge can change is asked of the answers, not of what the facts carry today.
        "status": wanted.status if now else None,
        "method": wanted.method if now else None,
        "since": wanted.since if now else None,
        "until": wanted.until if now else None,
        "on": wanted.clocks.as_of if now else None,
        "undated": wanted.clocks.undated,
        "resources": list(wanted.resources) if wanted.resources is not None else None,
        "symmetric": [relation.id for relation in vocabulary().relations.values() if relation.symmetric],
        "words": lucene(wanted.q) if wanted.q else None,
        "party": wanted.actor or wanted.recipient,
        "after": after,
        "limit": limit,
    }
    return [row["id"] for row in store.read(f"read/{_query_for(wanted)}", **parameters)]


def _without_edge(store: Store, wanted: FactFilter) -> FactFilter:
    """The filter of facts that may have been drawn as an edge then: of its dyad, where the edge still tells which."""
    (row,) = store.read("read/dyads_of_edge", edge=wanted.edge)
    dyad = wanted.dyad or (row["dyads"][0] if row["dyads"] else None)
    return replace(wanted, edge=None, dyad=dyad)


def _query_for(wanted: FactFilter) -> str:
    """The query that begins where fewest facts are."""
    for given, query in (
        (wanted.edge, "fact_ids_of_edge"),
        (wanted.dyad, "fact_ids_of_dyad"),
        (wanted.q, "fact_ids_of_text"),
        (wanted.source, "fact_ids_of_source"),
        (wanted.actor or wanted.recipient, "fact_ids_of_actor"),
        (wanted.claimant, "fact_ids_of_claimant"),
    ):
        if given:
            return query
    return "fact_ids"


def lucene(text: str) -> str:
    """A full-text question that asks for all of the words in `text`, the last one also as a beginning.

    >>> lucene('troops (Kursk)"')
    'troops AND Kursk*'
    """
    words = [word for word in _LUCENE.sub(" ", text).split() if word not in {"AND", "OR", "NOT"}]
    return " AND ".join([*words[:-1], f"{words[-1]}*"]) if words else '""'


def fact_answer(row: Mapping[str, Any], clocks: Clocks) -> dict[str, Any] | None:
    """A row of `read/facts` as an answer, assessed by the claims that the clocks let through."""
    held = row["properties"]
    actor, recipient = row["actor"], row["recipient"]
    told = [(Claim.of(c["by"]["id"], c["stance"], c["properties"]), c["by"]) for c in row["claims"]]
    parties = (actor and actor["id"], recipient and recipient["id"])
    found = assess([claim for claim, _ in told], parties, clocks.known_at, clocks.recorded_by)
    if found is None:
        return None
    relation = vocabulary().relations[held["relation"]]
    since = found.since if held.get("key") else held.get("since")
    return {
        "id": held["id"],
        "name": held["name"],
        "actor": actor,
        "relation": held["relation"],
        "recipient": recipient,
        "resource": row["resource"],
        "regarding": sorted(_linked(row["regarding"], clocks), key=_id),
        "place": found.place,
        "modality": held["modality"],
        "level": found.level,
        "since": since,
        "until": found.until,
        "quantity": _amount(found.quantity),
        "value": _amount(found.value),
        **_standing(found),
        "undated": not (since or found.until),
        "event": min(_linked(row["events"], clocks), key=_id, default=None),
        "in_return_for": sorted(_id(link) for link in _linked(row["in_return_for"], clocks)),
        "key": held.get("key"),
        "dyad": held.get("dyad"),
        "edge": held.get("edge") if clocks.now else _edge(row, found),
        "dimension": held["dimension"],
        "valence": relation.valence,
        "symmetric": relation.symmetric,
        "claims": _claims(told, row["sources"], clocks),
    }


def _linked(links: Iterable[Mapping[str, Any]], clocks: Clocks) -> Iterator[dict[str, Any]]:
    """What a fact was linked with by the clocks' time."""
    for link in links:
        at, by = link["recorded_at"], clocks.recorded_by
        if at is None or by is None or at <= by:
            yield {name: value for name, value in link.items() if name != "recorded_at"}


def _edge(row: Mapping[str, Any], found: Assessment) -> str | None:
    """The edge that a fact was drawn as, which depends on the unit of its numbers."""
    held = row["properties"]
    ends = FactEnds(
        actor=row["actor"] and row["actor"]["id"],
        relation=held["relation"],
        recipient=row["recipient"] and row["recipient"]["id"],
        resource=row["resource"] and row["resource"]["id"],
        modality=held["modality"],
    )
    return ends.edge(found.quantity.unit if found.quantity else None, vocabulary())


def _standing(found: Assessment) -> dict[str, Any]:
    return {
        "status": found.status,
        "disputed_aspects": list(found.disputed_aspects),
        "acknowledged": found.acknowledged,
        "denied_by_party": found.denied_by_party,
        "quantities_disagree": bool(found.quantity and found.quantity.disagree),
        "origins": found.origins,
        "method": found.method,
    }


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {name: value for name, value in amount._asdict().items() if name != "disagree"}


def _id(thing: Mapping[str, Any]) -> str:
    return str(thing["id"])


def _claims(
    told: Iterable[tuple[Claim, Mapping[str, Any]]], sources: Sequence[Mapping[str, Any]], clocks: Clocks
) -> list[dict[str, Any]]:
    """The claims that had been made by the clocks' time, the earliest first; retracted ones are shown as such."""
    told = list(told)
    counting = counting_ids((claim for claim, _ in told), clocks.known_at, clocks.recorded_by)
    by_id = {source["id"]: source for source in sources}
    return [
        _claim(claim, by, by_id.get(claim.source), clocks) | {"counts": claim.id in counting}
        for claim, by in sorted(told, key=lambda pair: (pair[0].day, pair[0].id))
        if (clocks.known_at is None or claim.day <= clocks.known_at)
        and (clocks.recorded_by is None or claim.recorded_at <= clocks.recorded_by)
        and not (
            clocks.known_at is not None and claim.retraction_kind == "our_error" and not claim.live(**_time(clocks))
        )
    ]


def _time(clocks: Clocks) -> dict[str, str | None]:
    return {"known_at": clocks.known_at, "recorded_by": clocks.recorded_by}


def _claim(claim: Claim, by: Mapping[str, Any], source: Mapping[str, Any] | None, clocks: Clocks) -> dict[str, Any]:
    retracted = not claim.live(**_time(clocks))
    numbers = quantity_of(claim)
    return {
        "id": claim.id,
        "stance": claim.stance,
        "aspect": claim.aspect,
        "by": {"id": by["id"], "name": by["name"], "kind": kind_of(by["labels"]), "country": claim.party},
        "detail": claim.claimant_detail,
        "origin": claim.origin,
        "said_on": claim.said_on,
        "day": claim.day,
        "confidence": claim.confidence,
        "quote": claim.quote,
        "locator": claim.locator,
        "note": claim.note,
        "place": claim.place,
        "since": claim.since,
        "until": claim.until,
        "level": claim.level,
        "quantity": numbers
        and {
            "best": claim.quantity,
            "low": numbers.low,
            "high": numbers.high,
            "unit": claim.unit,
            "approximate": numbers.approximate,
        },
        "value": None if claim.value is None else {"best": claim.value, "unit": claim.value_unit},
        "method": claim.method,
        "recorded_at": claim.recorded_at,
        "retracted_at": claim.retracted_at if retracted else None,
        "retracted_on": claim.retracted_on if retracted else None,
        "retraction_kind": claim.retraction_kind if retracted else None,
        "retraction_reason": claim.retraction_reason if retracted else None,
        "source": source or {"id": claim.source, "title": None, "publisher": None, "url": None, "published_on": None},
    }


def kind_of(labels: Iterable[str]) -> str:
    """The kind of an actor by its labels: country, organisation or person."""
    return next((label.lower() for label in sorted(labels) if label != "Actor"), "actor")


def timeline(facts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The facts in the order of their time, undated ones last."""
    rows = [
        {name: fact[name] for name in ("id", "name", "since", "until", "status", "dimension", "valence", "undated")}
        for fact in facts
    ]
    return sorted(rows, key=lambda row: (row["undated"], *_days(row), row["id"]))


def _days(row: Mapping[str, Any]) -> tuple[str, str]:
    return (
        edtf_date(row["since"]).first if row["since"] else BEGINNING,
        edtf_date(row["until"]).last if row["until"] else END,
    )
