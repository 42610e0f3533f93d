"""Votes of the UN General Assembly against rows read by eye, agreement counted by hand, and other releases."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.datasets.statements import read_slice
from tests.loaders.datasets.world import Spot, World

VOTES = "UNVotesPublished.csv"

SOURCE = "dataset:unga:"
BY = "org:erik_voeten"


def cast(row: str, actor: str, relation: str, call: int, since: str, **expected: object) -> Spot:
    """A state's vote on a roll call."""
    event = {"event": f"unga:{call}", "key": f"unga:{call}", "event_kind": "vote"}
    told = {"by": BY, "method": "dataset", "since": since, "until": since}
    return Spot(row, actor, relation, None, SOURCE, "actual", event | told | expected)


def alike(row: str, actor: str, other: str, session: int, share: float, **expected: object) -> Spot:
    """How alike two states voted in a session."""
    told = {"by": BY, "method": "computed", "key": f"unga_session:{session}", "quantity": share, "unit": "share"}
    return Spot(row, actor, "votes_with", other, SOURCE, "actual", told | expected)


SPOTS = [
    cast(f"{VOTES}, 128", "USA", "votes_for", 17, "1946-02"),
    cast(f"{VOTES}, 132, 365 was the USSR", "SUN", "votes_against", 17, "1946-02"),
    cast(f"{VOTES}, 839, of the calendar's year", "USA", "votes_for", 289, "1951-02"),
    cast(f"{VOTES}, 905", "YUG", "votes_against", 510, "1957-09"),
    cast(f"{VOTES}, 1448", "CHN", "votes_for", 1207, "1971-12"),
    cast(f"{VOTES}, 2451, West Germany", "DEU", "abstains_on", 1428, "1973-12"),
    cast(f"{VOTES}, 2452, East Germany", "DDR", "votes_for", 1428, "1973-12"),
    cast(f"{VOTES}, 4485", "PRK", "votes_for", 3638, "1991-12"),
    cast(
        f"{VOTES}, 4618",
        "SUN",
        "votes_for",
        3655,
        "1991-12",
        note="an important vote, as the US Department of State has it",
    ),
    cast(
        f"{VOTES}, 6943",
        "USA",
        "votes_against",
        4981,
        "2009-12-02",
        event_name="UN General Assembly, roll call 4981 (R/64/16: Palestinian conflict, human rights)",
    ),
    cast(f"{VOTES}, 7181", "USA", "abstains_on", 5015, "2009-12-10", note=None, locator="rcid 5015, ccode 2"),
    cast(f"{VOTES}, 10035", "PRK", "abstains_on", 5423, "2015-12-07"),
    alike("10 of 43", "SUN", "USA", 1, 10 / 43, until="1946-12"),
    alike("29 of 93", "DDR", "DEU", 28, 29 / 93, since="1973-10"),
    alike("17 of 70", "SUN", "USA", 46, 17 / 70),
    alike("7 of 69", "CHN", "USA", 64, 7 / 69),
    alike("47 of 65", "PRK", "RUS", 64, 47 / 65, note="alike in 47 of 65 roll calls of session 64"),
    alike("26 of 67", "KOR", "PRK", 70, 26 / 67),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("unga")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("unga")
    votes = loaded[VOTES].first
    assert dict(votes.rows_without_fact) == {"not a member": 1_701, "absent": 295}
    assert (votes.rows, votes.loaded, votes.rejected) == (10_336, 5_309 + 1_455 + 1_576 + 331, 0)
    without = {name: dict(one.first.rows_without_fact) for name, one in loaded.items() if name != VOTES}
    assert without == {
        "IdealpointestimatesAll_Apr2020.csv": {"estimates the position of one state; of no dyad": 8_601},
        "un_roll_call_issues.csv": {"says what a roll call is about; its votes tell it, too": 1_435},
        "un_roll_calls.csv": {"describes a roll call; who voted how stands in the file of votes": 1_326},
    }


HEADER = "rcid,session,vote,ccode,member,date,unres"


def test_days_of_the_week_give_months_only(tmp_path: Path) -> None:
    """A session without a day above the seventh tells weekdays; one with such a day tells days of the month."""
    told = read_slice(
        tmp_path / "votes.csv",
        HEADER,
        "1,7,1,2,1,12/7/1952,R/7/1",
        "2,7,1,2,1,11/3/1952,R/7/2",
        "3,61,1,2,1,12/7/2006,R/61/1",
        "4,61,1,2,1,12/19/2006,R/61/2",
    )
    assert [one.claim.since for one in told.statements] == ["1952-12", "1952-11", "2006-12-07", "2006-12-19"]


def test_agreement_ends_where_a_state_does(tmp_path: Path) -> None:
    """Of one session, two votes are the USSR's and one is Russia's."""
    told = read_slice(
        tmp_path / "votes.csv",
        HEADER,
        *(
            f"{call},46,{vote},2,1,{day},R"
            for call, vote, day in ((1, 1, "12/9/1991"), (2, 3, "12/12/1991"), (3, 1, "3/2/1992"))
        ),
        *(f"{call},46,1,365,1,{day},R" for call, day in ((1, "12/9/1991"), (2, "12/12/1991"), (3, "3/2/1992"))),
    )
    shares = {one.fact.parties: one.claim.quantity for one in told.statements if one.fact.relation == "votes_with"}
    assert shares == {("SUN", "USA"): 0.5, ("RUS", "USA"): 1}


def test_other_releases_and_broken_rows(tmp_path: Path) -> None:
    told = read_slice(
        tmp_path / "UNVotes.csv",
        "resid,rcid,ccode,member,vote,Country,Countryname,year,session,abstain,yes,no,importantvote,date,unres,short,me,nu",
        "1,9101,2,1,3,USA,United States,2021,76,1,2,3,0,2021-12-06,A/RES/76/1,SPACE,0,0",
        "1,9101,9999,1,3,XXX,Nowhere,2021,76,1,2,3,0,2021-12-06,A/RES/76/1,SPACE,0,0",
        "1,9101,710,1,4,CHN,China,2021,76,1,2,3,0,2021-12-06,A/RES/76/1,SPACE,0,0",
        "1,9101,710,1,1,CHN,China,2021,76,1,2,3,0,long ago,A/RES/76/1,SPACE,0,0",
        "1,9101,732,0,9,ROK,South Korea,2021,76,1,2,3,0,2021-12-06,A/RES/76/1,SPACE,0,0",
    )
    assert told.facts == [("USA", "votes_against", None)]
    assert told.statements[0].event is not None
    assert told.statements[0].event.name == "UN General Assembly, roll call 9101 (A/RES/76/1: SPACE)"
    assert told.without == {"not a member": 1}
    assert len(told.rejected) == 3
    assert told.notes == []


def test_the_publishers_own_agreement(tmp_path: Path) -> None:
    told = read_slice(
        tmp_path / "AgreementScoresAll_Jun2024.csv",
        '"","ccode1","ccode2","session.x","agree","year","IdealPointAll.x","IdealPointAll.y","IdealPointDistance"',
        '"1",2,710,75,0.25,2020,2.5,-0.9,3.4',
        '"2",710,2,75,0.25,2020,-0.9,2.5,3.4',
        '"3",2,710,75,NA,2020,2.5,-0.9,3.4',
        '"4",2,710,75,25,2020,2.5,-0.9,3.4',
    )
    first, second = told.statements
    assert (first.claim.id, first.fact.parties) == (second.claim.id, ("CHN", "USA"))
    assert (first.fact.key, first.claim.quantity, first.claim.method) == ("unga_session:75", 0.25, "computed")
    assert len(told.rejected) == 2
    assert told.notes == []
