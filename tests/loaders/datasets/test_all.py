"""Every file of `shared/data` loads with counts that add up, and a second time changes nothing."""

from __future__ import annotations

import pytest

from tests.files import shared
from tests.loaders.datasets.world import World

FOLDERS = (
    "aid",
    "atop",
    "borders",
    "cameo",
    "codes",
    "cow_alliance",
    "cow_contiguity",
    "cow_diplomatic_exchange",
    "cow_igo",
    "cow_mid",
    "cow_states",
    "cow_trade",
    "cow_wars",
    "embassies",
    "gdelt",
    "gw_states",
    "icews",
    "plover",
    "polecat",
    "rivalries",
    "sanctions",
    "sipri_arms",
    "sipri_milex",
    "trade_baci",
    "trade_comtrade",
    "trade_imf_dots",
    "treaties",
    "ukraine_support",
    "unga",
    "visa",
)


def test_no_folder_is_forgotten() -> None:
    assert sorted(path.name for path in shared("data").iterdir() if path.is_dir()) == list(FOLDERS)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("folder", FOLDERS)
def test_counts_add_up_and_the_second_time_changes_nothing(world: World, folder: str) -> None:
    for name, (first, second, rejects) in world.load(folder).items():
        assert first.read == first.loaded + first.unchanged + first.rejected, name
        assert first.rejected == len(rejects), name
        assert first.rows <= sum(first.rows_without_fact.values()) + first.read, name
        assert first.notes == [], name
        assert (second.loaded, second.facts_created) == (0, 0), name
        assert second.unchanged == first.loaded + first.unchanged, name
        assert (second.rows, second.rejected) == (first.rows, first.rejected), name
        assert second.rows_without_fact == first.rows_without_fact, name
