"""UN Comtrade against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.slices import slice_of
from tests.loaders.datasets.world import Spot, World, spot

flow = partial(spot, source="dataset:comtrade:", method="dataset")
export = partial(flow, resource="goods", unit="USD_fob", since="2021", until="2021", key=None)
stone = partial(
    flow, resource="building_materials", by="USA", unit="tonnes", value_unit="USD_cif", since="2020", key="hs:6801:2020"
)

SPOTS = [
    export("Albania, China", "ALB", "exports_to", "CHN", by="ALB", origin="ALB", quantity=87_497_149.01),
    export("China, USA", "CHN", "exports_to", "USA", by="CHN", quantity=577_125_499_929),
    export("USA, China", "USA", "exports_to", "CHN", by="USA", quantity=151_065_177_394),
    export("China, Dem. People's Rep. of Korea", "CHN", "exports_to", "PRK", by="CHN", quantity=259_606_631),
    export("China, Hong Kong SAR", "CHN", "exports_to", "HKG", by="CHN", quantity=349_442_324_674),
    export("China, Other Asia, nes", "CHN", "exports_to", "TWN", by="CHN", quantity=78_490_651_726, approximate=True),
    export("Other Asia, nes, Ukraine", "TWN", "exports_to", "UKR", by="org:united_nations_statistics_division",
           quantity=161_927_424.584, approximate=True),
    export("Andorra, Dem. People's Rep. of Korea", "AND", "exports_to", "PRK", by="AND", quantity=93.87),
    export("Germany, Ukraine", "DEU", "exports_to", "UKR", by="DEU", quantity=6_471_885_865.336),
    export("Dem. Rep. of the Congo, Korea", "COD", "exports_to", "PRK", by="COD", quantity=15_146_858.99),
    export("Congo, Dem. People's Rep. of Korea", "COG", "exports_to", "PRK", by="COG", quantity=2837.7),
    export("Switzerland, USA", "CHE", "exports_to", "USA", by="CHE", quantity=62_673_978_624.892),
    stone("842 M 699, 6801", "IND", "exports_to", "USA", quantity=174_633, value=20_512_660),
    stone("842 M 251, 6801", "FRA", "exports_to", "USA", quantity=377, value=335_600),
    stone("842 M 156, 6801", "CHN", "exports_to", "USA", quantity=6_299, value=3_380_182, origin="USA"),
]  # fmt: skip


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("trade_comtrade")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("trade_comtrade")
    assert {name: (each.first.rows, each.first.read, each.rejects) for name, each in loaded.items()} == {
        "cmdImports_2020A_6801.csv": (18, 17, []),
        "comtrade_all_exports_2021A.csv": (1_787, 1_774, []),
        "comtrade_partners.csv": (310, 0, []),
        "comtrade_reporters.csv": (255, 0, []),
    }
    assert loaded["comtrade_all_exports_2021A.csv"].first.rows_without_fact == {
        "names no single state: areas not specified elsewhere": 8,
        "names no single state: the whole world": 5,
    }


HEADER = (
    "period,reporterCode,flowCode,partnerCode,partner2Code,classificationSearchCode,cmdCode,cmdDesc,customsCode,motCode,"
    "netWgt,isNetWgtEstimated,primaryValue"
)


def test_both_reporters_speak_of_one_fact_and_parts_are_none(tmp_path: Path) -> None:
    made = slice_of(
        tmp_path, "comtrade", HEADER,
        "202103,842,X,156,0,HS,TOTAL,All,C00,0,,False,100.5",
        "202103,156,M,842,0,HS,TOTAL,All,C00,0,,False,120",
        "202103,156,M,842,0,HS,270900,Oil,C00,0,5000,True,60",
        "202103,156,M,842,0,HS,270900,Oil,C00,2100,5000,True,60",
        "202103,842,RX,156,0,HS,TOTAL,All,C00,0,,False,10",
        "1985,810,X,278,0,HS,TOTAL,All,C00,0,,False,10",
        "2021,842,X,899,0,HS,TOTAL,All,C00,0,,False,10",
        "2021,842,X,156,0,HS,TOTAL,All,C00,0,,False,0",
    )  # fmt: skip
    first, second, oil, soviet = made.records
    assert {first["actor"], second["actor"]} == {"comtrade:842"}
    assert [(each["claimant"], each["unit"]) for each in (first, second)] == [
        ("comtrade:842", "USD_fob"), ("comtrade:156", "USD_cif")
    ]  # fmt: skip
    assert (oil["resource"], oil["quantity"], oil["approximate"], oil["since"]) == ("crude_oil", 5, True, "2021-03")
    assert (soviet["actor"], soviet["partner"], soviet["since"]) == ("comtrade:810", "comtrade:278", "1985")
    assert made.without == [
        "a part of a flow: by one second partner, customs procedure or mode of transport",
        "re-exports and re-imports are part of exports and imports",
        "names no single state: Areas, nes",
        "no trade in that period",
    ]


def test_unknown_codes_are_rejected(tmp_path: Path) -> None:
    made = slice_of(
        tmp_path, "comtrade", HEADER,
        "2021,842,ZZ,156,0,HS,TOTAL,All,C00,0,,False,1",
        "2021,842,X,156,0,S4,0342,Fish,C00,0,,False,1",
    )  # fmt: skip
    assert made.records == []
    assert "flowCode has the code 'ZZ'" in made.rejected[0]
    assert made.rejected[1] == "cmdCode is '0342', which is no code of the Harmonised System"


def test_a_month_is_no_year(tmp_path: Path) -> None:
    made = slice_of(tmp_path, "comtrade", "date,value,reporter,partner", "2021-03-01,5,China,USA")
    assert "whole years" in made.rejected[0]
