"""What the claims on one fact add up to: its status and all that stands beside it.

This is the one place of the rule (DESIGN section 3, "What counts" and "status"). Loads store its answer on the fact;
questions about an earlier state of knowledge (`known_at`, `recorded_by`) ask it again with fewer claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.claims import AFFIRMING, COUNTING_ASPECTS, OPPOSING, SUPPORTING, Claim, origin_key
from graph.quantities import Amount, add_up

Status = Literal["corroborated", "asserted", "reported", "disputed", "denied", "retracted"]

# Best first; an edge shows the best status among its facts unless one of them is disputed.
STATUSES: tuple[str, ...] = ("corroborated", "asserted", "reported", "disputed", "denied", "retracted")

# Strongest first: a fact is shown as machine-coded only where nobody else says it.
METHODS = ("manual", "dataset", "model", "computed", "machine")
_ADDS_NO_ORIGIN = frozenset({"machine", "computed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
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
    counting = _newest_of_each(c for c in live if c.aspect in COUNTING_ASPECTS)
    affirming = [c for c in counting if c.stance in AFFIRMING]
    origins = len({origin_key(c.origin) for c in affirming if c.method not in _ADDS_NO_ORIGIN})
    named = {party for party in parties if party is not None}
    return Assessment(
        status=_status(live, counting, origins),
        claims=len(held),
        origins=origins,
        acknowledged=any(_speaks_for(c, named) for c in affirming),
        denied_by_party=any(_speaks_for(c, named) for c in counting if c.stance == "denies"),
        disputed_aspects=_disputed_aspects(live),
        draws=any(c.stance in SUPPORTING for c in counting),
        method=strongest_method(c.method for c in [c for c in counting if c.stance in SUPPORTING] or live or held),
        quantity=add_up(live),
        value=add_up(live, of_value=True),
        since=_shown(live, "since"),
        until=_shown(live, "until"),
        place=_shown(live, "place"),
        level=_shown(live, "level"),
        places=tuple(sorted({c.place for c in live if c.place})),
    )


def _status(live: Sequence[Claim], counting: Sequence[Claim], origins: int) -> Status:
    stances = {c.stance for c in counting}
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


def _newest_of_each(claims: Iterable[Claim]) -> list[Claim]:
    """Of each claimant the claims of its newest day (on the same day: all of them)."""
    newest: dict[str, list[Claim]] = defaultdict(list)
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


def _speaks_for(claim: Claim, parties: set[str]) -> bool:
    return claim.by in parties or claim.party in parties


def _disputed_aspects(live: Sequence[Claim]) -> tuple[str, ...]:
    others = {c.aspect for c in live} - COUNTING_ASPECTS
    return tuple(
        aspect
        for aspect in sorted(others)
        if any(c.stance in OPPOSING for c in _newest_of_each(c for c in live if c.aspect == aspect))
    )


def strongest_method(methods: Iterable[str]) -> str:
    """The method that something is shown under when several stand behind it: the one nearest to a person's word."""
    return min(methods, key=lambda method: (METHODS.index(method.partition(":")[0]), method))


def _shown(live: Sequence[Claim], field: str) -> Any:
    """The field of the newest live claim that gives it (ties: the greatest claim id)."""
    giving = [c for c in live if getattr(c, field) is not None]
    return getattr(max(giving, key=lambda c: (c.day, c.id)), field) if giving else None
