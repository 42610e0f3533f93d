"""What middlewares read of a request without making an object of it: they stand before every answer."""

from __future__ import annotations

from starlette.types import Scope


def header(scope: Scope, name: bytes) -> bytes:
    """The first value of a header, by its name in lower case; empty where it isn't given."""
    values: list[tuple[bytes, bytes]] = scope["headers"]
    return next((value for key, value in values if key == name), b"")
