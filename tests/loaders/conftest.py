"""A publisher that tests can fetch from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.loaders.publisher import Publisher, publishing


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A publisher on loopback."""
    with publishing() as opened:
        yield opened
