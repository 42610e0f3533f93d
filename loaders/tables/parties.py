"""Who stands in a cell: a country, or an organisation that the vocabulary knows."""

from __future__ import annotations

from typing import Literal

from graph.vocabulary import vocabulary


def party(field: Literal["actor", "partner", "claimant"], name: str) -> dict[str, str]:
    """The record's fields for a side that may be a country or a known organisation.

    >>> party("actor", "European Union")
    {'actor': 'European Union', 'actor_kind': 'organisation'}
    >>> party("partner", "Korea, North")
    {'partner': 'Korea, North'}
    """
    if vocabulary().organisation(name) is None:
        return {field: name}
    return {field: name, f"{field}_kind": "organisation"}
