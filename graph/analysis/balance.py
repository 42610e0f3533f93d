"""Structural balance: whether friends of friends are friends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.analysis.method import Method, Pair, names
from graph.ties import Tie

METHOD = Method(
    "Structural balance",
    "a dyad's sign is the sign of the sum of its facts' valences; a triad is balanced when the product of its three signs "
    "is positive (+++ or +−−); balance = balanced triads / triads. Weak balance also admits −−−",
    "Cartwright and Harary (1956): Structural balance, Psychological Review 63 (5); weak balance: Davis (1967), Human "
    "Relations 20 (2); valences: the Goldstein scale (1992), Journal of Conflict Resolution 36 (2).",
)
_KINDS = {3: "+++", 2: "++-", 1: "+--", 0: "---"}


def balance(ties: Sequence[Tie], limit: int = 100) -> dict[str, Any]:
    """The signed triads of a network and how many are balanced (Cartwright and Harary 1956).

    A dyad whose valences add up to nothing has no sign and is no side of a triad. Answered are the numbers, and up to
    `limit` of the unbalanced triads. Without any triad the shares are None.
    """
    called = names(ties)
    signs = dyad_signs(ties)
    counts: Counter[str] = Counter()
    unbalanced: list[dict[str, Any]] = []
    for triad in triads(signs):
        one, two, three = triad
        positive = sum(signs[pair] > 0 for pair in ((one, two), (one, three), (two, three)))
        counts[_KINDS[positive]] += 1
        if positive in {0, 2} and len(unbalanced) < limit:
            actors = [{"id": ident, "name": called[ident]} for ident in triad]
            unbalanced.append({"actors": actors, "kind": _KINDS[positive]})
    total = counts.total()
    balanced = counts["+++"] + counts["+--"]
    return {
        "method": METHOD.as_json(),
        "dyads": {"positive": sum(s > 0 for s in signs.values()), "negative": sum(s < 0 for s in signs.values())},
        "triads": {kind: counts[kind] for kind in _KINDS.values()},
        "balanced": balanced,
        "balance": balanced / total if total else None,
        "weak_balance": (total - counts["++-"]) / total if total else None,
        "unbalanced": unbalanced,
    }


def dyad_signs(ties: Iterable[Tie]) -> dict[Pair, int]:
    """+1 or −1 for each unordered pair whose valences add up to something else than nothing."""
    sums: dict[Pair, float] = defaultdict(float)
    for tie in ties:
        sums[min(tie.actor, tie.recipient), max(tie.actor, tie.recipient)] += tie.relation.valence
    # Valences are tenths: what is left over by adding binary fractions is no sign.
    rounded = {pair: round(total, 6) for pair, total in sums.items()}
    return {pair: 1 if total > 0 else -1 for pair, total in sorted(rounded.items()) if total}


def triads(pairs: Mapping[Pair, object]) -> Iterator[tuple[str, str, str]]:
    """All three actors of which each two are a pair, in alphabetical order."""
    above: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        above[one].add(other)
    for one in sorted(above):
        for two in sorted(above[one]):
            for three in sorted(above[one] & above.get(two, set())):
                yield one, two, three
