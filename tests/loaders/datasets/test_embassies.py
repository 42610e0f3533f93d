"""Embassies and consulates against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.statements import read_slice
from tests.loaders.datasets.world import Spot, World, spot

FILE = "database_of_embassies.csv"

mission = partial(spot, source="dataset:embassies:", by="org:wikidata", method="dataset", until="2022-11-16/..")
undated = {"since": "../2022-11-16"}

SPOTS = [
    mission(
        "2, a year", "BRA", "has_embassy_in", "PRK", key="wikidata:Q18246508", since="2009", place="Taedonggang-guyok"
    ),
    mission(
        "5, a day",
        "FRA",
        "has_mission_in",
        "PRK",
        key="wikidata:Q30754364",
        since="2011-10-10",
        note="de facto embassy",
    ),
    mission("11", "TWN", "has_mission_in", "CHN", key="wikidata:Q12070523", since="1997-07", place="Hong Kong"),
    mission("13", "PRK", "has_embassy_in", "AUT", key="wikidata:Q54168907", place="Vienna", **undated),
    mission("13, beside Austria", "PRK", "accredited_to", "HUN", key="wikidata:Q54168907", **undated),
    mission("13, beside Austria", "PRK", "accredited_to", "SVN", key="wikidata:Q54168907", **undated),
    mission("28", "PRK", "has_consulate_in", "CHN", key="wikidata:Q15885438", level="consulate", place="Hong Kong"),
    spot(
        "191, Russia's, then the USSR's",
        "SUN",
        "has_embassy_in",
        "ARG",
        source="dataset:embassies:",
        until="1991-12-25",
    ),
    mission("191, since the USSR", "RUS", "has_embassy_in", "ARG", key="wikidata:Q109922221", since="1991-12-26"),
    mission("233", "RUS", "has_consulate_in", "FRA", key="wikidata:Q59685110", level="honorary_consulate"),
    mission("256, in Rome, to the Holy See", "RUS", "accredited_to", "VAT", key="wikidata:Q16687393", place="Rome"),
    mission("421", "KOR", "has_consulate_in", "CHN", level="consulate_general", since="2001-08-28"),
    mission("603", "TWN", "has_mission_in", "JOR", key="wikidata:Q109344884", note="representative office", place=None),
    mission("649, with districts", "TWN", "has_mission_in", "GBR", key="wikidata:Q97347895"),
    mission("723", "UKR", "has_embassy_in", "PER", since="2003-10", key="wikidata:Q12142720"),
    mission("723, beside Peru", "UKR", "accredited_to", "COL", since="2003-10", place="Lima"),
    mission("796", "USA", "has_mission_in", "CUB", since="1977", note="Interests Section"),
    mission("952, in Tunis", "USA", "accredited_to", "LBY", place="Tunis", key="wikidata:Q29897428"),
    mission("953", "USA", "has_embassy_in", "TUN", place="Tunis", key="wikidata:Q79953132"),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("embassies")
    claim.check(world.store)


def test_an_embassy_elsewhere_is_none_where_it_stands(world: World) -> None:
    world.load("embassies")
    query = "MATCH (f:Fact {key: 'wikidata:Q29897428'}) RETURN f.relation, f.dyad"
    with world.store.answer(query, {}, 60, 1000) as rows:
        assert [list(row) for row in rows] == [["accredited_to", "LBY-USA"]]


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("embassies")[FILE]
    assert (loaded.first.rows, loaded.rejects) == (971, [])
    assert dict(loaded.first.rows_without_fact) == {"names no single state: a part of a state": 2}


def test_other_rows(tmp_path: Path) -> None:
    told = read_slice(
        tmp_path / "database_of_embassies.csv",
        "operator;jurisdictions;country;city;type;creation;QID",
        "European Union;;Chad;\"N'Djamena;delegation;;http://www.wikidata.org/entity/Q1",
        "Namibia;;Ghana;Accra;high commission;1990-03-21T00:00:00Z;http://www.wikidata.org/entity/Q2",
        "Chad;;Chad;;embassy;;http://www.wikidata.org/entity/Q3",
        "Chad;;Atlantis;;embassy;;http://www.wikidata.org/entity/Q4",
        "Chad;;Mali;;villa;;http://www.wikidata.org/entity/Q5",
        "Chad;;Mali;;embassy;once;http://www.wikidata.org/entity/Q6",
        "Chad;;Mali;;embassy;;",
        "Chad;;Somaliland;;embassy;;http://www.wikidata.org/entity/Q8",
    )
    assert told.facts == [("org:EU", "has_mission_in", "TCD"), ("NAM", "has_embassy_in", "GHA")]
    assert told.statements[1].claim.since == "1990-03-21"
    assert len(told.rejected) == 6
