"""What rows of machine-coded events have in common: two sides, a deed, a day, and nobody's word but the machine's.

How many articles tell an event is a note on it: a coder that reads the same agency's report ten times has one source.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.record import NoFactError
from loaders.tables.declaration import Fields

ONE_SIDE = "names a state or known organisation on one side at most"
SAME_STATE = "both sides are of one state"
REGION = "a side is a region, no single state"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event: a country (or an organisation), the sector of it that acts, and its name in the row."""

    name: str
    organisation: bool = False
    role: str | None = None
    detail: str | None = None


def between(actor: Side | None, partner: Side | None) -> Fields:
    """The fields of an event's two sides; whether a sector is the state's, the resolution says.

    Raises NoFactError where there are no two.

    >>> between(Side("USA", role="GOV", detail="OBAMA"), Side("org:EU", organisation=True))
    {'actor': 'USA', 'actor_role': 'GOV', 'actor_detail': 'OBAMA', 'partner': 'org:EU', 'partner_kind': 'organisation'}
    """
    if actor is None or partner is None:
        raise NoFactError(ONE_SIDE)
    if (actor.name, actor.organisation) == (partner.name, partner.organisation):
        raise NoFactError(SAME_STATE)
    return _fields("actor", actor) | _fields("partner", partner)


def deed(relation: str, key: str | None, since: str, said_on: str | None) -> Fields:
    """The fields of what was done, as a machine coded it."""
    told = {"relation": relation, "key": key, "since": since, "until": since, "said_on": said_on, "method": "machine"}
    return {name: value for name, value in told.items() if value is not None}


def _fields(side: str, told: Side) -> Fields:
    kind = "organisation" if told.organisation else None
    fields = {side: told.name, f"{side}_kind": kind, f"{side}_role": told.role, f"{side}_detail": told.detail}
    return {name: value for name, value in fields.items() if value is not None}
