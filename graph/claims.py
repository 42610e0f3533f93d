"""Claims: one actor's stance on one fact in one source, as they stand in the graph.

In Neo4j a claim is the relationship (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(:Fact); here it is one tuple
with the same properties, made by the loaders and by the readers alike, so that every rule over claims
(`graph/assessment.py`) is written once. A million of them are made in a load, hence a tuple: Python makes it five times as
fast as a frozen object.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal, NamedTuple, get_args

from graph.ids import fold, hashed

Stance = Literal["asserts", "confirms", "doubts", "denies", "reports"]
Aspect = Literal["existence", "attribution", "quantity", "date", "quality", "purpose"]
RetractionKind = Literal["withdrawn", "our_error"]

STANCES: tuple[str, ...] = get_args(Stance)
ASPECTS: tuple[str, ...] = get_args(Aspect)
AFFIRMING = frozenset({"asserts", "confirms"})
SUPPORTING = frozenset({"asserts", "confirms", "reports"})
OPPOSING = frozenset({"doubts", "denies"})
COUNTING_ASPECTS = frozenset({"existence", "attribution"})


class Claim(NamedTuple):
    """One claim with its properties (DESIGN section 3).

    `by` is the claimant's id and `stance` the relationship's type in small letters; the other fields are the
    relationship's properties. `day` is what `known_at` compares: the last possible day of said_on, else of
    source_published_on, else of recorded_at. `party` is the country that the claimant is or belongs to. Dates are EDTF,
    instants ISO 8601 in UTC.
    """

    by: str
    stance: str
    id: str
    source: str
    origin: str
    day: str
    recorded_at: str
    aspect: str = "existence"
    party: str | None = None
    said_on: str | None = None
    source_published_on: str | None = None
    quote: str | None = None
    locator: str | None = None
    note: str | None = None
    confidence: float | None = None
    method: str = "manual"
    place: str | None = None
    level: str | None = None
    since: str | None = None
    until: str | None = None
    quantity: float | None = None
    quantity_low: float | None = None
    quantity_high: float | None = None
    unit: str | None = None
    approximate: bool | None = None
    value: float | None = None
    value_unit: str | None = None
    claimant_detail: str | None = None
    actor_detail: str | None = None
    actor_role: str | None = None
    partner_detail: str | None = None
    partner_role: str | None = None
    retracted_at: str | None = None
    retracted_on: str | None = None
    retraction_kind: str | None = None
    retraction_reason: str | None = None

    @classmethod
    def of(cls, by: str, stance: str, properties: Mapping[str, Any]) -> Claim:
        """The claim that a relationship of the graph holds; `stance` may be the relationship's type."""
        return cls(by, stance.lower(), **{name: value for name, value in properties.items() if name in _PROPERTIES})

    def properties(self) -> dict[str, Any]:
        """What the relationship keeps: every field that is there, without its two ends."""
        return {name: value for name, value in zip(PROPERTIES, self[2:], strict=True) if value is not None}

    @property
    def type(self) -> str:
        """The relationship's type."""
        return self.stance.upper()

    def identity(self, fact: str) -> str:
        """The claim's id: a hash of its fact's id and of every field that its record gave."""
        return hashed("c", [fact, self.by, self.stance, *_TOLD_OF(self)])

    def recorded(self, at: str) -> Claim:
        """The claim as recorded at the instant `at`, which is also its day where nobody gave one.

        One that comes from another graph was recorded there, and stays so.
        """
        return self if self.recorded_at else self._replace(recorded_at=at, day=self.day or at[:10])

    def live(self, known_at: str | None = None, recorded_by: str | None = None) -> bool:
        """Whether the claim stood: said by the day `known_at`, recorded by the instant `recorded_by`, not retracted.

        A claim withdrawn by who said it stood until that day; one recorded by our own error never did. With
        `recorded_by` only the retractions that were recorded by then are known of.
        """
        if recorded_by is not None and self.recorded_at > recorded_by:
            return False
        if known_at is not None and self.day > known_at:
            return False
        if self.retracted_at is None or (recorded_by is not None and self.retracted_at > recorded_by):
            return True
        if known_at is None or self.retraction_kind == "our_error":
            return False
        return self.retracted_on is not None and known_at < self.retracted_on


def claim_id(fact: str, by: str, stance: str, told: Mapping[str, Any]) -> str:
    """The id of the claim with these fields, where absent ones may be left out; see `Claim.identity`."""
    return hashed("c", [fact, by, stance, *map(told.get, TOLD)])


PROPERTIES = Claim._fields[2:]
_PROPERTIES = frozenset(PROPERTIES)
_RESOLVED = {
    "id",
    "day",
    "party",
    "recorded_at",
    "retracted_at",
    "retracted_on",
    "retraction_kind",
    "retraction_reason",
}
TOLD = tuple(sorted(_PROPERTIES - _RESOLVED))
"""What a claim's id is made of, behind its fact's id, its claimant's and its stance: all that its record gave."""
_TOLD_OF = attrgetter(*TOLD)


@lru_cache(maxsize=65_536)
def origin_key(origin: str) -> str:
    """What makes two origins one: a country's id, or the folded name behind `org:` and `person:`.

    >>> origin_key("Reuters") == origin_key("org:reuters")
    True
    """
    return fold(origin.removeprefix("org:").removeprefix("person:"))
