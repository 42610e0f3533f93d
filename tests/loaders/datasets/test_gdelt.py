"""GDELT against rows read by eye, and rows of other days and releases."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.statements import read_slice
from tests.loaders.datasets.world import Spot, World, spot

RAW_2 = "20170101073000.export.CSV"
GEORGIA = "gdelt1_georgia_2012-09.csv"

event = partial(spot, source="dataset:gdelt:", by="org:the_gdelt_project", method="machine")
day = {"since": "2017-01-01", "until": "2017-01-01", "said_on": "2017-01-01"}

SPOTS = [
    event(
        f"{RAW_2}, 88",
        "BOL",
        "detains_people_of",
        "USA",
        key="gdelt:613300948",
        place="New Jersey, United States",
        **day,
    ),
    event(f"{RAW_2}, 92, 042", "BRA", "visits", "USA", key="gdelt:613300953", actor_detail="CURITIBA", **day),
    event(f"{RAW_2}, 465, 043 is its inverse", "BRA", "visits", "USA", key="gdelt:613301450", **day),
    event(
        f"{RAW_2}, 118",
        "CHN",
        "threatens",
        "BRN",
        key="gdelt:613300988",
        partner_detail="BRUNEI",
        actor_role=None,
        **day,
    ),
    event(f"{RAW_2}, 151", "CRI", "finances", "USA", key="gdelt:613301032", **day),
    event(f"{RAW_2}, 194, EEC before EUR", "GBR", "threatens", "org:EU", key="gdelt:613301089", **day),
    event(f"{RAW_2}, 281, symmetric", "ISR", "agrees_with", "PSE", key="gdelt:613301205", **day),
    event(
        f"{RAW_2}, 530", "USA", "sanctions", "RUS", key="gdelt:613301537", actor_role="GOV", actor_detail="OBAMA", **day
    ),
    event(f"{RAW_2}, 531, symmetric", "TUR", "agrees_with", "USA", key="gdelt:613301538", **day),
    event(
        f"{GEORGIA}, 58",
        "AFG",
        "agrees_with",
        "org:NATO",
        key="gdelt:214915307",
        since="2012-09-03",
        said_on="2013-02-03",
    ),
    event(f"{GEORGIA}, 234", "UKR", "supports", "RUS", key="gdelt:216790058", partner_role="GOV", note="in 1 article"),
    event(f"{GEORGIA}, 270", "AZE", "assaults", "ARM", key="gdelt:216830745", since="2012-09-06", until="2012-09-06"),
    event(f"{GEORGIA}, 621", "EST", "has_treaty_with", "USA", key="gdelt:217417881", since="2012-09-12"),
    event(f"{GEORGIA}, 864", "RUS", "aids", "USA", key="gdelt:217938972", note="in 7 articles", since="2012-09-17"),
    event(f"{GEORGIA}, 1296", "USA", "withdraws_forces_from", "RUS", key="gdelt:218284697", since="2012-09-20"),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("gdelt")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("gdelt")
    assert {name: one.first.rows for name, one in loaded.items()} == {
        RAW_2: 540,
        "GDELT_1.0_event_Column_Labels_Header_Row_Sep2016.tsv": 58,
        "GDELT_2.0_Events_Column_Labels_Header_Row_Sep2016.csv": 61,
        GEORGIA: 2_223,
    }
    assert dict(loaded[RAW_2].first.rows_without_fact) == {
        "names a state or known organisation on one side at most": 460,
        "both sides are of one state": 29,
        "a side is a region, no single state": 1,
        "no state actor": 4,
        "a statement or an appeal (CAMEO 01 and 02), which is no deed of one of PLOVER's types": 4,
    }
    assert (loaded[RAW_2].first.loaded, loaded[GEORGIA].first.loaded) == (42, 206)
    assert [one.rejects for one in loaded.values()] == [[], [], [], []]


def test_a_machine_never_corroborates(world: World) -> None:
    """Ten articles about one event are the machine's one word."""
    world.load("gdelt")
    query = "MATCH (f:Fact) WHERE f.key STARTS WITH 'gdelt:' RETURN DISTINCT f.status, f.origins, f.claims"
    with world.store.answer(query, {}, 60, 1000) as rows:
        assert [list(row) for row in rows] == [["asserted", 0, 1]]


def raw(width: int, **cells: str) -> str:
    """A line of an export without header; `width` 61 is 2.0, 58 and 57 are 1.0 with and without addresses."""
    places = {
        "id": 0,
        "day": 1,
        "country1": 7,
        "group1": 8,
        "ethnic1": 9,
        "type1": 12,
        "country2": 17,
        "type2": 22,
        "code": 26,
    }
    line = [""] * width
    line[2:5] = ["201402", "2014", "2014.1370"]
    for name, value in cells.items():
        line[places[name]] = value
    line[33] = "3"
    line[{61: 59, 58: 56, 57: 56}[width]] = "20140219120000" if width == 61 else "20140219"
    return "\t".join(line)


@pytest.mark.parametrize("width", [61, 58, 57])
def test_exports_without_a_header_are_recognised(tmp_path: Path, width: int) -> None:
    told = read_slice(
        tmp_path / "20140219.export.CSV",
        raw(width, id="1", day="20140219", country1="ROM", type1="GOV", country2="MTN", code="0841"),
    )
    assert told.facts == [("ROU", "releases_people_of", "MNE")]
    assert told.statements[0].claim.said_on == "2014-02-19"
    assert told.notes == told.rejected == []


def test_what_the_mapping_does_not_know_is_no_fact(tmp_path: Path) -> None:
    known = {"id": "1", "day": "20140219", "country1": "UKR", "country2": "RUS", "code": "190"}
    told = read_slice(
        tmp_path / "20140219.export.CSV",
        raw(61, **known),
        raw(61, **known | {"country2": "SAF"}),
        raw(61, **known | {"country2": "AUL"}),
        raw(61, **known | {"code": "0999"}),
        raw(61, **known | {"code": "X"}),
        raw(61, **known | {"type1": "REB"}),
        raw(61, **known | {"ethnic1": "tat"}),
        raw(61, **known | {"group1": "TAL"}),
        raw(61, **known | {"day": "20141399"}),
        "broken\tline",
        raw(61, **known | {"group1": "NAT", "country1": "WST"}),
    )
    assert told.facts == [("UKR", "assaults", "RUS"), ("org:NATO", "assaults", "RUS")]
    assert dict(told.without) == {
        "a side is a region, no single state": 1,
        "no state actor": 3,
        "names a state or known organisation on one side at most": 1,
    }
    assert told.rejected == [
        "Actor2CountryCode has 'AUL', which is no country or region of CAMEO",
        "EventCode has '0999', which is no code of CAMEO 1.1",
        "EventCode has 'X', which is no code of CAMEO 1.1",
        "SQLDATE is '20141399', which is no day (YYYYMMDD)",
    ]


@pytest.mark.parametrize(
    ("event_day", "since"), [("20140218", "2014-02-18"), ("20130219", "2013-02-19~"), ("20140120", "2014-01-20~")]
)
def test_a_year_before_the_report_is_an_approximate_day(tmp_path: Path, event_day: str, since: str) -> None:
    told = read_slice(
        tmp_path / "x.export.CSV", raw(61, id="1", day=event_day, country1="UKR", country2="RUS", code="190")
    )
    assert told.statements[0].claim.since == since
