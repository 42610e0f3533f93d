"""SIPRI's trade register against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.slices import slice_of
from tests.loaders.datasets.world import Spot, World, spot

deal = partial(
    spot, source="dataset:sipri_register:", by="org:stockholm_international_peace_research_institute",
    origin="sipri_register", method="dataset", unit="pieces", value_unit="TIV_million",
)  # fmt: skip
order = partial(deal, modality="contracted")

SPOTS = [
    order("Ukraine, United States, HIMARS, 2022", "USA", "supplies", "UKR", resource="rocket_launchers", since="2022",
          until="2022", quantity=20, value=8.8, approximate=None, key="sipri:USA-UKR:M-142 HIMARS:2022:2"),
    order("the same weapon and year, earlier in the register", "USA", "supplies", "UKR", resource="rocket_launchers",
          quantity=19),
    deal("Ukraine, Germany, Gepard: 67 ordered, 52? delivered", "DEU", "supplies", "UKR", resource="air_defence",
         since="2022", until="2023", quantity=52, approximate=True, value=187.2),
    order("Ukraine, Germany, Gepard", "DEU", "supplies", "UKR", resource="air_defence", quantity=67, value=241.2),
    order("China, Ukraine, aircraft carrier, 1998", "UKR", "supplies", "CHN", resource="warships", since="1998", quantity=1),
    deal("the same, delivered 2012", "UKR", "supplies", "CHN", resource="warships", since="2012", until="2012", quantity=1),
    order("China, Russia, Su-27S, 1991 (of the Soviet Union)", "SUN", "supplies", "CHN", resource="combat_aircraft",
          since="1991", quantity=21, key="sipri:RUS-CHN:Su-27S:1991"),
    deal("the same, delivered 1992 (by Russia)", "RUS", "supplies", "CHN", resource="combat_aircraft", since="1992",
         quantity=21),
    deal("China, Soviet Union, Su-27S, delivered 1991", "SUN", "supplies", "CHN", resource="combat_aircraft",
         since="1991", quantity=3),
    deal("North Korea, Soviet Union, T-34-85", "SUN", "supplies", "PRK", resource="tanks", since="1950", until="1954",
         quantity=500, approximate=True, value=190),
    order("Iran, North Korea, M-1985, 1987?", "PRK", "supplies", "IRN", resource="rocket_launchers", since="1987~",
          quantity=100, approximate=True),
    deal("the same, 1988 to 1998: 50 TIV once", "PRK", "supplies", "IRN", resource="rocket_launchers", since="1988",
         until="1998", value=50),
    deal("Thailand, Ukraine, BTR-3, broken over two lines", "UKR", "supplies", "THA", resource="armoured_vehicles",
         since="2010", until="2012", quantity=13, value=3.25),
    order("unknown recipient(s), Ukraine, R-2", "UKR", "supplies", None, resource="anti_tank_missiles", quantity=200),
    order("South Korea, United States, F-35A", "USA", "supplies", "KOR", resource="combat_aircraft", quantity=40,
          value=2200, since="2014"),
]  # fmt: skip


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("sipri_arms")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("sipri_arms")["trade-register.csv"]
    assert (loaded.first.rows, loaded.first.read, loaded.rejects) == (2_551, 4_463, [])
    assert loaded.first.rows_without_fact == {
        "names no single state: not a state, as SIPRI marks with an asterisk": 213,
        "names no single state: an organisation": 33,
        "names no single state: a group of states": 31,
        "names no single state: nobody in particular": 3,
        "no state: a breakaway part of a state": 1,
    }


def test_a_receiver_without_a_known_supplier_still_receives(world: World) -> None:
    world.load("sipri_arms")
    with world.store.answer(
        "MATCH (f:Fact {relation: 'supplies', modality: 'actual'})-[:RECIPIENT]->({id: 'ESH'}), (f)-[:OF]->({id: 'tanks'})"
        " WHERE NOT EXISTS { (f)-[:ACTOR]->() } RETURN f.since AS since, f.quantity_best AS pieces", {}, 60, 10,
    ) as rows:  # fmt: skip
        assert [dict(row) for row in rows] == [{"since": "1983", "pieces": 10}]


def test_the_palestinian_committees_are_not_china(world: World) -> None:
    world.load("sipri_arms")
    with world.store.answer(
        "MATCH (f:Fact {dyad: 'CHN-PRK'})<-[c:ASSERTS]-() WHERE c.locator CONTAINS 'PRC (Israel' RETURN f.id",
        {},
        60,
        10,
    ) as rows:
        assert list(rows) == []


HEADER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)


def test_over_a_succession_the_number_of_each_piece_is_a_range(tmp_path: Path) -> None:
    made = slice_of(
        tmp_path, "sipri_register", HEADER,
        "India,Soviet Union,1989,,10,,T-72,tank,10,,1990; 1992,New,,1,10,10",
        "Yugoslavia,Romania,1990,,4,,T-55,tank,4,,1990; 1991,New,,1,4,4",
    )  # fmt: skip
    crossing = made.records[1]
    assert (crossing["quantity_low"], crossing["quantity_high"], crossing.get("value")) == (0, 10, None)
    assert (crossing["since"], crossing["until"]) == ("1990", "1992")
    assert made.records[3]["quantity"] == 4


def test_other_rows(tmp_path: Path) -> None:
    made = slice_of(
        tmp_path, "sipri_register", HEADER,
        "Peru,Atlantis,2001,,,,X-1,ray gun,,,,New,Né à Genève,,,",
        "Peru,unknown supplier(s),,,3,?,X-2,something new,3,,,New,,,,",
        "Peru,France,soon,,3,!,X-3,tank,3,,2001,New,,1,3,3",
        "Peru,France,2001,,3,!,X-3,tank,3,,2001,New,,1,3,3",
        "unknown recipient(s),unknown supplier(s),2001,,3,,X-3,tank,3,,2001,New,,1,3,3",
        encoding="latin-1",
    )  # fmt: skip
    assert [(each["resource"], each.get("since"), each.get("quantity")) for each in made.records] == [
        ("artillery", "2001", None), ("other_arms", None, 3), ("other_arms", None, 3)
    ]  # fmt: skip
    assert made.records[0]["note"] == "X-1 (ray gun); new; Né à Genève"
    assert made.rejected[0] == "Year of order is 'soon', which is no number"
    assert "column 6 has the code '!'" in made.rejected[1]
    assert made.without == ["neither supplier nor recipient is known"]
