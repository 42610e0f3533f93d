"""Militarized disputes (Correlates of War, dyadic, Gibler-Miller-Little) against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.telling import told
from tests.loaders.datasets.world import Spot, World, spot

mid = partial(
    spot, source="dataset:cow_mid:", by="org:correlates_of_war_project", origin="cow_mid", event_kind="dispute"
)
dyadic = partial(
    spot, source="dataset:cow_dyadic_mid:", by="org:dyadic_mid_project_university_of_california_davis", origin="cow_mid"
)
gml = partial(spot, source="dataset:gml_mid:", by="org:gibler_miller_and_little", origin="cow_mid")

SPOTS = [
    mid("MIDB, line 3", "USA", "mobilizes_against", "GBR", key="mid:2", since="1902-07", until="1903-01-24"),
    mid("MIDB, line 109", "CUB", "fights", "USA", key="mid:61", since="1962-01-28", method="computed"),
    mid("MIDB, line 395", "SUN", "threatens_force_against", "USA", key="mid:246", since="1960-07-09", method="dataset"),
    mid("MIDB, line 94", "CHN", "fights", "USA", key="mid:51", since="1950-09-30", until="1953-07-27", level="war"),
    mid("MIDB, line 88", "FRA", "fights", "PRK", key="mid:51", since="1951-01-01", event="mid:51"),
    mid("MIDB, line 420", "DEU", "fights", "FRA", key="mid:258", since="1939-03-31", until="1940-06-22"),
    mid("MIDB, line 424", "DEU", "fights", "FRA", key="mid:258:2", since="1944-10-23", until="1945-05-07"),
    mid("MIDB, line 764", "ISR", "assaults", "LBY", key="mid:1043", since="1973-02-21", until="1973-02-21"),
    mid("MIDB, line 2045", "SUN", "coerces", "USA", key="mid:2221", until="1970-11-10"),
    mid("MIDB, line 2373", "CHN", "fights", "SUN", key="mid:2714", level="use_of_force", since="1977-07-04"),
    mid("MIDB, line 3697", "CAN", "assaults", "USA", key="mid:3900", since="1989-12-11"),
    mid("MIDB, line 3960", "TUR", "inflicts_losses_on", "CYP", key="mid:4095", quantity=1, unit="people"),
    mid("MIDB, line 4098", "ISR", "inflicts_losses_on", "SYR", quantity_low=1, quantity_high=25, until="1996-08"),
    mid("MIDB, line 4766", "JPN", "coerces", "CHN", key="mid:4491", until="2014-12-30"),
    mid("MIDB, line 5139", "RUS", "fights", "UKR", key="mid:4682", since="2014-04-02", level="use_of_force"),
    mid("MIDIP, line 2", "USA", "mobilizes_against", "SCG", key="mid_incident:3551001", event="mid:3551"),
    mid("MIDIP, line 5", "USA", "blockades", "SCG", key="mid_incident:3551002", until="1996-09-24"),
    mid("MIDIP, line 8", "USA", "mobilizes_against", "SCG", key="mid_incident:3551003", since="1993-01"),
    mid("MIDIP, line 13", "USA", "threatens_force_against", "SCG", key="mid_incident:3551007"),
    mid("MIDIP, line 1110", "KOR", "fights", "PRK", key="mid_incident:4483009", since="2009-11-10"),
    mid("MIDIP, line 1104", "PRK", "mobilizes_against", "KOR", key="mid_incident:4483006", until="2009-06-04"),
    dyadic("dyadic, line 2", "USA", "mobilizes_against", "GBR", key="mid:2", since="1902-07-01", method="dataset"),
    dyadic("dyadic, line 136", "CHN", "fights", "USA", key="mid:51", since="1950-09-30", level="war"),
    dyadic("dyadic, line 139", "CHN", "inflicts_losses_on", "USA", quantity_low=1000, quantity_high=None),
    dyadic("dyadic, line 144", "PRK", "fights", "USA", key="mid:51", since="1950-06-27", until="1953-07-27"),
    dyadic("dyadic, line 153", "CAN", "fights", "CHN", key="mid:51", level="war", event="mid:51"),
    dyadic("dyadic, line 155", "CHN", "inflicts_losses_on", "CAN", quantity_low=251, quantity_high=None),
    gml("gml, line 2", "SUN", "occupies", "IRN", key="mid:20", since="1945-11", until="1946-04", method="dataset"),
    gml("gml, line 52", "CHN", "fights", "USA", key="mid:51", since="1950", until="1953", method="computed"),
    gml("gml, line 56", "PRK", "fights", "USA", key="mid:51", level="war", event_name="MID 51"),
    gml("gml, line 94", "CHN", "fights", "FRA", key="mid:51", since="1951", until="1953"),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("cow_mid")
    claim.check(world.store)


def test_the_dead_of_a_side_with_several_opponents_are_nobodys_deed(world: World) -> None:
    world.load("cow_mid")  # MIDB, line 88: France in the Korean war, level 4
    asked = """
    MATCH (f:Fact {relation: 'inflicts_losses_on', key: 'mid:51'})-[:RECIPIENT]->(:Country {id: 'FRA'})
    MATCH (by)-[c:ASSERTS]->(f) WHERE NOT EXISTS { (f)-[:ACTOR]->() } AND c.source STARTS WITH 'dataset:cow_mid:'
    RETURN f.name AS name, c.quantity_low AS low, c.quantity_high AS high, c.since AS since
    """
    with world.store.answer(asked, {}, 60, 10) as rows:
        assert [dict(row) for row in rows] == [
            {"name": "France suffers losses", "low": 251, "high": 500, "since": "1951-01-01"}
        ]


def test_three_datasets_speak_of_one_fact_and_are_one_origin(world: World) -> None:
    world.load("cow_mid")
    asked = """
    MATCH (f:Fact {relation: 'fights', key: 'mid:51', dyad: 'CHN-USA'})<-[c:ASSERTS]-(by)
    RETURN f.status AS status, f.origins AS origins, count(DISTINCT by) AS speakers
    """
    with world.store.answer(asked, {}, 60, 10) as rows:
        assert [dict(row) for row in rows] == [{"status": "asserted", "origins": 1, "speakers": 3}]


def test_those_of_one_side_do_nothing_to_each_other(world: World) -> None:
    world.load("cow_mid")
    asked = "MATCH (f:Fact {key: 'mid:3551', dyad: 'DEU-USA'}) RETURN count(f) AS facts"
    with world.store.answer(asked, {}, 60, 10) as rows:
        assert next(iter(rows))["facts"] == 0


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("cow_mid")
    assert {name: (each.first.rows, len(each.rejects)) for name, each in loaded.items()} == {
        "MIDA 5.0.csv": (2_436, 0),
        "MIDB 5.0.csv": (5_264, 0),
        "MIDIP 5.0.csv": (1_853, 0),
        "dyadic_mid_4.02.csv": (4_442, 0),
        "gml-ddy-disputes-2.03.csv": (2_566, 0),
    }
    reasons = {reason for each in loaded.values() for reason in each.first.rows_without_fact}
    assert reasons == {
        "a dispute as a whole; who did what to whom is in MIDB",
        "took no militarised action, and none of its soldiers is known to have died",
        "is told with its opponent's row",
        "no opponent of that time is in the file",
        "is told in another row of its group",
    }


MIDB = "dispnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,fatality,fatalpre,hiact,hostlev,orig"


def test_other_disputes(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        MIDB,
        "9001,A,2,1,1,2019,5,1,2019,1,0,0,22,4,1",
        "9001,B,630,1,1,2019,5,1,2019,0,7,0,0,1,1",
        "9002,A,2,1,1,2020,5,1,2020,1,0,0,16,4,1",
        "9002,B,630,1,2,2020,5,2,2020,0,0,0,16,4,1",
        "9003,A,2,30,2,2020,5,3,2020,1,0,0,16,4,1",
        "9003,B,630,1,2,2020,5,1,2020,0,0,0,16,4,1",
        "9003,C,4711,1,2,2020,5,3,2020,0,0,0,16,4,1",
        "9003,D,200,1,2,2020,5,3,2020,1,0,0,16,4,1",
        "9004,D,200,1,2,2020,5,3,2020,1,0",
    )
    # An action that the release doesn't know leaves the level; a fatality that it doesn't know rejects its row.
    assert "United States assaults Iran, 2019-01-01, 2019-01-05" not in said
    assert any("fatality has the code '7'" in each for each in said)
    # Those who weren't in it at one time never met.
    assert said.count("without fact: no opponent of that time is in the file") >= 2
    assert any("stday is 30" in each for each in said)
    assert any("endyear puts the end (2020-01-05) before the beginning (2020-02-01)" in each for each in said)
    assert any("'cow:4711'" in each for each in said)
    assert any("is the missing code" in each or "hostlev is empty" in each for each in said)


def test_an_unknown_action_leaves_the_level(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        MIDB,
        "9001,A,2,1,1,2019,5,1,2019,1,0,0,22,4,1",
        "9001,B,630,1,1,2019,5,1,2019,0,0,0,0,1,1",
    ) == [
        "United States assaults Iran, 2019-01-01, 2019-01-05",
        "without fact: took no militarised action, and none of its soldiers is known to have died",
    ]


def test_other_dyadic_disputes_without_the_actions_of_release_5(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        "disno,statea,stateb,strtday,strtmnth,strtyr,endday,endmnth,endyear,year,hihosta,hihostb,fatleva,fatlevb",
        "9,2,630,1,1,2011,5,1,2011,2011,4,1,0,0",
        "9,630,2,1,1,2011,5,1,2011,2011,1,4,0,0",
        "9,2,731,1,24,2011,5,1,2011,2011,1,4,0,0",
        "9,2,,1,2,2011,5,1,2011,2011,1,4,0,0",
    )
    assert "United States assaults Iran, 2011-01-01, 2011-01-05" in said
    assert sum(each.startswith("rejected") for each in said) == 2
    assert sum("without fact" in each for each in said) == 1


def test_other_years_of_gml(tmp_path: Path) -> None:
    header = (
        "dispnum,ccode1,ccode2,year,sidea1,fatality1,fatalpre1,hiact1,hiact2,hostlev1,hostlev2,orig1,midonset,stmon,"
    )
    header += "endmon,numa,numb,ongo2010"
    said = told(
        tmp_path,
        header,
        "4009,2,700,2009,1,0,0,16,0,4,1,1,0,10,12,1,1,1",
        "4009,2,700,2010,1,0,0,16,0,4,1,1,0,10,12,1,1,1",
        "4010,2,700,twenty,1,0,0,16,0,4,1,1,0,10,12,1,1,1",
    )
    assert said[0] == "United States assaults Afghanistan, ../2009, 2010/.."
    assert said[-1].startswith("rejected") or said[-2].startswith("rejected")
