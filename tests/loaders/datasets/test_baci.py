"""BACI against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.slices import slice_of
from tests.loaders.datasets.world import Spot, World, spot

product = partial(
    spot, source="dataset:baci:", by="org:cepii", method="computed", origin="comtrade", since="2021", until="2021",
    value_unit="USD_fob",
)  # fmt: skip

SPOTS = [
    product("4,156,80420", "AFG", "exports_to", "CHN", resource="fruit_and_vegetables", quantity=59.962, unit="tonnes",
            value=110_928, key="hs:080420:2021"),
    product("4,156,91020", "AFG", "exports_to", "CHN", resource="coffee_and_tea", quantity=0.01, value=11_000),
    product("4,643,80620", "AFG", "exports_to", "RUS", resource="fruit_and_vegetables", quantity=3330.545, value=3_998_097),
    product("4,643,261000", "AFG", "exports_to", "RUS", resource="minerals", quantity=20, value=4_142),
    product("4,643,611420: q is NA", "AFG", "exports_to", "RUS", resource="textiles", quantity=None, unit=None, value=14),
    product("4,842,570190", "AFG", "exports_to", "USA", resource="textiles", quantity=3.627, value=290_260),
    product("710,156,930700", "ZAF", "exports_to", "CHN", resource="weapons", value=364, key="hs:930700:2021"),
    product("710,251,270119", "ZAF", "exports_to", "FRA", resource="coal", quantity=964.2, value=81_143),
    product("710,410,270111", "ZAF", "exports_to", "KOR", resource="coal", quantity=300.874, value=252_582),
    product("710,490,270112", "ZAF", "exports_to", "TWN", resource="coal", quantity=1815639.595, value=225_052_558,
            approximate=True),
    product("710,699,270119", "ZAF", "exports_to", "IND", resource="coal", quantity=527027.436, value=141_316_265),
    product("710,699,270111", "ZAF", "exports_to", "IND", resource="coal", quantity=108878.578, key="hs:270111:2021"),
]  # fmt: skip


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("trade_baci")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("trade_baci")
    products = loaded["ExampleTradeData.csv"]
    assert (products.first.rows, products.first.read, products.rejects) == (630, 630, [])
    countries = loaded["country_codes_V202201.csv"]
    assert (countries.first.rows, countries.first.read, countries.rejects) == (238, 0, [])


def test_other_years_and_broken_rows(tmp_path: Path) -> None:
    made = slice_of(
        tmp_path, "baci", '"t","i","j","k","v","q"',
        '1995,842,757,10110,25.5,"       12.000"',
        '2019,842,490,999999,3,"       NA"',
        '2019,842,757,77,3,"       1"',
        '2019,842,757,ABCDEF,3,"       1"',
    )  # fmt: skip
    assert [(record["since"], record["resource"], record["key"]) for record in made.records] == [
        ("1995", "livestock", "hs:010110:1995"),
        ("2019", "unspecified_goods", "hs:999999:2019"),
    ]
    assert made.records[1]["partner"] == "Taiwan"
    assert [reason.split(", ")[1] for reason in made.rejected] == [
        "which is no six-digit code of the Harmonised System"
    ] * 2
