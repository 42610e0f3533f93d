"""The Ukraine Support Tracker's announcements against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from loaders.datasets._ukraine import announced
from tests.loaders.datasets.slices import slice_of
from tests.loaders.datasets.world import Spot, World, spot

told = partial(
    spot,
    source="dataset:ukraine_support_announcements:",
    by="org:kiel_institute_for_the_world_economy",
    method="dataset",
)
promised = partial(told, modality="promised")

SPOTS = [
    promised("AUH1", "AUS", "aids", "UKR", resource="relief_goods", key="ukst:AUH1", since="2022-03-01", until="2022-03-01",
             quantity=23456872.86374908, unit="EUR", value=35_000_000, value_unit="AUD", origin="AUS"),
    promised("CAF6: not converted", "CAN", "finances", "UKR", resource="grants", quantity=None, value=3_850_000,
             value_unit="CAD"),
    promised("CZM2, package (no official source)", "CZE", "supplies", "UKR", resource="military_assistance",
             key="ukst:CZM2", origin="ukraine_support_announcements", value=188_106_550, value_unit="CZK"),
    told("CZM2, assault rifles delivered", "CZE", "supplies", "UKR", resource="small_arms", quantity=5000, unit="pieces",
         since="../2022-10-11", until="2022-10-11"),
    promised("CZM8: date unspecified", "CZE", "supplies", "UKR", key="ukst:CZM8", since=None, until=None),
    promised("CZM16: unclear, 04/22, computed", "CZE", "supplies", "UKR", resource="military_assistance",
             key="ukst:CZM16", since="2022-04", method="computed", unit="EUR", value=None),
    promised("FIH4: between two days", "FIN", "aids", "UKR", key="ukst:FIH4", since="../2022-03-11", until="2022-03-11"),
    promised("NLH2: since", "NLD", "aids", "UKR", key="ukst:NLH2", since="2022-02-24", until=None, quantity=1_500_000),
    promised("FRF1: a loan", "FRA", "lends_to", "UKR", resource="loans", quantity=200_000_000, since="2022-02-08"),
    promised("EUF1: EU institutions", "org:EU_INSTITUTIONS", "lends_to", "UKR", resource="loans",
             quantity=1_200_000_000, origin="org:EU_INSTITUTIONS"),
    promised("EIF1: European Investment Bank", "org:EIB", "lends_to", "UKR", quantity=2_000_000_000),
    promised("EUM1: European Peace Facility", "org:EPF", "supplies", "UKR", resource="military_assistance",
             quantity=500_000_000),
    promised("DEM1: 7 Iris-T promised, none delivered", "DEU", "supplies", "UKR", resource="air_defence", quantity=7,
             unit="pieces", since="2022-06-01"),
    promised("its price, the Institute's own", "DEU", "supplies", "UKR", resource="air_defence", value=1_120_000_000,
             value_unit="USD", method="computed", aspect="quantity", origin="ukraine_support_announcements"),
    told("DEM1: delivered in all", "DEU", "supplies", "UKR", resource="military_assistance", unit="EUR", key="ukst:DEM1",
         method="computed"),
    promised("JPM1: helmets, undisclosed", "JPN", "supplies", "UKR", resource="military", quantity=None,
             key="ukst:JPM1:helmet"),
    promised("INH2: tons", "IND", "supplies", "UKR", resource="relief_goods", quantity=7.725, unit="tonnes"),
    promised("USM1: 15.000.00 rounds", "USA", "supplies", "UKR", resource="ammunition", quantity=15_000, unit="pieces"),
    told("UKM9: dozens", "GBR", "supplies", "UKR", resource="drones", quantity=None, approximate=True),
    promised("LVM1: until 4/6/2023, after the release", "LVA", "supplies", "UKR", since="../2022-10-11",
             until="2022-10-11"),
]  # fmt: skip


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("ukraine_support")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("ukraine_support")["bilateral_assistance_MAIN_DATA.csv"]
    assert (loaded.first.rows, loaded.first.read, loaded.rejects) == (873, 1_881, [])
    assert loaded.first.rows_without_fact == {"a further row of a package that names no item": 4}


def test_a_package_is_valued_one_time(world: World) -> None:
    world.load("ukraine_support")
    with world.store.answer(
        "MATCH (f:Fact {key: 'ukst:USM1'})<-[c:ASSERTS]-() WHERE f.modality = 'promised'"
        " RETURN count(c) AS claims, count(DISTINCT f) AS facts", {}, 60, 10,
    ) as rows:  # fmt: skip
        assert [dict(row) for row in rows] == [{"claims": 1, "facts": 1}]


HEADER = (
    "ID,countries,Announcement Date,Type of Aid General,Type of Aid Specific,Explanation,Original Currency,"
    "Monetary Value as Given by Source,,Type of item,No. of Units,No. of Units delivered (in-kind military aid),"
    "Converted Value in EUR,Total_value_dummy (1 is first row in the package),value_source_commitments"
)


def test_other_rows(tmp_path: Path) -> None:
    made = slice_of(
        tmp_path, "ukraine_support_announcements", HEADER,
        "XKM1,Kosovo,someday,Military,Weapons,,EUR,5,.,.,.,.,5,1,Value is given by the source",
        "XKM2,Kosovo,until 3/1/2022,Spiritual,Weapons,,EUR,5,.,.,.,.,5,1,Value is given by the source",
        "XKM3,Kosovo,2022-05-01,Military,Weapons,,EUR,5,thing,New sort,4,.,5,1,A new way",
        "XKM4,Kosovo,2022-05-01,Military,Weapons,,EUR,5,thing,New sort,4,2,5,1,Value is given by hand",
        "XKM4,Kosovo,2022-05-01,Military,Weapons,,EUR,5,thing,New sort,6,.,5,0,Value is given by hand",
        "XKM4,Kosovo,2022-05-01,Military,Weapons,,EUR,5,.,.,.,.,5,0,Value is given by hand",
    )  # fmt: skip
    assert [(each["key"], each["modality"], each["quantity"]) for each in made.records] == [
        ("ukst:XKM4", "promised", 5),
        ("ukst:XKM4:thing", "promised", 4),
        ("ukst:XKM4:thing", "actual", 2),
        ("ukst:XKM4:thing:2", "promised", 6),
    ]
    assert {each["resource"] for each in made.records} == {"military_assistance", "military"}
    assert [reason.split(" has ")[0].split(" is ")[0] for reason in made.rejected] == [
        "Announcement Date", "Type of Aid General", "value_source_commitments"
    ]  # fmt: skip
    assert made.without == ["a further row of a package that names no item"]


def test_a_word_that_is_no_date() -> None:
    with pytest.raises(ValueError, match="no date that this mapping knows"):
        announced("after the war", "2022-10-11")
