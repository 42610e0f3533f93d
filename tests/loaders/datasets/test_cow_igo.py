"""Shared memberships in organisations against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.telling import told
from tests.loaders.datasets.world import Spot, World, spot

sharing = partial(
    spot, source="dataset:cow_igo:", by="org:correlates_of_war_project", unit="memberships", method="dataset"
)

SPOTS = [
    sharing("line 421", "RUS", "shares_memberships_with", "USA", since="1874", until="1874", quantity=1),
    sharing("lines 425 to 436", "RUS", "shares_memberships_with", "USA", since="1878", until="1889", quantity=3),
    sharing("lines 455 to 458", "RUS", "shares_memberships_with", "USA", since="1908", until="1911", quantity=15),
    sharing("lines 470, 471", "SUN", "shares_memberships_with", "USA", since="1923", until="1924", quantity=8),
    sharing("line 538", "SUN", "shares_memberships_with", "USA", since="1991", until="1991", quantity=37),
    sharing("line 561", "RUS", "shares_memberships_with", "USA", since="2014", until="2014/..", quantity=55),
    sharing("lines 1809 to 1818", "DDR", "shares_memberships_with", "DEU", since="1955", until="1964", quantity=5),
    sharing("lines 1840 to 1843", "DDR", "shares_memberships_with", "DEU", since="1986", until="1989", quantity=26),
    sharing("lines 2980 to 2988", "PRK", "shares_memberships_with", "SUN", since="1956", until="1964", quantity=2),
    sharing("lines 3032 to 3036", "PRK", "shares_memberships_with", "RUS", since="2008", until="2012", quantity=23),
    sharing("line 4063", "CHN", "shares_memberships_with", "PRK", since="2014", until="2014/..", quantity=31),
    sharing("lines 4168 to 4180", "KOR", "shares_memberships_with", "PRK", since="1961", until="1973", quantity=1),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("cow_igo")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("cow_igo")["cow_igo_ndy.csv"]
    assert (loaded.first.rows, loaded.rejects) == (4_519, [])
    assert loaded.first.rows_without_fact == {
        "they share no membership in that year": 861,
        "goes on from the year before (one record tells an unbroken run)": 1_133,
    }


def test_other_dyads_and_codes(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        "ccode1,ccode2,year,dyadigos",
        "210,200,2018,80",
        "200,210,2019,80",
        "200,210,2020,-9",
        "200,4711,2020,3",
        "200,210,2020,many",
        "200,210,,3",
        "200,210,2020",
    )
    assert "United Kingdom shares memberships with Netherlands, ../2018, 2019/.." not in said
    assert "without fact: the number of shared memberships is missing" in said
    assert sum(each.startswith("rejected") for each in said) == 3, said
