"""During a load Python looks for garbage seldom, and afterwards as before."""

from __future__ import annotations

import gc

from loaders.collecting import seldom


def test_afterwards_it_is_as_before() -> None:
    before = gc.get_threshold()
    with seldom():
        assert gc.get_threshold()[0] > 100 * before[0]
        assert gc.isenabled()
    assert gc.get_threshold() == before
