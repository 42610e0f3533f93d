"""The two collections of queries: hostile ones with the answer that each has to get, and honest ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Hostile:
    """A query that has to be turned away, with the HTTP status and a piece of the reason."""

    group: str
    query: str
    parameters: dict[str, Any]
    status: int
    reason: str

    @property
    def title(self) -> str:
        """Its group and beginning, for the list of tests."""
        return f"{self.group}: {self.query[:60]!r}"


@cache
def hostile() -> list[Hostile]:
    """What `hostile.yaml` holds."""
    groups: dict[str, list[dict[str, Any]]] = yaml.safe_load((_FOLDER / "hostile.yaml").read_text(encoding="utf-8"))
    return [_hostile(group, entry) for group, entries in groups.items() for entry in entries]


def _hostile(group: str, entry: dict[str, Any]) -> Hostile:
    piece, times = entry.get("repeat", ["", 0])
    query = entry["query"].replace("{}", piece * times) if times else entry["query"]
    return Hostile(group, query, entry.get("parameters", {}), entry["status"], entry["reason"])


@cache
def honest() -> list[str]:
    """What `honest.yaml` holds."""
    queries: list[str] = yaml.safe_load((_FOLDER / "honest.yaml").read_text(encoding="utf-8"))
    return queries


HONEST_PARAMETERS = {
    "pattern": "(?i).*korea.*", "set": "f1", "use": 1, "a": "PRK", "b": "RUS", "ids": ["PRK"], "q": "troops",
    "label": "Country", "map": {"key": 1}, "list": [1],
}  # fmt: skip
"""Values for the parameters that honest queries name."""
