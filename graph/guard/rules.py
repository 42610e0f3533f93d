"""The guard's lists, read once from `allowed.yaml` beside this module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

import yaml


class Group(TypedDict):
    """Names that are on a list for one reason."""

    reason: str
    names: list[str]


@dataclass(frozen=True)
class Rules:
    """The lists by purpose: words in capitals, functions and procedures in small letters, operators as Neo4j says them.

    `refused_…` give the reason for each word (anywhere, or as the first), and for each two words in a row.
    """

    first_words: frozenset[str]
    refused_first_words: Mapping[str, str]
    refused_words: Mapping[str, str]
    refused_pairs: Mapping[tuple[str, str], str]
    before_bracket: frozenset[str]
    functions: frozenset[str]
    procedures: frozenset[str]
    operators: frozenset[str]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The lists of `allowed.yaml`.

    >>> rules().refused_pairs["LOAD", "CSV"]
    "reads files or addresses on the database's machine"
    """
    text = Path(__file__).with_name("allowed.yaml").read_text(encoding="utf-8")
    found: dict[str, Group | list[Group]] = yaml.safe_load(text)
    groups = {name: [part] if isinstance(part, dict) else part for name, part in found.items()}
    pairs = [(pair.split(), reason) for pair, reason in _reasons(groups["refused_pairs"])]
    return Rules(
        first_words=_names(groups["first_words"]),
        refused_first_words=dict(_reasons(groups["refused_first_words"] + groups["refused_words"])),
        refused_words=dict(_reasons(groups["refused_words"])),
        refused_pairs={(first, second): reason for (first, second), reason in pairs},
        before_bracket=_names(groups["before_bracket"]),
        functions=frozenset(name.lower() for name in _names(groups["functions"])),
        procedures=frozenset(name.lower() for name in _names(groups["procedures"])),
        operators=_names(groups["operators"]),
    )


def _names(groups: Iterable[Group]) -> frozenset[str]:
    return frozenset(name for group in groups for name in group["names"])


def _reasons(groups: Iterable[Group]) -> list[tuple[str, str]]:
    return [(name, group["reason"]) for group in groups for name in group["names"]]
