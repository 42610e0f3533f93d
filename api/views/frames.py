"""Who stands behind a fact, in words: never more certain than its claims.

The status is the graph's (`graph/assessment.py` holds the rule), and so is which claims count; here both are only told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.views.names import claimant, listed
from api.views.palette import AGAINST, FOR, STANCES

Claim = Mapping[str, Any]
Fact = Mapping[str, Any]

_BY_MACHINE = {"machine": "machine-coded", "computed": "computed"}


def counting(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that make the status: the graph says which (`counts`)."""
    return [claim for claim in claims if claim["counts"]]


def speakers(claims: Sequence[Claim], stances: Iterable[str]) -> list[str]:
    """The claimants with one of these stances, each once, in the order of the claims; machines are called machines."""
    wanted, names = frozenset(stances), dict[str, None]()
    for claim in claims:
        if claim["stance"] in wanted:
            method = str(claim.get("method") or "manual")
            how = "by a model" if method.startswith("model:") else _BY_MACHINE.get(method)
            names[claimant(claim) + (f" ({how})" if how else "")] = None
    return list(names)


def frame(fact: Fact) -> str:
    """The words that lead to "that …": who says it, who doubts it, or that it is only reported.

    `says that`, `it is reported that`, `X says, and Y doubts, that`, `Y denies that`.
    """
    return f"{_says(fact)} that"


def aside(fact: Fact) -> str:
    """The same as `frame`, to stand inside a sentence between commas: `it is reported`, `South Korea says`."""
    return _says(fact)


def _says(fact: Fact) -> str:
    claims = counting(fact["claims"])
    sure, reporting = speakers(claims, FOR), speakers(claims, {"reports"})
    against = [
        f"{listed(names, 3)} {_verb(stance, names)}"
        for stance in ("doubts", "denies")
        if (names := speakers(claims, {stance}))
    ]
    if fact["status"] == "denied" or (fact["status"] == "disputed" and not sure and not reporting):
        return " and ".join(against) or "it is disputed"
    said = f"{listed(sure, 3)} {_verb('says', sure)}" if sure else "it is reported"
    if fact["status"] == "disputed" and against:
        return f"{said}, and {' and '.join(against)},"
    return said


def _verb(third_person: str, names: Sequence[str]) -> str:
    if len(names) == 1:
        return third_person
    return {"says": "say", "doubts": "doubt", "denies": "deny"}[third_person]


def positions(fact: Fact) -> str:
    """Who takes which position, as in `asserted by Russia's ambassador, doubted by the Institute for the Study of War`.

    Reports are named only where nobody asserts or confirms: passing on is no position.
    """
    claims, parts = counting(fact["claims"]), []
    taken = any(claim["stance"] in FOR for claim in claims)
    for stance, participle in STANCES.items():
        names = speakers(claims, {stance})
        if names and not (stance == "reports" and taken):
            parts.append(f"{participle} by {listed(names, 3)}")
    return ", ".join(parts)


def doubters(fact: Fact) -> list[str]:
    """The claimants who doubt or deny a fact."""
    return speakers(counting(fact["claims"]), AGAINST)
