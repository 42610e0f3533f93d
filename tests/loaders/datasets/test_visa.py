"""Visa waivers against rows read by eye: three files that say the same."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from loaders.tables.registry import recognise
from tests.loaders.datasets.statements import read_slice
from tests.loaders.datasets.world import Spot, World, spot

# The matrix and two lists have 40,000 rows each, and each is loaded twice.
pytestmark = pytest.mark.timeout(900)

FILES = ("passport-index-matrix-iso2.csv", "passport-index-tidy-iso3.csv", "passport-index-tidy.csv")

waiver = partial(
    spot,
    relation="waives_visas_for",
    source="dataset:visa:",
    by="org:ilya_ilyankou",
    method="dataset",
    since="../2025-01-12",
    until="2025-01-12/..",
)

SPOTS = [
    waiver("NAM,ZAF,90", "ZAF", recipient="NAM", level="visa_free", quantity=90, unit="days"),
    waiver("ZAF,NAM,90", "NAM", recipient="ZAF", level="visa_free", quantity=90, unit="days"),
    waiver("HKG,CHN,visa free", "CHN", recipient="HKG", level="visa_free", quantity=None, unit=None),
    waiver("XKX,SRB,visa free", "SRB", recipient="XKX", level="visa_free", quantity=None),
    waiver("JPN,GBR,eta", "GBR", recipient="JPN", level="eta"),
    waiver("AFG,ALB,e-visa", "ALB", recipient="AFG", level="e_visa"),
    waiver("AFG,BGD and matrix, visa on arrival", "BDI", recipient="AFG", level="visa_on_arrival"),
    waiver("AFG,DMA,21", "DMA", recipient="AFG", level="visa_free", quantity=21, unit="days"),
    waiver("AFG,HTI,90", "HTI", recipient="AFG", level="visa_free", quantity=90),
    waiver("AND,GEO,360", "GEO", recipient="AND", level="visa_free", quantity=360),
    waiver("AGO,CPV,visa free", "CPV", recipient="AGO", level="visa_free", quantity=None),
    waiver("DZA,SYR,visa free", "SYR", recipient="DZA", level="visa_free"),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("visa")
    claim.check(world.store)


def test_three_files_are_one_claim_each(world: World) -> None:
    loaded = world.load("visa")
    assert tuple(loaded) == FILES
    for one in loaded.values():
        assert (one.first.rows, one.first.read, one.rejects) == (39_601, 26_447, [])
        assert dict(one.first.rows_without_fact) == {
            "asks for a visa": 12_921,
            "the passport's own country": 199,
            "admits nobody with this passport": 34,
        }
    assert [one.first.loaded for one in loaded.values()] == [26_447, 0, 0]


def test_what_is_no_waiver(world: World) -> None:
    world.load("visa")
    query = """
    MATCH (f:Fact {relation: 'waives_visas_for'})
    WHERE f.dyad IN ['IRN-ISR', 'NAM-PRK'] AND f.level IS NOT NULL RETURN f.name
    """
    with world.store.answer(query, {}, 60, 1000) as rows:
        assert list(rows) == []


def test_other_releases(tmp_path: Path) -> None:
    told = read_slice(
        tmp_path / "passport-index-tidy-iso2.csv",
        "Passport,Destination,Requirement",
        "NA,KP,visa required",
        "KP,NA,covid ban",
        "NA,ZA,visa-free",
        "NA,TG,30.5",
        "NA,ZZ,90",
        "NA,TG",
        "NA,NA,-1",
    )
    assert told.facts == [("ZAF", "waives_visas_for", "NAM")]
    assert told.without == {
        "asks for a visa": 1,
        "admits nobody with this passport": 1,
        "the passport's own country": 1,
    }
    assert len(told.rejected) == 3


def test_a_list_of_passports_is_no_matrix(tmp_path: Path) -> None:
    path = tmp_path / "passports.csv"
    path.write_text("Passport,Colour,Price\nAO,red,20\n", encoding="utf-8")
    assert recognise(path) is None
