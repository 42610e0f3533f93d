"""Direct contiguity against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.telling import told
from tests.loaders.datasets.world import Spot, World, spot

contiguous = partial(spot, source="dataset:cow_contiguity:", by="org:correlates_of_war_project")

SPOTS = [
    contiguous("2-20, 1945 to 2016", "CAN", "borders", "USA", since="../1945", until="2016/..", level=None),
    contiguous("2-31, 1973 to 2016", "BHS", "near_by_sea", "USA", since="1973", until="2016/..", level="150_miles"),
    contiguous("2-365, 1959 to 1991", "SUN", "near_by_sea", "USA", since="1959", level="12_miles"),
    contiguous("2-365, to 2016", "RUS", "near_by_sea", "USA", until="2016/..", level="12_miles"),
    contiguous("255-380, 1990 to 2016", "DEU", "near_by_sea", "SWE", since="1990", until="2016/..", level="150_miles"),
    contiguous("260-265, 1955 to 1990", "DDR", "borders", "DEU", since="1955", until="1990"),
    contiguous("345-350, to 1993", "GRC", "borders", "YUG", since="../1945"),
    contiguous("355-365, 2014 to 2016", "BGR", "near_by_sea", "RUS", since="2014", until="2016/..", level="400_miles"),
    contiguous("365-740, 1945", "JPN", "near_by_sea", "SUN", since="../1945", until="1945", level="24_miles"),
    contiguous("710-731, 1948 to 2016", "CHN", "borders", "PRK", since="1948", until="2016/.."),
    contiguous("710-817, 1954 to 1975", "CHN", "near_by_sea", "COW-817", since="1954", until="1975", level="150_miles"),
    contiguous("731-732, 1949 to 2016", "KOR", "borders", "PRK", since="1949", until="2016/..", stance="asserts"),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("cow_contiguity")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("cow_contiguity")["contdird.csv"]
    assert loaded.first.rows == 9_406
    assert loaded.rejects == []
    assert set(loaded.first.rows_without_fact) == {"goes on from the year before (one record tells an unbroken run)"}


def test_other_dyads_and_codes(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        "state1no,state2no,year,conttype",
        "210,211,2020,1",
        "211,210,2020,1",
        "210,211,2021,1",
        "210,200,2021,9",
        "210,nobody,2021,1",
        "210,211,soon,1",
        "210,211",
    )
    assert "Belgium borders Netherlands, ../2020, 2021/.." in said
    assert any("conttype has the code '9'" in each for each in said)
    assert sum(each.startswith("rejected") for each in said) == 4, said
