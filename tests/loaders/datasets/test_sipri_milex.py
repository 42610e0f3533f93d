"""SIPRI's military expenditure is recognised, and tells nothing between two states."""

from __future__ import annotations

import pytest

from tests.loaders.datasets.world import World

NOTHING = "what one state spends on its own military is nothing between two states"


@pytest.mark.parametrize(("file", "rows"), [("SIPRI-Milex-data-1948-2023.xlsx", 192), ("sipri-milex-data.csv", 173)])
def test_no_row_tells_a_fact(world: World, file: str, rows: int) -> None:
    loaded = world.load("sipri_milex")[file]
    assert (loaded.first.rows, loaded.first.read, loaded.rejects) == (rows, 0, [])
    assert loaded.first.rows_without_fact == {NOTHING: rows}
