"""Lists of states and codes: every row is counted, and none tells a fact of two states."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.countries import countries
from tests.loaders.datasets.telling import told
from tests.loaders.datasets.world import World

ROWS = {
    "cow_states": {
        "COW country codes.csv": 243,
        "majors2016.csv": 14,
        "majors2024.csv": 14,
        "states2016.csv": 243,
        "system2016.csv": 1_089,
    },
    "gw_states": {"data_gw.csv": 17_534, "gw_states.csv": 216},
    "codes": {
        "codelist_without_cldr.csv": 292,
        "countries.csv": 206,
        "countryhood.csv": 55,
        "cow2iso.txt": 315,
        "data_iso.csv": 249,
        "data_regex.csv": 292,
    },
}


@pytest.mark.parametrize("folder", ROWS)
def test_every_row_is_counted_and_tells_no_fact(world: World, folder: str) -> None:
    loaded = world.load(folder)
    assert {name: each.first.rows for name, each in loaded.items()} == ROWS[folder]
    for name, each in loaded.items():
        (reason,) = each.first.rows_without_fact
        assert each.first.rows_without_fact[reason] == each.first.rows, name
        assert "of two" in reason, name
        assert (each.first.read, each.rejects) == (0, []), name


# Rows of states2016.csv and gw_states.csv, whose numbers records may use.
@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("cow:2", "USA"),
        ("cow:255", "DEU"),
        ("cow:265", "DDR"),
        ("cow:365", "RUS"),
        ("cow:731", "PRK"),
        ("cow:300", "COW-300"),
        ("gw:2", "USA"),
        ("gw:265", "DDR"),
        ("gw:340", "SRB"),
        ("gw:731", "PRK"),
    ],
)
def test_their_numbers_are_known_to_the_register_of_countries(code: str, country: str) -> None:
    assert countries().resolve(code).country.id == country


def test_newer_releases_and_broken_rows(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version,extra",
        "XYZ,999,Somewhere,2020,1,1,2024,12,31,2024,7",
        "XYZ,999",
        "XYZ,999,Somewhere,2020,1,1,2024,12,31,2024,7,8,9",
    )
    assert said[:2] == ["without fact: a spell of one state in the state system, which tells nothing of two states"] * 2
    assert said[2].startswith("rejected")
