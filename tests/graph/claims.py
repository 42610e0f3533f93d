"""Claims for tests, in few words."""

from __future__ import annotations

from typing import Any

from graph.claims import Claim


def claim(by: str, stance: str, **told: Any) -> Claim:
    """A claim of `by`; its origin and party are its own unless told otherwise."""
    defaults: dict[str, Any] = {
        "id": f"c-{by}-{stance}-{told.get('day', '')}-{told.get('aspect', '')}",
        "source": "s",
        "origin": by,
        "party": by if len(by) == 3 else None,
        "day": "2024-01-01",
        "recorded_at": "2024-06-01T00:00:00.000000Z",
    }
    return Claim(by=by, stance=stance, **(defaults | told))
