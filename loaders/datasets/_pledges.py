"""What alliances pledge, for the datasets that code them: a pledge has a direction, being allied has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loaders.tables.declaration import Fields
from loaders.tables.row import TableRow
from loaders.tables.spells import Spell, within_its_time

DEFENCE = "pledges_defence_to"
OFFENCE = "pledges_offence_with"
NEUTRALITY = "pledges_neutrality_to"
NON_AGGRESSION = "pledges_nonaggression_with"
CONSULTATION = "pledges_consultation_with"

# Who pledges no more than neutrality, consultation or non-aggression has not bound itself to fight beside the other.
_ALLYING = frozenset({DEFENCE, OFFENCE})

NO_PLEDGE = "pledges nothing in this direction"


def pledges(row: TableRow, columns: Mapping[str, str]) -> list[str]:
    """The relations of the columns that are 1; an empty or missing one says nothing."""
    return [relation for column, relation in columns.items() if row.flag(column)]


def allies(relations: Iterable[str]) -> bool:
    """Whether somebody who pledges these is an ally."""
    return not _ALLYING.isdisjoint(relations)


def alliance(key: str, name: str) -> Fields:
    """The fields of a record that is part of an alliance."""
    return {"event": key, "event_name": name, "event_kind": "alliance"}


def between(one: str, relation: str, other: str, spell: Spell) -> Fields:
    """What one state (by its Correlates of War number) has pledged to another, or that both are allied, for a time."""
    actor, partner = f"cow:{one}", f"cow:{other}"
    since, until = within_its_time(partner, within_its_time(actor, spell))
    return {"actor": actor, "relation": relation, "partner": partner, "since": since, "until": until}


def party(member: str, spell: Spell, key: str) -> Fields:
    """That a state is a member of an alliance for a time; `key` is the alliance's, or that of a second time."""
    actor = f"cow:{member}"
    since, until = within_its_time(actor, spell)
    return {"actor": actor, "relation": "party_to", "since": since, "until": until, "level": "in_force", "key": key}
