"""During a load Python looks for garbage seldom, and afterwards as before."""

from __future__ import annotations

import gc

from loaders.collecting import seldom


def test_afterwards_it_is_as_before() -> None:
    others = gc.get_threshold()  # an API in this process may have set it
    gc.set_threshold(700, 10, 10)
    try:
        with seldom():
            assert gc.get_threshold()[0] > 100 * 700
            assert gc.isenabled()
        assert gc.get_threshold() == (700, 10, 10)
    finally:
        gc.set_threshold(*others)
