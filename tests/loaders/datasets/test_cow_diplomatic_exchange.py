"""Diplomatic exchange against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.telling import told
from tests.loaders.datasets.world import Spot, World, spot

sent = partial(
    spot, source="dataset:cow_diplomatic_exchange:", by="org:correlates_of_war_project", method="dataset", quantity=None
)

SPOTS = [
    sent("2-20, 1930 to 1940", "USA", "has_mission_in", "CAN", since="1930", until="1940", level="minister"),
    sent("2-20, 1935 to 1940", "CAN", "has_mission_in", "USA", since="1935", until="1940", level="minister"),
    sent("2-20, 1950 to 1965", "CAN", "has_mission_in", "USA", since="1950", until="1965", level=None),
    sent("2-20, 1970 to 2005", "USA", "has_mission_in", "CAN", since="1970", until="2005/..", level="ambassador"),
    sent("2-40, 1935 and 1940", "CUB", "has_mission_in", "USA", since="1935", until="1940", level="ambassador"),
    sent("2-40, 1950 to 1960", "USA", "has_mission_in", "CUB", since="1950", until="1960", level=None),
    sent("2-710, 1864", "USA", "has_mission_in", "CHN", since="../1864", until="1935", level="minister"),
    sent("2-710, 1869 and 1874", "CHN", "has_mission_in", "USA", since="1869", until="1874", level="minister"),
    sent("2-710, 1925", "CHN", "has_mission_in", "USA", since="1925", until="1925", level="ambassador"),
    sent("2-713, 1950 to 1965", "TWN", "has_mission_in", "USA", since="1950", until="1965", level=None),
    sent("2-713, 1950 to 1960", "USA", "has_mission_in", "TWN", since="1950", until="1960", level=None),
    sent("2-730, 1889", "COW-730", "has_mission_in", "USA", since="1889", until="1889", level="charge"),
    sent("2-730, 1889 to 1904", "USA", "has_mission_in", "COW-730", since="1889", until="1904", level="minister"),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("cow_diplomatic_exchange")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("cow_diplomatic_exchange")["Diplomatic_Exchange_2006v1.csv"]
    assert (loaded.first.rows, loaded.rejects) == (105, [])
    assert loaded.first.rows_without_fact == {
        "no diplomatic exchange in that year": 41,
        "goes on from the year before (one record tells an unbroken run)": 45,
    }


def test_no_exchange_with_north_korea(world: World) -> None:
    world.load("cow_diplomatic_exchange")
    asked = "MATCH (f:Fact {relation: 'has_mission_in', dyad: 'PRK-USA'}) RETURN count(f) AS facts"
    with world.store.answer(asked, {}, 60, 10) as rows:
        assert next(iter(rows))["facts"] == 0


def test_other_dyads_and_codes(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        "ccode1,ccode2,year,DR_at_1,DR_at_2,DE,version",
        "220,255,1817,2,,1,2006.1",
        "220,255,1824,2,4,1,2006.1",
        "220,4711,1824,2,2,1,2006.1",
        "220,255,1827,-9,-9,,2006.1",
        "220,255",
    )
    assert said[0] == "Germany has a mission in France, ../1817, 1817"
    assert any("DR_at_2 has the code '4'" in each for each in said)
    assert any("'cow:4711'" in each for each in said)
    assert said.count("without fact: no diplomatic exchange in that year") == 1
