"""ATOP's members, alliances and directed dyad-years against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.telling import told
from tests.loaders.datasets.world import Spot, World, spot

BY = "org:atop_project_rice_university"
member = partial(spot, source="dataset:atop:", by=BY, event_kind="alliance")
directed = partial(spot, source="dataset:atop_directed:", by=BY, event=None, origin="atop")

SPOTS = [
    member("members, line 2", "GBR", "party_to", None, since="1815-01-03", until="1815-02-08", key="atop:1005"),
    member("members, line 6", "COW-240", "party_to", None, since="1815-01-19", event="atop:1005", level="in_force"),
    member("members, line 12", "COW-240", "party_to", None, since="1815-06-08", until="1848-03-31", key="atop:1020"),
    member("members, line 32", "COW-240", "party_to", None, since="1850-11-29", key="atop:1020:2", event="atop:1020"),
    member("members, line 177", "FRA", "party_to", None, since="1874-03-15", until="1883-08-25", key="atop:1320"),
    member("members, line 586", "YEM", "party_to", None, since="1990-05-22", until="2016/..", event="atop:3015"),
    member("members, line 697", "USA", "party_to", None, since="1949-04-04", until="2016/..", event="atop:3180"),
    member("members, line 723", "DEU", "party_to", None, since="1954-10-23", event="atop:3180"),
    member("members, line 880", "SUN", "pledges_defence_to", "PRK", since="1961-07-06", until="1991-12-25"),
    member("members, line 881", "PRK", "pledges_nonaggression_with", "RUS", until="1996-09-10"),
    member("members, line 883", "CHN", "allied_with", "PRK", since="1961-07-11", until="2016/..", event="atop:3445"),
    member("members, line 904", "FRA", "pledges_consultation_with", "DEU", since="1963-01-22", event="atop:3470"),
    member("members, line 1386", "PRK", "pledges_nonaggression_with", "KOR", since="1991-12-13", until="2016/.."),
    member("members, line 1799", "RUS", "pledges_consultation_with", "PRK", since="2000-02-09", until="2016/.."),
    member("alliances, line 4", "COW-300", "party_to", None, since="1815-04-29", key="atop:1015"),
    directed("dyads, line 2", "USA", "pledges_nonaggression_with", "DDR", since="1975", until="1975"),
    directed("dyads, line 30", "USA", "pledges_offence_with", "CHN", since="1945", until="1945"),
    directed("dyads, line 32", "CHN", "pledges_nonaggression_with", "USA", since="2015", until="2015"),
    directed("dyads, line 2209", "SUN", "pledges_neutrality_to", "CHN", since="../1940", until="1940"),
    directed("dyads, line 2220", "RUS", "pledges_consultation_with", "CHN", since="2005", until="2005"),
    directed("dyads, line 2239", "SUN", "pledges_defence_to", "PRK", since="1961"),
    directed("dyads, line 2239", "PRK", "allied_with", "SUN", since="1961"),
    directed("dyads, line 1341", "SUN", "allied_with", "YUG", since="1945", until="1945"),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("atop")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("atop")
    assert {name: (each.first.rows, len(each.rejects)) for name, each in loaded.items()} == {
        "atop-alliance-level.csv": (625, 0),
        "atop-member-level.csv": (2_077, 0),
        "atop51_ddyr_peacesciencer.csv": (4_666, 0),
    }
    assert loaded["atop-alliance-level.csv"].first.rows_without_fact == {
        "an alliance of several members, each of whose entry and exit the member level tells": 102
    }
    assert loaded["atop-member-level.csv"].first.rows_without_fact == {
        "is told in another row of its group": 185,
        "a party outside the state system (ATOP's own number)": 1,
    }
    assert set(loaded["atop51_ddyr_peacesciencer.csv"].first.rows_without_fact) == {
        "goes on from the year before (one record tells an unbroken run)"
    }


def test_non_aggression_alone_makes_no_ally(world: World) -> None:
    world.load("atop")
    asked = "MATCH (f:Fact {dyad: 'KOR-PRK', relation: 'allied_with'}) RETURN count(f) AS facts"
    with world.store.answer(asked, {}, 60, 10) as rows:
        assert next(iter(rows))["facts"] == 0


MEMBERS = (
    "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,bilat,phase,defense,offense,neutral,nonagg,consul,novelty"
)


def test_other_members_and_columns(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        MEMBERS,
        "9000,2,2019,1,0,0,0,0,1,0,1,0,0,0,0,x",
        "9000,9999,2019,1,,0,0,0,1,0,1,0,0,0,0,x",
        "9005,200,2019,13,1,0,0,0,1,0,1,0,0,0,0,x",
        "9010,999,2000,1,1,2001,1,1,1,0,1,0,0,0,0,x",
        "9015,220,2001,1,1,2000,1,1,1,0,1,0,0,0,0,x",
        "9020,220,2001,1,1,2002",
    )
    assert "United States is a party, 2019-01, 2019/.." in said
    assert "without fact: a party outside the state system (ATOP's own number)" in said
    assert [each for each in said if "moent is 13" in each or "'cow:999'" in each or "before the beginning" in each]
    assert sum(each.startswith("rejected") for each in said) == 3
    assert "note: columns that nothing reads: novelty" in said


def test_the_projects_own_columns_of_dyad_years(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        "ddyad,year,atopally,defense,offense,neutral,nonagg,consul,asymm,stateA,stateB,version",
        "2020,1949,1,1,0,0,0,0,0,2,20,5.1",
        "2020,1950,1,1,0,0,0,0,0,2,20,5.1",
        "2020,1951,1,1,0,0,0,0,0,2,20,5.1",
        "2040,1950,0,0,0,0,0,0,0,2,40,5.1",
        "2020,1950,1,1,0,0,0,0,0,2,nobody,5.1",
    )
    assert "United States pledges defence to Canada, ../1949, 1951/.." in said
    assert "Canada is allied with United States, ../1949, 1951/.." in said
    assert "without fact: pledges nothing in this direction" in said
    assert sum(each.startswith("rejected") for each in said) >= 1


def test_two_projects_that_date_a_pledge_alike_corroborate_it(world: World) -> None:
    world.load("cow_alliance")
    world.load("atop")
    asked = """
    MATCH (f:Fact {relation: 'pledges_defence_to', since: '1961-07-06'})-[:ACTOR]->(:Country {id: 'SUN'})
    MATCH (f)-[:PART_OF]->(e) RETURN f.status AS status, f.origins AS origins, e.id AS event ORDER BY event
    """
    with world.store.answer(asked, {}, 60, 10) as rows:
        assert [dict(row) for row in rows] == [
            {"status": "corroborated", "origins": 2, "event": "atop:3440"},
            {"status": "corroborated", "origins": 2, "event": "cow_alliance:264"},
        ]
