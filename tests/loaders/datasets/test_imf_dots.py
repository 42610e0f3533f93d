"""IMF Direction of Trade Statistics against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.slices import slice_of
from tests.loaders.datasets.world import Spot, World, spot

flow = partial(spot, source="dataset:imf_dots:", resource="goods")
told = partial(flow, method="dataset")
estimated = partial(flow, method="computed", by="org:IMF", origin="imf_dots")

SPOTS = [
    told("China's exports to the US, 2016", "CHN", "exports_to", "USA", by="CHN", since="2016", until="2016",
         quantity=389_714_449_000, unit="USD_fob"),
    told("the same, as US imports", "CHN", "exports_to", "USA", by="USA", since="2016", quantity=462_813_000_460,
         unit="USD_cif"),
    told("US exports to China, 2018", "USA", "exports_to", "CHN", by="USA", since="2018", quantity=120_341_425_641),
    told("the same, as China's imports", "USA", "exports_to", "CHN", by="CHN", origin="CHN", since="2018",
         quantity=156_259_140_280, unit="USD_cif"),
    told("Ukraine's imports from Russia, 2017", "RUS", "exports_to", "UKR", by="UKR", since="2017",
         quantity=7_218_782_803, unit="USD_cif"),
    told("Russia's exports to Ukraine, 2017", "RUS", "exports_to", "UKR", by="RUS", since="2017",
         quantity=7_945_483_526, unit="USD_fob"),
    told("China's imports from North Korea, 2018", "PRK", "exports_to", "CHN", by="CHN", since="2018",
         quantity=221_212_170, unit="USD_cif"),
    estimated("North Korea's exports to China, 2018, e", "PRK", "exports_to", "CHN", since="2018",
              quantity=208_690_724, unit="USD_fob"),
    estimated("North Korea's imports from China, 2016, e", "CHN", "exports_to", "PRK", since="2016",
              quantity=3_388_612_240, unit="USD_cif"),
    estimated("North Korea's exports to Macao, 2017, e", "PRK", "exports_to", "MAC", since="2017", quantity=1126),
    told("Brazil's imports from North Korea, free on board", "PRK", "exports_to", "BRA", by="BRA", since="2018",
         quantity=685_056, unit="USD_fob"),
    told("Ukraine's exports to Taiwan Province of China, 2018", "UKR", "exports_to", "TWN", by="UKR", since="2018",
         quantity=68_851_196),
    told("Ukraine's imports from Hong Kong, 2016", "HKG", "exports_to", "UKR", by="UKR", since="2016",
         quantity=17_618_700),
]  # fmt: skip


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("trade_imf_dots")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("trade_imf_dots")["DOT_timeSeries.csv"]
    without = dict(loaded.first.rows_without_fact)
    assert (loaded.first.rows, loaded.first.read, loaded.rejects) == (2_458, 3_506, [])
    assert without.pop("a trade balance, which is the difference of two other rows") == 764
    assert without.pop("flags the row of values beside it") == 264
    assert all(reason.startswith("names no single state: ") for reason in without)
    assert sum(without.values()) == 144


def test_two_reporters_of_one_flow_stand_side_by_side(world: World) -> None:
    world.load("trade_imf_dots")
    with world.store.answer(
        "MATCH (f:Fact {relation: 'exports_to', since: '2016'})-[:ACTOR]->({id: 'CHN'}), (f)-[:RECIPIENT]->({id: 'USA'}),"
        " (f)-[:OF]->({id: 'goods'}), (by)-[c:ASSERTS]->(f) WHERE c.source STARTS WITH 'dataset:imf_dots:'"
        " RETURN count(DISTINCT f) AS facts, collect(DISTINCT by.id) AS by, collect(f.status)[0] AS status",
        {}, 60, 10,
    ) as rows:  # fmt: skip
        (found,) = (dict(row) for row in rows)
    assert (found["facts"], sorted(found["by"]), found["status"]) == (1, ["CHN", "USA"], "corroborated")


HEADER = (
    "Country Name,Country Code,Indicator Name,Indicator Code,Counterpart Country Name,Counterpart Country Code,Attribute,"
    "1948,2022,2022M1,"
)


def test_other_years_and_unknown_flags_and_indicators(tmp_path: Path) -> None:
    made = slice_of(
        tmp_path, "imf_dots", HEADER,
        "France,132,x,TXG_FOB_USD,Germany,134,Value,12.5,70,6,",
        "France,132,x,TXG_FOB_USD,Italy,136,Value,,71,,",
        "France,132,x,TXG_FOB_USD,Italy,136,Status,,q,,",
        "France,132,x,TXG_FOB_XDR,Italy,136,Value,,71,,",
        "Nowhere,132,x,TXG_FOB_USD,Spain,184,Value,,,,",
    )  # fmt: skip
    assert [(record["since"], record["quantity"]) for record in made.records] == [("1948", 12.5), ("2022", 70)]
    assert made.rejected[0].startswith("2022 is flagged 'q'")
    assert "TXG_FOB_XDR" in made.rejected[1]
    assert made.without == ["flags the row of values beside it", "no trade in these years, or nothing known of it"]
