"""CAMEO, in which machine-coded event data say what was done: which codes there are, and which relation each says.

>>> relation_of("0841"), relation_of("043"), relation_of("195")
('releases_people_of', 'hosts_visit_of', 'bombards')
>>> code_named("express intent to meet or negotiate")
'036'
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graph.record import NoFactError
from graph.vocabulary import vocabulary
from graph.vocabulary.reading import read_yaml

STATEMENT = "a statement or an appeal (CAMEO 01 and 02), which is no deed of one of PLOVER's types"


@cache
def codes() -> Mapping[str, str]:
    """Every code of CAMEO 1.1 with its name."""
    return read_yaml(Path(__file__).with_name("cameo.yaml"))


@cache
def _codes_by_name() -> Mapping[str, str]:
    # A root and its residual code share a name ("Consult" is 04 and 040); events are coded with the latter.
    return {name.casefold(): code for code, name in codes().items()}


def code_named(name: str) -> str | None:
    """The code with this name, in any case of letters."""
    return _codes_by_name().get(name.strip().casefold())


def relation_of(code: str) -> str:
    """The relation that a code says. Raises NoFactError for statements and appeals, KeyError for what is no code of CAMEO.

    It follows the vocabulary, so that one place says which code is which relation.
    """
    if code not in codes():
        raise KeyError(code)
    found = vocabulary().by_cameo(code)
    if found is None:
        raise NoFactError(STATEMENT)
    return found.id
