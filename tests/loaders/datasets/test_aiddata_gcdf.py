"""Chinese development finance against rows read by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.datasets.slices import slice_of
from tests.loaders.datasets.world import Spot, World, spot


def china(row: str, recipient: str, resource: str, year: str, quantity: float) -> Spot:
    return spot(
        row, "CHN", "finances", recipient, source="dataset:aiddata_gcdf:", by="org:aiddata", modality="contracted",
        method="computed", unit="USD@2021", resource=resource, since=year, until=year, quantity=quantity,
    )  # fmt: skip


SPOTS = [
    china("31,2004 oof", "BHS", "other_official_flows", "2004", 60767572.768171564),
    china("31,2010 oof", "BHS", "other_official_flows", "2010", 3487896262.937105),
    china("101,2015 oof", "VEN", "other_official_flows", "2015", 22445511391.579018),
    china("101,2015 oda", "VEN", "development_aid", "2015", 46013298.352737),
    china("365,2002 oof", "RUS", "other_official_flows", "2002", 499890980.40073),
    china("365,2015 vof", "RUS", "money", "2015", 237855276.42741328),
    china("365,2018 vof", "RUS", "money", "2018", 1977394592.59856),
    china("365,2021 oof", "RUS", "other_official_flows", "2021", 7541179590.58823),
    china("369,2006 oda", "UKR", "development_aid", "2006", 6511038.0290677),
    china("369,2009 oda (oof is 0)", "UKR", "development_aid", "2009", 769528.051897557),
    china("369,2017 oda", "UKR", "development_aid", "2017", 115233.815702097),
    china("712,2012 oof", "MNG", "other_official_flows", "2012", 390839194.432632),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("aid")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("aid")["cow_gcdf.csv"]
    assert (loaded.first.rows, loaded.first.read, loaded.rejects) == (1_353, 1_683, [])
    assert loaded.first.rows_without_fact == {"nothing was committed that year": 164}


def test_other_rows(tmp_path: Path) -> None:
    made = slice_of(
        tmp_path, "aiddata_gcdf", "ccode,year,oof_amt,oof_adj,oda_amt,oda_adj,vof_amt,vof_adj",
        "850,2023,1.5,1,NA,NA,0,0", "850,2024,,,,,,", "850,2025,lots,1,0,0,0,0",
    )  # fmt: skip
    assert [(record["partner"], record["since"], record["quantity"]) for record in made.records] == [
        ("cow:850", "2023", 1.5)
    ]
    assert made.without == ["nothing was committed that year"]
    assert made.rejected == ["oof_amt is 'lots', which is no number"]
