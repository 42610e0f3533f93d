"""Formal alliances against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.telling import told
from tests.loaders.datasets.world import Spot, World, spot

pledged = partial(
    spot, source="dataset:cow_alliance:", by="org:correlates_of_war_project", event_kind="alliance", method="dataset"
)

SPOTS = [
    pledged("line 4", "COW-245", "pledges_defence_to", "DEU", since="../1816-01-01", until="1848-03-15"),
    pledged("line 8", "DEU", "pledges_consultation_with", "COW-245", since="1850-11-29", until="1866-06-15"),
    pledged("line 38", "GBR", "pledges_defence_to", "DEU", since="../1816-01-01", event="cow_alliance:6"),
    pledged("line 40", "DEU", "pledges_defence_to", "GBR", since="../1816-01-01", until="1822-10-31"),
    pledged("line 87", "RUS", "pledges_defence_to", "TUR", since="1840-07-15", until="1840-11-27"),
    pledged("line 87", "RUS", "allied_with", "TUR", since="1840-07-15", event="cow_alliance:20"),
    pledged("line 394", "YUG", "pledges_neutrality_to", "SUN", since="1941-04-05", until="1941-04-20"),
    pledged("line 497", "DEU", "pledges_nonaggression_with", "TUR", since="1954-10-23", until="1990-10-02"),
    pledged("line 554", "DDR", "allied_with", "SUN", since="1955-05-14", until="1989-11-07", event="cow_alliance:243"),
    pledged("264, 365-731", "SUN", "pledges_defence_to", "PRK", since="1961-07-06", event="cow_alliance:264"),
    pledged("264, 731-365", "PRK", "pledges_nonaggression_with", "RUS", until="1995-09-07"),
    pledged("264, 365-731", "PRK", "allied_with", "RUS", until="1995-09-07", event_name="COW alliance 264"),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("cow_alliance")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("cow_alliance")["alliance_v4.1_by_directed.csv"]
    assert loaded.first.rows == 706
    assert loaded.first.rows_without_fact == {"pledges nothing in this direction": 9}
    # Ten rows end a day before they begin: Germany 1990, Yugoslavia and Greece, Turkey 1954.
    assert {(each["field"], each["value"]) for each in loaded.rejects} == {
        ("dyad_end_year", "1954"),
        ("dyad_end_year", "1990"),
    }
    assert len(loaded.rejects) == 10


def test_who_only_promises_not_to_attack_is_no_ally(world: World) -> None:
    world.load("cow_alliance")
    asked = "MATCH (f:Fact {relation: 'allied_with', dyad: $dyad}) RETURN count(f) AS facts"
    with world.store.answer(asked, {"dyad": "COW-300-SUN"}, 60, 10) as rows:
        assert next(iter(rows))["facts"] == 0


HEADER = (
    "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,"
    "dyad_end_month,dyad_end_year,left_censor,right_censor,defense,neutrality,nonaggression,entente,version"
)


def test_what_goes_on_is_known_to_the_end_of_the_release(tmp_path: Path) -> None:
    assert told(tmp_path, HEADER, "227,2,USA,20,Canada,4,4,1949,,,,0,1,1,0,0,0,4.1") == [
        "United States pledges defence to Canada, 1949-04-04, 2012/..",
        "Canada is allied with United States, 1949-04-04, 2012/..",
    ]


def test_unknown_states_codes_and_dates_are_rejected_and_stop_nothing(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        HEADER,
        "300,2,USA,1234,Atlantis,1,1,1950,1,1,1960,0,0,0,0,0,1,5.0",
        "300,2,USA,20,Canada,31,2,1950,1,1,1960,0,0,1,0,0,0,5.0",
        "300,2,USA,20,Canada,1,1,1950,1,1,1960,0,0,7,0,0,0,5.0",
        "300,2,USA",
        "300,2,USA,200,UK,1,1,1950,1,1,1960,0,0,,,1,,5.0",
    )
    assert "United States pledges non-aggression with United Kingdom, 1950-01-01, 1960-01-01" in said
    reasons = sorted(each for each in said if each.startswith("rejected"))
    assert len(reasons) == 4, said
    assert any("cow:1234" in each for each in reasons)
    assert any("dyad_st_day is 31" in each for each in reasons)
    assert any("defense is '7'" in each for each in reasons)


def test_other_tables_of_the_release_are_read_too(tmp_path: Path) -> None:
    undirected = HEADER.replace(",version", ",asymmetric,version")
    assert told(tmp_path, undirected, "3,200,UK,235,Portugal,1,1,1899,,,,0,1,1,0,0,0,1,4.1") == [
        "United Kingdom is allied with Portugal, 1899-01-01, 2012/.."
    ]
    members = "version4id,ccode,state_name,mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,mem_end_year,"
    members += "left_censor,right_censor,defense,neutrality,nonaggression,entente,version"
    assert told(tmp_path, members, "199,651,Egypt,22,3,1945,31,3,1979,0,0,1,0,0,0,4.1") == [
        "Egypt is a party, 1945-03-22, 1979-03-31"
    ]
