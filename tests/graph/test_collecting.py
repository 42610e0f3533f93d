"""The collector of cycles rests while something large is made, and then goes on."""

from __future__ import annotations

import gc

import pytest

from graph.collecting import uncollected


def test_the_collector_is_on_again_however_the_block_ends() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    with pytest.raises(ValueError, match="wrong"), uncollected():
        raise ValueError("wrong")
    assert gc.isenabled()


def test_it_stays_off_where_somebody_else_turned_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
