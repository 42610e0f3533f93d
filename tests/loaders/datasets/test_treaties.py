"""Trade agreements against rows read by eye: DESTA and HUGGO."""

from __future__ import annotations

from functools import partial

import pytest

from graph.store import Store
from tests.loaders.datasets.test_sanctions import load
from tests.loaders.datasets.world import Spot, World, spot

desta = partial(
    spot, source="dataset:desta:", by="org:design_of_trade_agreements_database", event_kind="treaty", origin="desta"
)
huggo = partial(spot, source="dataset:huggo:", event_kind="treaty", origin="desta")

SPOTS = [
    desta("DESTA 7", "ALB", "has_treaty_with", "HRV", since="2002", until="2002/..", level="in_force", key="desta:7",
          event_name="Albania Croatia", note="In force since 2003"),
    desta("DESTA 7, a party", "HRV", "party_to", None, event="desta:7", since="2002"),
    desta("DESTA 2, six parties", "EGY", "party_to", None, event="desta:2", since="1962", level="in_force"),
    desta("DESTA 8, a bloc's member", "DEU", "party_to", None, event="desta:8", since="2006"),
    desta("DESTA 16+2, accession", "FIN", "party_to", None, event="desta:16", since="1994", level="signed"),
    desta("DESTA 16, base", "DZA", "party_to", None, event="desta:16", since="1976", event_name="Algeria EC"),
    desta("DESTA 26_1, withdrawal", "VEN", "party_to", None, event="desta:26", until="2006"),
    desta("DESTA 44, an amendment of two", "ARG", "has_treaty_with", "MEX", since="1989", level="signed"),
    desta("DESTA 192_1, five leave", "POL", "party_to", None, event="desta:192", until="2004"),
    desta("DESTA 68", "CHN", "party_to", None, event="desta:68", since="2007",
          event_name="Association of Southeast Asian Nations China Services"),
    desta("DESTA 193, iso 900", "XKX", "party_to", None, level="in_force"),
    huggo("GATT_1947O, USA", "USA", "party_to", None, event="huggo:GATT_1947O", since="1948-01-01", until="1996-01-01",
          level="signed"),
    huggo("GATT_1947O, KOR", "KOR", "party_to", None, event="huggo:GATT_1947O", since="1967-04-14"),
    huggo("EC_1957A, DEU", "DEU", "party_to", None, event="desta:293", since="1957-03-25", until=None, level="in_force",
          note="Signed 1957-03-25, ratified 1957-07-19, in force 1958-01-01."),
    huggo("ERPCSC_1951O, DEU", "DEU", "party_to", None, event="desta:436", since="1951-04-18", until="2002-07-23"),
    huggo("ARUSHA_1968A, no end told", "DEU", "party_to", None, event="desta:700", since="1968-07-26", until="1968-07-26/.."),
    huggo("TRPRTT_1967A, SRB by succession", "SRB", "party_to", None, event="desta:682", since=None),
    huggo("KAZ-RUS 1992, RUS", "RUS", "party_to", None, since="1992-05-25", until="1992-05-25/.."),
    huggo("BLRSKR, a month", "RUS", "party_to", None, since="2009-11", until=None, level="in_force"),
    huggo("CAN-PRT 1954", "CAN", "has_treaty_with", "PRT", since="1954-05-28", until=None, level="in_force",
          event_name="Canada Portugal", key="huggo:CAN-PRT[NA]_1954O"),
    huggo("ZAF-ZWE 1948", "ZAF", "has_treaty_with", "ZWE", since="1948-12-06", until="1949-04-01/.."),
    huggo("BTN-IND 1949, ended", "BTN", "has_treaty_with", "IND", since="1949-08-08", until="2007-03-02", level="signed"),
    huggo("JOR-ALG 1997, a code of their own", "DZA", "has_treaty_with", "JOR", since="1997-05-19"),
    huggo("GBR-KOS 2019", "GBR", "has_treaty_with", "XKX"),
    huggo("CHN-PAK 2006", "CHN", "has_treaty_with", "PAK"),
]  # fmt: skip


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("treaties")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("treaties")
    assert {name: one.rejects for name, one in loaded.items() if one.rejects} == {}
    assert loaded["DESTA.csv"].first.rows == 993
    assert loaded["DESTA.csv"].first.rows_without_fact == {
        "a negotiation, not a treaty": 82,
        "the consolidated text of an amended agreement, which has a row of its own": 23,
    }
    assert loaded["HUGGO_MEM_additional.csv"].first.rows == 255
    assert loaded["HUGGO_MEM_additional.csv"].first.rows_without_fact == {
        "names no date on which the state signed, ratified or joined": 3
    }
    assert loaded["HUGGO_reconciled.csv"].first.rows == 550
    assert set(loaded["HUGGO_reconciled.csv"].first.rows_without_fact) == {
        "a treaty of many, whose members stand in another file"
    }


DESTA_HEAD = "number;base_treaty;name;entry_type;year;entryforceyear;c1;c2;c3;mc1;mc2;mc3\n"


def test_other_slices_of_desta(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    summary, reasons = load(
        store,
        tmp_path_factory.mktemp("desta"),
        "desta_list.csv",
        DESTA_HEAD
        + "1;1;A;base_treaty;1970;NA;999;276;NA;0;0;NA\n"
        + "2;2;B;renewal;1970;NA;250;276;NA;0;0;NA\n"
        + "3;3;C;base_treaty;1970;NA;NA;NA;NA;0;0;NA\n"
        + "4;1;D;withdrawal;1970;NA;250;276;NA;2;2;NA\n"
        + "5;5;E;base_treaty;NA;NA;250;276;NA;0;0;NA\n"
        + "6;6;F;base_treaty;sometime;NA;250;276;NA;0;0;NA\n"
        + "7;7;G;base_treaty;1985;NA;810;250;NA;0;0;NA\n",
    )
    # An unknown member rejects its own records only; without a year a treaty is undated.
    assert (summary.rows, summary.loaded, summary.rejected) == (7, 7, 6)
    assert "entry_type is 'renewal', which this mapping doesn't know" in reasons
    assert "year is 'sometime', which is no number" in reasons
    assert "c1 and the columns after it name no member" in reasons
    assert any("give nobody the part 1 (withdrawal)" in reason for reason in reasons)
    spot("7", "FRA", "has_treaty_with", "SUN", source="dataset:desta:", since="1985").check(store)


def test_other_slices_of_huggo(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    head = "manyID,treatyID,Title,stateID,StateSignature,StateRatification,StateForce,StateEnd,destaID,Succession,Accession\n"
    summary, reasons = load(
        store,
        tmp_path_factory.mktemp("huggo"),
        "HUGGO_MEM.csv",
        head
        + "A,A,A,QQQ,01.01.2000,NA,NA,NA,NA,0,NA\n"
        + "A,A,A,FRA,1/1/2000,NA,NA,NA,NA,0,NA\n"
        + "A,A,A,FRA,01.01.2000,NA,NA,01.01.1999,NA,0,NA\n"
        + "A,A,A,FRA,NA,NA,NA,NA,NA,0,NA\n"
        + "A,A,A,FRA,NA,NA,NA,NA,NA,1,NA\n",
    )
    assert (summary.rows, summary.loaded, summary.rejected) == (5, 1, 3)
    assert "StateSignature is '1/1/2000', which is no date like 25.03.1957" in reasons
    assert summary.rows_without_fact.total() == 1
