"""What states do to each other in militarised disputes and wars, for the datasets that code them.

Hostility levels, actions and levels of fatality are those of the Militarized Interstate Dispute data (release 5): a level
of 1 is no militarised action, 2 a threat, 3 a display and 4 a use of force, 5 war.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from loaders.tables.declaration import Fields
from loaders.tables.row import TableRow
from loaders.tables.spells import Spell, numbered

HOSTILITY: Mapping[str, int] = {"0": 1, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
USE_OF_FORCE, WAR = 4, 5

_BY_HOSTILITY = {2: "threatens_force_against", 3: "mobilizes_against", 4: "assaults", 5: "assaults"}
# Uses of force that are known for something milder, or more exact, than an attack.
_BY_ACTION = {13: "blockades", 14: "occupies", 15: "coerces", 18: "threatens_force_against"}

ACTIONS = {
    0: "no militarised action", 1: "threat to use force", 2: "threat to blockade", 3: "threat to occupy territory",
    4: "threat to declare war", 5: "threat to use chemical, biological or radiological weapons",
    6: "threat to join a war", 7: "show of force", 8: "alert", 9: "nuclear alert", 10: "mobilisation",
    11: "fortification of a border", 12: "border violation", 13: "blockade", 14: "occupation of territory",
    15: "seizure", 16: "attack", 17: "clash", 18: "declaration of war",
    19: "use of chemical, biological or radiological weapons", 20: "begin of an interstate war",
    21: "joining of an interstate war",
}  # fmt: skip

# Least and greatest number of dead of each level of fatality.
_FATALITY: Mapping[str, tuple[int, int | None]] = {
    "0": (0, 0), "1": (1, 25), "2": (26, 100), "3": (101, 250), "4": (251, 500), "5": (501, 999), "6": (1000, None),
}  # fmt: skip

NO_ACTION = "took no militarised action, and none of its soldiers is known to have died"
NO_OPPONENT = "no opponent of that time is in the file"


class Deed(NamedTuple):
    """The most hostile thing that one side did: its hostility level, and its action where that is known."""

    hostility: int
    action: int | None = None

    @property
    def relation(self) -> str | None:
        """The relation that says it, where the other side didn't use force; None where it did nothing."""
        if self.hostility == USE_OF_FORCE and self.action in _BY_ACTION:
            return _BY_ACTION[self.action]
        return _BY_HOSTILITY.get(self.hostility)

    @property
    def told(self) -> str:
        """The action in words."""
        if self.action is not None and self.action in ACTIONS:
            return ACTIONS[self.action]
        return ("", "no militarised action", "threat", "display of force", "use of force", "war")[self.hostility]


def deed(row: TableRow, hostility: str, action: str | None) -> Deed:
    """The deed of a row's side; an action that release 5 doesn't know leaves only its level."""
    number = row.whole(action) if action else None
    return Deed(row.choice(hostility, HOSTILITY), number if number in ACTIONS else None)


def dispute(number: str) -> Fields:
    """The fields of a record that is part of a dispute."""
    return {"event": f"mid:{number}", "event_name": f"MID {number}", "event_kind": "dispute"}


def between(one: str, other: str, ours: Deed, theirs: Deed, spell: Spell, key: str) -> Iterator[Fields]:
    """What two opponents (by Correlates of War number) did to each other: they fight where both used force, otherwise
    each did what it did."""
    dated = {"since": spell.since, "until": spell.until, "key": key}
    if min(ours.hostility, theirs.hostility) >= USE_OF_FORCE:
        level = "war" if ours.hostility == theirs.hostility == WAR else "use_of_force"
        note = f"highest action: {ours.told} ({one}), {theirs.told} ({other})"
        yield {
            "actor": f"cow:{one}",
            "relation": "fights",
            "partner": f"cow:{other}",
            "level": level,
            "note": note,
        } | dated
        return
    for actor, partner, did in ((one, other, ours), (other, one, theirs)):
        if did.relation is not None:
            yield {
                "actor": f"cow:{actor}",
                "relation": did.relation,
                "partner": f"cow:{partner}",
                "note": f"highest action: {did.told}",
            } | dated


def losses(state: str, opponent: str, dead: Fields, spell: Spell, key: str) -> Fields:
    """How many soldiers of a state died; `opponent` is empty where it had several, or nobody knows."""
    return {
        "actor": f"cow:{state}",
        "relation": "suffers_losses_from",
        "partner": f"cow:{opponent}" if opponent else None,
        "unit": "people",
        "since": spell.since,
        "until": spell.until,
        "key": key,
    } | dead


def fatality(row: TableRow, level: str, precise: str | None = None) -> Fields | None:
    """The dead of one side as numbers: exact where they are known, otherwise the range of their level; None where nobody
    died or nothing is known."""
    number = row.whole(precise) if precise else None
    if number:
        return {"quantity": number}
    coded = row.text(level)
    if coded is None:
        return None
    low, high = row.choice(level, _FATALITY)
    if not low:
        return None
    return {"quantity_low": low, "quantity_high": high}


def key_in(number: str, place: int) -> str:
    """The key of what a pair did in a dispute; `place` counts the pair's spells in it from 0."""
    return numbered(f"mid:{number}", place)
