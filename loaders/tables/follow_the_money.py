"""Entities in FollowTheMoney's JSON Lines, of which some speak of others by their ids."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.record import RecordError
from loaders.tables.documents import Documents
from loaders.tables.layouts import Cells

# The country whose body a sanction is on (ISO 3166-1 alpha-2), where it is a public body and not a person or company.
STATE = "(sanctioned state)"


@dataclass(frozen=True, slots=True)
class Entities:
    """FollowTheMoney: an entity a line, with its schema and its properties (lists of texts, JSON in the cell).

    A row that names a public body of the same file as its `entity` has that body's country in the column
    `(sanctioned state)`. The file is read twice for that; only the public bodies are remembered.
    """

    endings: tuple[str, ...] = (".json", ".jsonl")

    def header(self, path: Path) -> list[str] | None:
        """The keys of the first entity."""
        return Documents(self.endings).header(path)

    def rows(self, path: Path) -> Iterator[tuple[int, Cells | RecordError]]:
        """Each entity, in the order of the lines."""
        states = dict(self._public_bodies(path))
        for line, cells in Documents(self.endings).rows(path):
            if isinstance(cells, RecordError):
                yield line, cells
                continue
            told = [states[each] for each in properties(cells).get("entity", ()) if each in states]
            yield line, {**cells, STATE: told[0]} if told else cells

    def _public_bodies(self, path: Path) -> Iterator[tuple[str, str]]:
        for _, cells in Documents(self.endings).rows(path):
            if not isinstance(cells, RecordError) and cells.get("schema") == "PublicBody":
                countries = properties(cells).get("country") or properties(cells).get("jurisdiction") or [""]
                yield cells.get("id", ""), str(countries[0])


def properties(cells: Cells) -> dict[str, list[Any]]:
    """The properties of an entity; none where they aren't what FollowTheMoney writes."""
    try:
        found = json.loads(cells.get("properties", "") or "{}")
    except json.JSONDecodeError:
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(name): value for name, value in pairs if isinstance(value, list)}
