"""Land borders against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.statements import read_slice
from tests.loaders.datasets.world import Spot, World, spot

FILE = "GEODATASOURCE-COUNTRY-BORDERS.CSV"

border = partial(
    spot,
    relation="borders",
    source="dataset:borders:",
    by="org:geodatasource",
    method="dataset",
    since="../2022-09-30",
    until="2022-09-30/..",
)

SPOTS = [
    border("2", "AND", recipient="FRA"),
    border("3", "AND", recipient="ESP"),
    border("4", "ARE", recipient="OMN"),
    border("24, NA is Namibia", "AGO", recipient="NAM"),
    border("101", "BWA", recipient="NAM"),
    border("156, a territory", "CHN", recipient="HKG"),
    border("159 and 368", "CHN", recipient="PRK"),
    border("207 and 216", "DZA", recipient="ESH"),
    border("369 and 371", "KOR", recipient="PRK"),
    border("370 and 555", "PRK", recipient="RUS"),
    border("471, ZA itself was cut off", "NAM", recipient="ZAF"),
    border("414", "ESH", recipient="MAR"),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("borders")
    claim.check(world.store)


def test_both_orders_are_one_fact(world: World) -> None:
    loaded = world.load("borders")[FILE]
    assert (loaded.first.rows, loaded.first.read, loaded.first.loaded, loaded.first.unchanged) == (575, 510, 310, 200)
    assert dict(loaded.first.rows_without_fact) == {"has no border on land": 65}
    assert loaded.rejects == []


def test_rows_that_cannot_be_taken(tmp_path: Path) -> None:
    told = read_slice(
        tmp_path / "borders.csv",
        "country_code,country_name,country_border_code,country_border_name",
        "SS,South Sudan,SD,Sudan",
        "QQ,Nowhere,SD,Sudan",
        ",,SD,Sudan",
        "SD,Sudan,SD,Sudan",
        "SD",
    )
    assert told.facts == [("SDN", "borders", "SSD")]
    assert (len(told.rejected), told.without) == (3, {"has no border on land": 1})
