"""What was calculated, and where its formula comes from: stands in each answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from graph.ties import Tie


@dataclass(frozen=True, slots=True)
class Method:
    """A method as it can be cited: its name, its formula in words and signs, and its source."""

    name: str
    formula: str
    source: str

    def as_json(self) -> dict[str, str]:
        """The method as it stands in an answer."""
        return asdict(self)


Pair = tuple[str, str]


def weights(ties: Iterable[Tie], unit: str | None, *, both_ways: bool) -> dict[Pair, float]:
    """The weight from each actor to each recipient: facts, or what they add up to in the unit; only positive ones.

    A symmetric relation has no direction: it is left out, or with `both_ways` counts in both.
    """
    found: dict[Pair, float] = defaultdict(float)
    for tie in ties:
        if tie.relation.symmetric and not both_ways:
            continue
        found[tie.actor, tie.recipient] += tie.weight(unit)
        if tie.relation.symmetric:
            found[tie.recipient, tie.actor] += tie.weight(unit)
    return {pair: weight for pair, weight in found.items() if weight > 0}


def undirected(directed: Mapping[Pair, float]) -> dict[Pair, float]:
    """The weights of unordered pairs: the sum of both directions.

    >>> undirected({("a", "b"): 1, ("b", "a"): 2})
    {('a', 'b'): 3.0}
    """
    found: dict[Pair, float] = defaultdict(float)
    for (one, other), weight in directed.items():
        found[min(one, other), max(one, other)] += weight
    return dict(found)


def names(ties: Iterable[Tie]) -> dict[str, str]:
    """The names of all sides by their ids."""
    found: dict[str, str] = {}
    for tie in ties:
        found[tie.actor] = tie.actor_name
        found[tie.recipient] = tie.recipient_name
    return found
