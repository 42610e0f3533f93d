"""Inter-state wars and directed dyadic wars against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.telling import told
from tests.loaders.datasets.world import Spot, World, spot

war = partial(spot, source="dataset:cow_wars:", by="org:correlates_of_war_project", origin="cow_wars", event_kind="war")
dyadic = partial(
    spot,
    source="dataset:cow_dyadic_war:",
    by="org:dyadic_mid_project_university_of_california_davis",
    origin="cow_wars",
    event_kind="war",
)

SPOTS = [
    war("line 3", "ESP", "fights", "FRA", since="1823-04-07", until="1823-11-13", level="war", method="dataset"),
    war("line 3", "ESP", "inflicts_losses_on", "FRA", key="cow_war:1", quantity=400, unit="people"),
    war("line 9", "COW-300", "fights", "ITA", key="cow_war:10", since="1848-03-24", until="1848-08-09"),
    war("line 9", "COW-300", "fights", "ITA", key="cow_war:10:2", since="1849-03-12", until="1849-03-30"),
    war("line 107", "SRB", "fights", "TUR", key="cow_war:100:2", since="1913-02-03", until="1913-04-19"),
    war("line 158", "CHN", "inflicts_losses_on", "JPN", key="cow_war:130", quantity=250_000, until="1941-12-06"),
    war("line 167", "DEU", "fights", "YUG", key="cow_war:139", since="1941-04-06", until="1941-04-17"),
    war("line 174", "DEU", "fights", "ITA", key="cow_war:139", since="1943-10-18", event_name="World War II"),
    war("line 184", "JPN", "fights", "SUN", key="cow_war:139", method="computed", level="war"),
    war("line 184", "DEU", "fights", "SUN", key="cow_war:139", since="1941-06-22", until="1945-05-07"),
    war("line 187", "DEU", "fights", "FRA", key="cow_war:139:2", since="1944-10-23", until="1945-05-07"),
    war("line 199", "EGY", "fights", "ISR", key="cow_war:148:2", since="1948-10-15", until="1949-01-07"),
    war("line 220", "PRK", "fights", "USA", key="cow_war:151", since="1950-06-27", event="cow_war:151"),
    war("line 241", "COW-817", "fights", "VNM", key="cow_war:163", event_name="Vietnam War, Phase 2"),
    dyadic("dyads, line 2", "RUS", "fights", "TUR", key="cow_war:4", since="1828-04-30", until="1829-08-19"),
    dyadic("dyads, line 2", "TUR", "inflicts_losses_on", "RUS", key="cow_war:4", quantity=80_000),
    dyadic("dyads, line 240", "DEU", "fights", "RUS", key="cow_war:108", since="1919-01-01", until="1919-04-15"),
    dyadic("dyads, line 289", "POL", "fights", "SUN", key="cow_war:139", since="1939-09-17", until="1939-10-01"),
    dyadic("dyads, line 289", "POL", "inflicts_losses_on", "SUN", key="cow_war:139", quantity=1_500),
    dyadic("dyads, line 306", "FIN", "fights", "SUN", key="cow_war:139", since="1941-07-10", until="1944-09-19"),
    dyadic("dyads, line 452", "CHN", "fights", "USA", key="cow_war:151", since="1950-10-29", level="war"),
    dyadic("dyads, line 460", "PRK", "fights", "USA", key="cow_war:151", since="1950-07-05", method="dataset"),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("cow_wars")
    claim.check(world.store)


def test_the_dead_of_a_side_with_several_opponents_are_nobodys_deed(world: World) -> None:
    world.load("cow_wars")  # line 216: North Korea; both datasets have the number
    asked = """
    MATCH (f:Fact {relation: 'inflicts_losses_on', key: 'cow_war:151'})-[:RECIPIENT]->(:Country {id: 'PRK'})
    MATCH (by)-[c:ASSERTS]->(f) WHERE NOT EXISTS { (f)-[:ACTOR]->() }
    RETURN c.quantity AS dead, c.source AS source ORDER BY source
    """
    with world.store.answer(asked, {}, 60, 10) as rows:
        assert [dict(row) for row in rows] == [
            {"dead": 316_579, "source": "dataset:cow_dyadic_war:1.1"},
            {"dead": 316_579, "source": "dataset:cow_wars:4.0"},
        ]


def test_allies_fight_only_when_they_changed_sides(world: World) -> None:
    world.load("cow_wars")
    asked = """
    MATCH (f:Fact {relation: 'fights', dyad: $dyad}) WHERE f.key STARTS WITH 'cow_war:139' RETURN count(f) AS facts
    """
    for dyad, facts in (("GBR-USA", 0), ("DEU-ROU", 1)):
        with world.store.answer(asked, {"dyad": dyad}, 60, 10) as rows:
            assert next(iter(rows))["facts"] == facts, dyad


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("cow_wars")
    states, dyads = loaded["Inter-StateWarData_v4.0.csv"], loaded["directed_dyadic_war.csv"]
    assert (states.first.rows, states.rejects) == (337, [])
    assert states.first.rows_without_fact == {"is told with its opponent's row": 1}
    assert dyads.first.rows == 720
    assert set(dyads.first.rows_without_fact) == {"is told in another row of its group"}
    # Two rows have day and month of 24 October 1918 in each other's column.
    assert {(each["field"], each["value"]) for each in dyads.rejects} == {("warstrtmnth", "24")}


STATES = (
    "WarNum,WarName,ccode,StateName,Side,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,StartMonth2,StartDay2,"
    "StartYear2,EndMonth2,EndDay2,EndYear2,Initiator,Outcome,BatDeath"
)


def test_other_wars(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        STATES,
        "300,A war,2,USA,1,3,20,2003,-7,-7,-7,-8,-8,-8,-8,-8,-8,1,5,-9",
        "300,A war,645,Iraq,2,3,20,2003,5,-9,2003,-8,-8,-8,-8,-8,-8,2,9,0",
        "301,Another,2,USA,3,3,20,2003,5,2,2003,-8,-8,-8,-8,-8,-8,1,1,12",
        "301,Another,645,Iraq,2,3,20,2003,5,2,2003,-8,-8,-8,-8,-8,-8,2,2,some",
        "302,A third,645,Iraq,2,3,20,-9,5,2,2003,-8,-8,-8,-8,-8,-8,2,2,7",
        "303,A fourth,4711,Nowhere,1,3,20,2003,5,2,2003,-8,-8,-8,-8,-8,-8,2,2,7",
    )
    assert "Iraq fights United States, 2003-03-20, 2003-05" in said
    assert sum(each.startswith("rejected") for each in said) == 4, said
    assert not any(each.startswith("note") for each in said)


def test_other_dyadic_wars(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        "warnum,disno,statea,stateb,warstrtmnth,warstrtday,warstrtyr,warendmnth,warenday,warendyr,year,outcomea,batdtha,"
        "batdthb",
        "900,1,2,645,3,20,2003,5,2,2003,2003,1,,-9",
        "900,1,645,2,3,20,2003,5,2,2003,2003,7,0,-9",
        "900,1,645,x,3,20,2003,5,2,2003,2003,7,0,-9",
    )
    assert said.count("Iraq fights United States, 2003-03-20, 2003-05-02") == 1
    assert any(each.startswith("rejected") for each in said)
