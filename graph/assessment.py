"""What the claims on one fact add up to: its status and all that stands beside it.

This is the one place of the rule (DESIGN section 3, "What counts" and "status"). Loads store its answer on the fact;
questions about an earlier state of knowledge (`known_at`, `recorded_by`) ask it again with fewer claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeVar

from graph.claims import AFFIRMING, COUNTING_ASPECTS, OPPOSING, SUPPORTING, Claim, origin_key
from graph.quantities import Amount, add_up

Status = Literal["corroborated", "asserted", "reported", "disputed", "denied", "retracted"]

# Best first; an edge shows the best status among its facts unless one of them is disputed.
STATUSES: tuple[str, ...] = ("corroborated", "asserted", "reported", "disputed", "denied", "retracted")

# Strongest first: a fact is shown as machine-coded only where nobody else says it.
METHODS = ("manual", "dataset", "model", "computed", "machine")
_ADDS_NO_ORIGIN = frozenset({"machine", "computed"})

V = TypeVar("V", "Claim", "Voice")


class Assessment(NamedTuple):
    """A fact's status and numbers, with the names that the fact carries them under in the graph.

    `claims` counts all claims, retracted ones too; `origins` the different origins that assert or confirm;
    `acknowledged` and `denied_by_party` say what the actor, the recipient or their officials do; `draws` whether the
    fact makes derived edges; `since` is None unless claims carry it (facts with a key).
    """

    status: Status
    claims: int
    origins: int
    acknowledged: bool
    denied_by_party: bool
    disputed_aspects: tuple[str, ...]
    draws: bool
    method: str
    quantity: Amount | None
    value: Amount | None
    since: str | None
    until: str | None
    place: str | None
    level: str | None
    places: tuple[str, ...]


def assess(
    claims: Collection[Claim],
    parties: Collection[str | None],
    known_at: str | None = None,
    recorded_by: str | None = None,
) -> Assessment | None:
    """Assess one fact by all its claims.

    `parties` are the ids of its actor and recipient. With `known_at` (an ISO day) only what had been said by then
    counts, and the answer is None when nothing had; with `recorded_by` (an instant) only what this graph held then.
    Without `known_at`, a fact whose claims are all retracted is `retracted`. No claim at all gives None.
    """
    held = [c for c in claims if recorded_by is None or c.recorded_at <= recorded_by]
    live = [c for c in held if c.live(known_at, recorded_by)]
    if not held or (known_at is not None and not live):
        return None
    named = {party for party in parties if party is not None}
    standing = _standing([_voice(c, named) for c in live])
    return Assessment(
        status=standing.status,
        claims=len(held),
        origins=standing.origins,
        acknowledged=standing.acknowledged,
        denied_by_party=standing.denied_by_party,
        disputed_aspects=standing.disputed_aspects,
        draws=standing.draws,
        method=standing.method or strongest_method(c.method for c in held),
        quantity=add_up(live),
        value=add_up(live, of_value=True),
        since=_shown(live, "since"),
        until=_shown(live, "until"),
        place=_shown(live, "place"),
        level=_shown(live, "level"),
        places=tuple(sorted({c.place for c in live if c.place})),
    )


class Voice(NamedTuple):
    """What of a live claim its fact's status hangs on; `party`: it is the word of one side of the fact."""

    by: str
    day: str
    stance: str
    aspect: str
    method: str
    origin: str
    party: bool


class Standing(NamedTuple):
    """What voices add up to, named as in `Assessment`; no method where there is no voice."""

    status: Status
    origins: int
    acknowledged: bool
    denied_by_party: bool
    disputed_aspects: tuple[str, ...]
    draws: bool
    method: str | None


def _voice(claim: Claim, parties: set[str]) -> Voice:
    party = claim.by in parties or claim.party in parties
    return Voice(claim.by, claim.day, claim.stance, claim.aspect, claim.method, claim.origin, party)


def _standing(voices: Sequence[Voice]) -> Standing:
    if len(voices) != 1:
        return _weighed(voices)
    voice = voices[0]
    return alone(voice.stance, voice.aspect, voice.method, voice.party)


@lru_cache(maxsize=1_024)
def alone(stance: str, aspect: str, method: str, party: bool) -> Standing:
    """What one claim by itself adds up to; `party`: it is the word of one side of the fact.

    With nobody else to compare with it doesn't matter who said it, and when: most facts stand so, in a few ways only.
    """
    return _weighed([Voice("", "", stance, aspect, method, "", party)])


def _weighed(voices: Sequence[Voice]) -> Standing:
    counting = _newest_of_each(v for v in voices if v.aspect in COUNTING_ASPECTS)
    affirming = [v for v in counting if v.stance in AFFIRMING]
    supporting = [v for v in counting if v.stance in SUPPORTING]
    origins = len({origin_key(v.origin) for v in affirming if v.method not in _ADDS_NO_ORIGIN})
    return Standing(
        status=_status(voices, counting, origins),
        origins=origins,
        acknowledged=any(v.party for v in affirming),
        denied_by_party=any(v.party for v in counting if v.stance == "denies"),
        disputed_aspects=_disputed_aspects(voices),
        draws=bool(supporting),
        method=strongest_method(v.method for v in supporting or voices) if voices else None,
    )


def _status(live: Sequence[Voice], counting: Sequence[Voice], origins: int) -> Status:
    stances = {v.stance for v in counting}
    supported, opposed = bool(stances & SUPPORTING), bool(stances & OPPOSING)
    if not live:
        return "retracted"
    if supported and opposed:
        return "disputed"
    if opposed:
        return "denied" if "denies" in stances else "disputed"
    if origins >= 2:
        return "corroborated"
    return "asserted" if stances & AFFIRMING else "reported"


def _newest_of_each(claims: Iterable[V]) -> list[V]:
    """Of each claimant the claims of its newest day (on the same day: all of them)."""
    newest: dict[str, list[V]] = defaultdict(list)
    for claim in claims:
        kept = newest[claim.by]
        if kept and claim.day > kept[0].day:
            kept.clear()
        if not kept or claim.day == kept[0].day:
            kept.append(claim)
    return [claim for kept in newest.values() for claim in kept]


def counting_ids(
    claims: Iterable[Claim], known_at: str | None = None, recorded_by: str | None = None
) -> frozenset[str]:
    """The ids of the claims that count for the status; the others are history or speak of other aspects."""
    live = (c for c in claims if c.aspect in COUNTING_ASPECTS and c.live(known_at, recorded_by))
    return frozenset(c.id for c in _newest_of_each(live))


def _disputed_aspects(live: Sequence[Voice]) -> tuple[str, ...]:
    others = {c.aspect for c in live} - COUNTING_ASPECTS
    return tuple(
        aspect
        for aspect in sorted(others)
        if any(c.stance in OPPOSING for c in _newest_of_each(c for c in live if c.aspect == aspect))
    )


def strongest_method(methods: Iterable[str]) -> str:
    """The method that something is shown under when several stand behind it: the one nearest to a person's word."""
    return min(methods, key=method_rank)


@lru_cache(maxsize=1_024)
def method_rank(method: str) -> tuple[int, str]:
    """By which methods are ordered, the strongest first; `model:NAME` is a `model`."""
    return METHODS.index(method.partition(":")[0]), method


def _shown(live: Sequence[Claim], field: str) -> Any:
    """The field of the newest live claim that gives it (ties: the greatest claim id)."""
    if len(live) == 1:
        return getattr(live[0], field)
    giving = [c for c in live if getattr(c, field) is not None]
    return getattr(max(giving, key=lambda c: (c.day, c.id)), field) if giving else None
