"""COW trade against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.slices import slice_of
from tests.loaders.datasets.world import Spot, World, spot

trade = partial(spot, source="dataset:cow_trade:", by="org:correlates_of_war_project", resource="goods", unit="USD")

HEADER = "ccode1,ccode2,year,importer1,importer2,flow1,flow2,source1,source2"
SPOTS = [
    trade("2-255, 1870: flow1 27", "DEU", "exports_to", "USA", since="1870", until="1870", quantity=27_000_000),
    trade("2-255, 1870: flow2 42", "USA", "exports_to", "DEU", since="1870", quantity=42_000_000),
    trade("300-345, 1910: flow1 3.51", "SRB", "exports_to", "COW-300", since="1910", quantity=3_510_000),
    trade("255-365, 1935: flow1 81", "SUN", "exports_to", "DEU", since="1935", quantity=81_000_000),
    trade("2-365, 1991: flow2 3935.36", "USA", "exports_to", "SUN", since="1991", quantity=3_935_360_000),
    trade("2-365, 1992: flow1 511.1", "RUS", "exports_to", "USA", since="1992", quantity=511_100_000),
    trade("2-710, 1990: flow1 16295.8", "CHN", "exports_to", "USA", since="1990", quantity=16_295_800_000),
    trade("710.1-713, 2007: flow1 37979.71", "TWN", "exports_to", "HKG", since="2007", quantity=37_979_710_000),
    trade("710.1-713, 2007: flow2 1824.902", "HKG", "exports_to", "TWN", since="2007", quantity=1_824_902_000),
    trade("2-731, 1992: flow2 0.55 (flow1 is 0)", "USA", "exports_to", "PRK", since="1992", quantity=550_000),
    trade("345-365, 1992: flow1 1032.4", "RUS", "exports_to", "SCG", since="1992", quantity=1_032_400_000),
    trade("2-345, 2009: flow1 58.36", "SRB", "exports_to", "USA", since="2009", quantity=58_360_000),
    trade(
        "731-732, 2005: flow2 35.64", "PRK", "exports_to", "KOR", since="2005", quantity=35_640_000, method="dataset"
    ),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("cow_trade")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("cow_trade")["Dyadic_COW_trade.csv"]
    assert (loaded.first.rows, loaded.first.read, loaded.rejects) == (18_884, 24_383, [])
    assert loaded.first.rows_without_fact == {"no trade that year, or nothing known of it": 4_980}


def test_missing_is_no_number(tmp_path: Path) -> None:
    made = slice_of(
        tmp_path, "cow_trade", HEADER,
        "2,20,1920,United States,Canada,611.86,735.48,1,1",
        "2,40,2014,United States,Cuba,-9,299.0562,1,1",
        "2,41,1901,United States,Haiti,-9,-9,-9,-9",
        "2,42,1901,United States,Dominican Republic,many,1,1,1",
    )  # fmt: skip
    assert [record["quantity"] for record in made.records] == [611_860_000, 735_480_000, 299_056_200]
    assert made.without == ["no trade that year, or nothing known of it"]
    assert made.rejected == ["flow1 is 'many', which is no number"]
