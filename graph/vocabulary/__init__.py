"""The vocabulary: relations, resources, units and organisations, as data that can be checked and extended.

`vocabulary()` is that of this process, with the user's own file (`BILAT_VOCABULARY`) where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from graph.settings import settings
from graph.vocabulary.building import build_organisations, build_relations, build_resources, build_units
from graph.vocabulary.models import Organisation, Phrases, Relation, Resource, Unit
from graph.vocabulary.reading import add_file, own_core, own_entries
from graph.vocabulary.words import Vocabulary, code_index, name_index, spelling

__all__ = [
    "Organisation",
    "Phrases",
    "Relation",
    "Resource",
    "Unit",
    "Vocabulary",
    "load_vocabulary",
    "spelling",
    "vocabulary",
]

_FOLDER = Path(__file__).parent


def load_vocabulary(extra: Path | None = None) -> Vocabulary:
    """Bilat's vocabulary, with the entries of a user's YAML file `extra` added to it.

    Raises UnusableError that names file, entry and field of the first thing that is wrong and what to do about it.
    """
    core, entries = own_core(_FOLDER), own_entries(_FOLDER)
    if extra is not None:
        add_file(entries, extra)
    relations = build_relations(entries["relations"], core)
    resources = build_resources(entries["resources"], core)
    units = build_units(entries["units"])
    organisations = build_organisations(entries["organisations"])
    words = Vocabulary(
        relations=MappingProxyType(relations),
        resources=MappingProxyType(resources),
        units=MappingProxyType(units),
        organisations=MappingProxyType(organisations),
        dimensions=MappingProxyType(core.dimensions),
        valuations=MappingProxyType(core.valuations),
        _names={
            "relations": name_index(relations, entries["relations"], lambda word: (word.label,)),
            "resources": name_index(resources, entries["resources"], lambda word: (word.name,)),
            "units": name_index(units, entries["units"], lambda word: (word.label,)),
            "organisations": name_index(organisations, entries["organisations"], lambda word: (word.name,)),
            "cameo": code_index(relations, entries["relations"], "cameo"),
            "hs": code_index(resources, entries["resources"], "hs"),
        },
        _kinds=_kinds(resources),
    )
    for ident, resource in resources.items():
        if resource.unit not in units:
            raise entries["resources"][ident].problem("unit", f"{resource.unit!r} is no unit; give the id of one")
    return words


def _kinds(resources: Mapping[str, Resource]) -> dict[str, frozenset[str]]:
    below: dict[str, set[str]] = {ident: set() for ident in resources}
    for ident, resource in resources.items():
        for each in resource.above:
            below[each].add(ident)
    return {ident: frozenset(kinds) for ident, kinds in below.items()}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of this process: Bilat's own and the file that `BILAT_VOCABULARY` names."""
    return load_vocabulary(settings().bilat_vocabulary)
