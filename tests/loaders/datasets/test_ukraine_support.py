"""The Ukraine Support Tracker's website tables against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.slices import slice_of
from tests.loaders.datasets.world import Spot, World, spot

told = partial(
    spot, source="dataset:ukraine_support:", by="org:kiel_institute_for_the_world_economy",
    origin="ukraine_support_announcements",
)  # fmt: skip
allocated = partial(told, modality="contracted", unit="EUR")
committed = partial(told, modality="promised", unit="EUR", resource=None)
weapons = partial(told, modality="contracted", unit="pieces", value_unit="EUR", since="../2026-08-04")

SPOTS = [
    allocated("Germany, 2022-12, financial", "DEU", "finances", "UKR", resource="money", since="2022-12", until="2022-12",
              quantity=200_000_000),
    allocated("Germany, 2022-12, humanitarian", "DEU", "aids", "UKR", resource="relief_goods", since="2022-12",
              quantity=309_176_000),
    allocated("Germany, 2022-12, military", "DEU", "supplies", "UKR", resource="military_assistance", since="2022-12",
              quantity=480_921_000),
    committed("Germany, 2022-12, commitments", "DEU", "aids", "UKR", since="2022-12", quantity=755_176_000),
    committed("EU institutions, 2022-02", "org:EU_INSTITUTIONS", "aids", "UKR", since="2022-02", quantity=1_200_000_000),
    allocated("EU institutions, 2022-03, financial", "org:EU_INSTITUTIONS", "finances", "UKR", resource="money",
              since="2022-03", quantity=1_270_500_000),
    committed("Japan, 2023-02", "JPN", "aids", "UKR", since="2023-02", quantity=5_154_922_000),
    allocated("Turkiye, 2022-08, military", "TUR", "supplies", "UKR", resource="military_assistance", since="2022-08",
              quantity=66_243_000),
    allocated("China, 2022-03, humanitarian", "CHN", "aids", "UKR", resource="relief_goods", since="2022-03",
              quantity=2_145_000),
    allocated("United States, 2023-05, military", "USA", "supplies", "UKR", resource="military_assistance",
              since="2023-05", quantity=2_263_630_000),
    weapons("Poland, tanks", "POL", "supplies", "UKR", resource="tanks", quantity=318, value=536_800_518),
    weapons("Germany, air defence", "DEU", "supplies", "UKR", resource="air_defence", quantity=19, value=3_880_245_637,
            key="ukst:heavy weapons:Air Defense"),
    weapons("United States, MLRS", "USA", "supplies", "UKR", resource="rocket_launchers", quantity=41),
]  # fmt: skip


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("ukraine_support")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("ukraine_support")
    assert {
        name: (each.first.rows, each.first.read, each.rejects) for name, each in loaded.items() if "MAIN" not in name
    } == {
        "data_explorer.csv": (830, 1_728, []),
        "eu_aid_shares.csv": (27, 0, []),
        "release_info.csv": (1, 0, []),
        "total_allocations.csv": (52, 0, []),
        "weapons.csv": (61, 61, []),
    }
    assert loaded["data_explorer.csv"].first.rows_without_fact == {"no aid that month": 4}


def test_other_rows(tmp_path: Path) -> None:
    header = "country,iso,year,month,total,financial,humanitarian,military,commitments,to_be_allocated,gdp,pct_gdp"
    made = slice_of(
        tmp_path, "ukraine_support", header,
        "Kosovo,XKX,2027,13,0,0,0,0.5,0,0,0,0", "Kosovo,XKX,2027,1,0,,,NA,0,0,0,0", "Kosovo,XKX,2027,1,0,x,0,0,0,0,0,0",
    )  # fmt: skip
    assert made.records == []
    assert made.without == ["no aid that month"]
    assert made.rejected == ["month is 13, and there is no such date (2027-…)", "financial is 'x', which is no number"]
    made = slice_of(
        tmp_path, "ukraine_support", "donor,category,number_of_weapons,monetary_value_eur,weapons_list",
        "Kosovo,Catapults,3,5,x", "Kosovo,Tanks,,NA,",
    )  # fmt: skip
    assert "category has the code 'Catapults'" in made.rejected[0]
    assert "quantity" not in made.records[0]
    assert "value_unit" not in made.records[0]
