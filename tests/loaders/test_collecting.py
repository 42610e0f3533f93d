"""During a load Python looks for garbage seldom, and afterwards as before."""

from __future__ import annotations

import gc

import pytest

from loaders.collecting import seldom


def test_afterwards_it_is_as_before() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), seldom():
        assert gc.get_threshold()[0] > 100 * before[0]
        assert gc.isenabled()
        raise KeyError
    assert gc.get_threshold() == before
