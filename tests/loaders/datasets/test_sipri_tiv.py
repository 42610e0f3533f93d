"""SIPRI's volumes of arms exports against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.slices import slice_of
from tests.loaders.datasets.world import Spot, World, spot

volume = partial(
    spot, source="dataset:sipri_tiv:", by="org:stockholm_international_peace_research_institute",
    origin="sipri_register", method="computed", resource="weapons", unit="TIV_million",
)  # fmt: skip

SPOTS = [
    volume("USA, China, 1985", "USA", "supplies", "CHN", since="1985", until="1985", quantity=98),
    volume("USA, South Korea, 1950", "USA", "supplies", "KOR", since="1950", quantity=152),
    volume("USA, Ukraine, 2018", "USA", "supplies", "UKR", since="2018", quantity=16),
    volume("USR, North Korea, 1950", "SUN", "supplies", "PRK", since="1950", quantity=861),
    volume("USR, North Korea, 1991", "SUN", "supplies", "PRK", since="1991", quantity=53),
    volume("RUS, China, 1992", "RUS", "supplies", "CHN", since="1992", quantity=1023),
    volume("CHI, North Korea, 1958", "CHN", "supplies", "PRK", since="1958", quantity=463),
    volume("ISR, Viet Nam: 0 is less than half a million", "ISR", "supplies", "VNM", quantity=None, quantity_low=0,
           quantity_high=0.5),
    volume("KON, Iran, 1982", "PRK", "supplies", "IRN", since="1982", quantity=141),
    volume("VNS, Laos, 1970", "COW-817", "supplies", "LAO", since="1970", quantity=4),
    volume("YES, Ethiopia, 1986", "YMD", "supplies", "ETH", since="1986", quantity=51),
    volume("YEN, Sudan, 1985", "YEM", "supplies", "SDN", since="1985", quantity=3),
    volume("YUG, Iraq, 1990", "YUG", "supplies", "IRQ", since="1990", quantity=9),
    volume("USR, Viet Nam, 1954", "SUN", "supplies", "VNM", since="1954", quantity=10),
    volume("processed: Ukraine, China, 2020", "UKR", "supplies", "CHN", since="2020", quantity=78),
]  # fmt: skip


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("sipri_arms")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("sipri_arms")
    tables = {name: each for name, each in loaded.items() if name.startswith("TIV-")}
    assert len(tables) == 20
    assert all(each.rejects == [] for each in tables.values())
    assert all(each.first.rows_without_fact["a total of several rows"] == 1 for each in tables.values())
    assert (tables["TIV-Export-USA-1950-2021.csv"].first.rows, tables["TIV-Export-USA-1950-2021.csv"].first.read) == (
        182,
        3_941,
    )
    assert tables["TIV-Export-UNO-1950-2021.csv"].first.read == 0


def test_the_long_form_says_nothing_new_where_both_are_loaded(world: World) -> None:
    long = world.load("sipri_arms")["sipri-exports-processed.csv"]
    assert (long.first.rows, long.first.read, long.rejects) == (3_903, 3_865, [])
    assert long.first.loaded + long.first.unchanged == 3_865
    with world.store.answer(
        "MATCH (f:Fact)<-[c:ASSERTS]-() WHERE c.source STARTS WITH 'dataset:sipri_tiv:'"
        " WITH f, count(c) AS claims WHERE claims > 1 RETURN count(f) AS more", {}, 60, 10,
    ) as rows:  # fmt: skip
        assert [dict(row) for row in rows] == [{"more": 0}]


def test_imports_and_other_years(tmp_path: Path) -> None:
    made = slice_of(
        tmp_path, "sipri_tiv",
        '"TIV of arms imports to Ukraine, 2020-2024",,,', *[",,,"] * 9, ",2023,2024,Total",
        "United States,900,0,900", "Atlantis,,3,3", "NATO**,1,,1", "Unknown supplier(s),1,,1", "Poland,x,,1", ",,,",
        "Total,1,2,3",
    )  # fmt: skip
    assert [(each["actor"], each["relation"], each.get("partner"), each["since"]) for each in made.records] == [
        ("sipri:United States", "supplies", "sipri:Ukraine", "2023"),
        ("sipri:United States", "supplies", "sipri:Ukraine", "2024"),
        ("sipri:Atlantis", "supplies", "sipri:Ukraine", "2024"),
        ("sipri:Ukraine", "receives", None, "2023"),
    ]
    assert made.rejected == ["2023 is 'x', which is no number"]
    assert made.without == ["names no single state: a group of states", "a total of several rows"]
