"""Strategic rivalries, by numbers (Thompson and Dreyer) and by names (Thompson, Sakuwa and Suhas), against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook

from loaders.opening import open_file
from tests.loaders.datasets.telling import told
from tests.loaders.datasets.world import Spot, World, spot

td = partial(spot, source="dataset:td_rivalries:", by="org:thompson_and_dreyer", origin="td_rivalries")
tss = partial(spot, source="dataset:tss_rivalries:", by="org:thompson_sakuwa_and_suhas", origin="td_rivalries")

SPOTS = [
    td("td, line 2", "COW-300", "rival_of", "TUR", since="../1494", until="1908"),
    td("td, line 7", "COW-324", "rival_of", "PRT", since="../1494", until="1580"),
    td("td, line 12", "RUS", "rival_of", "TUR", since="1668", until="1918"),
    td("td, line 17", "COW-300", "rival_of", "DEU", since="1740", until="1870"),
    td("td, line 24", "CHN", "rival_of", "RUS", since="../1816"),
    td("td, line 24", "CHN", "rival_of", "SUN", until="1949"),
    td("td, line 64", "COW-300", "rival_of", "SRB", since="1903"),
    td("td, line 80", "SUN", "rival_of", "USA", since="1945", until="1989"),
    td("td, line 91", "KOR", "rival_of", "PRK", since="1948", until="2010/.."),
    td(
        "td, line 94",
        "DDR",
        "rival_of",
        "DEU",
        note="ideological and positional and spatial rivalry: West Germany-East Germany",
    ),
    td("td, line 96", "COW-817", "rival_of", "VNM", since="1954", until="1975"),
    td("td, line 158", "RUS", "rival_of", "USA", since="2007", until="2010/.."),
    tss("tss, row 3", "FRA", "rival_of", "GBR", since="../1494", until="1716"),
    tss("tss, row 5", "COW-324", "rival_of", "TUR", since="../1494", until="1717"),
    tss("tss, row 19", "DEU", "rival_of", "RUS", since="1744", until="1807"),
    tss("tss, row 27", "IRN", "rival_of", "RUS", since="../1816", until="1828", note="spatial rivalry: Iran-Russia"),
    tss("tss, row 79", "RUS", "rival_of", "USA", since="1918", until="1920"),
    tss("tss, row 108", "IND", "rival_of", "PAK", since="1947", until="2020/.."),
    tss("tss, row 116", "SUN", "rival_of", "YUG", since="1948", until="1955"),
    tss("tss, row 121", "THA", "rival_of", "VNM", since="1954", until="1988"),
    tss("tss, row 123", "COW-817", "rival_of", "VNM", since="1954", until="1975"),
    tss("tss, row 166", "GAB", "rival_of", "GNQ", since="1972", until="2020/.."),
    tss(
        "tss, row 263",
        "RUS",
        "rival_of",
        "UKR",
        since="2014",
        note="spatial and interventionary rivalry: Russia-Ukraine",
    ),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("rivalries")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("rivalries")
    assert loaded["td_rivalries.csv"].first.rows == 157
    assert loaded["tss_rivalries.xlsx"].first.rows == 264
    assert [each.first.rows_without_fact for each in loaded.values()] == [{}, {}]
    assert loaded["td_rivalries.csv"].rejects == []
    # "Bulgaria-Yugoslavia" is typed as 1878 to 1855.
    assert [(each["field"], each["value"]) for each in loaded["tss_rivalries.xlsx"].rejects] == [("until", "1855")]


def test_other_rivalries_by_number(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        "rivalryno,rivalryname,ccode1,ccode2,styear,endyear,region,type1,type2,type3",
        "500,A-B,2,710,2011,2015,East Asia,cyber,,",
        "501,A-C,2,4711,2011,2015,East Asia,spatial,,",
        "502,A-D,2,710,2015,2011,East Asia,spatial,,",
        "503,A-E,2,710,,2011,East Asia,spatial,,",
        "504,A-F,2",
    )
    assert said[0] == "China is a rival of United States, 2011, 2015"
    assert sum(each.startswith("rejected") for each in said) == 4, said


def test_other_rivalries_by_name(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["rivalry", "start", "end", "positional", "spatial", "ideological", "interventionary"])
    sheet.append(["Ruritania-Graustark 3", 1900, 1905, 1, None, None, None])
    sheet.append(["Norway", 1900, 1905, 1, None, None, None])
    sheet.append(["Norway-Sweden", "P1816", "ongoing", None, None, None, None])
    sheet.append(["Norway-Sweden 2", "once", 1905, 1, None, None, None])
    path = tmp_path / "rivalries.xlsx"
    book.save(path)
    rows = list(open_file(path))
    assert [row.error is not None for row in rows] == [False, True, False, False]
    assert isinstance(rows[2].record, dict)
    assert rows[2].record["since"] == "../1816"
    assert rows[2].record["until"] == "2020/.."
    assert rows[2].record["note"] == "rivalry: Norway-Sweden"
