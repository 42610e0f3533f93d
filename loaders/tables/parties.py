"""Who stands in a cell: a country, or an organisation that the vocabulary knows."""

from __future__ import annotations

from typing import Literal

from graph.countries import countries
from graph.record import NoFactError
from graph.vocabulary import vocabulary

NO_STATE = "names no single state"


def single_state(name: str) -> str:
    """The name, unless it is known to stand for no state ("World"): then the row tells no fact.

    The pipeline finds that out for each record; a mapping that makes several of one row asks here, so that it is counted
    one time.

    >>> single_state("imf:110")
    Traceback (most recent call last):
    graph.record.NoFactError: names no single state: advanced economies
    """
    if what := countries().aggregate(name):
        raise NoFactError(f"{NO_STATE}: {what}")
    return name


def pair(one: str, other: str) -> tuple[str, str]:
    """Two sides in one order, whichever of them a row names first: the shorter number, then the smaller.

    >>> pair("20", "2"), pair("2", "710.1")
    (('2', '20'), ('2', '710.1'))
    """
    first, second = sorted((one, other), key=lambda name: (len(name), name))
    return first, second


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
