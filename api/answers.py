"""JSON answers, written by orjson: facts are plain dicts, so nothing has to be validated on the way out."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import Response


class JSONAnswer(Response):
    """A JSON body of plain values and JSON fragments."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The body's bytes."""
        return orjson.dumps(content)
