"""OECD DAC2a against rows read by eye."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.slices import slice_of
from tests.loaders.datasets.world import Spot, World, spot

aid = partial(spot, source="dataset:oecd_dac2a:", by="org:OECD", method="dataset", unit="USD@2022")

SPOTS = [
    aid("Ukraine, Germany, gross, 2022", "DEU", "finances", "UKR", resource="development_aid", origin="DEU",
        since="2022", until="2022", quantity=2_057_160_000),
    aid("Ukraine, Germany, net, 2022", "DEU", "finances", "UKR", resource="net_development_aid", since="2022",
        quantity=2_021_210_000),
    aid("Ukraine, Germany, grants, 2014", "DEU", "finances", "UKR", resource="grants", since="2014", quantity=133_840_000),
    aid("Ukraine, Germany, gross loans, 2014", "DEU", "lends_to", "UKR", resource="loans", since="2014", quantity=4_860_000),
    aid("Ukraine, Germany, humanitarian, 2022", "DEU", "finances", "UKR", resource="humanitarian_funding", since="2022",
        quantity=208_540_000),
    aid("Ukraine, Russia, gross, 2014", "RUS", "finances", "UKR", resource="development_aid", since="2014",
        quantity=6_910_000),
    aid("Ukraine, Korea, gross, 2022 (South Korea)", "KOR", "finances", "UKR", resource="development_aid", since="2022",
        quantity=78_510_000),
    aid("North Korea, Russia, debt forgiven, 2015", "RUS", "forgives_debt_of", "PRK", resource="debt_relief",
        since="2015", quantity=82_080_000),
    aid("North Korea, Switzerland, humanitarian, 2010", "CHE", "finances", "PRK", resource="humanitarian_funding",
        since="2010", quantity=5_240_000),
    aid("China, Germany, equity, 2021", "DEU", "invests_in", "CHN", resource="investment", since="2021",
        quantity=30_490_000),
    aid("China, Japan, gross loans, 2014", "JPN", "lends_to", "CHN", resource="loans", since="2014", quantity=103_270_000),
    aid("Serbia, United Arab Emirates, gross loans, 2018", "ARE", "lends_to", "SRB", resource="loans", since="2018",
        quantity=424_970_000),
]  # fmt: skip


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("aid")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("aid")["OECD_DAC2A.csv"]
    assert (loaded.first.rows, loaded.first.read, loaded.rejects) == (5_217, 2_723, [])
    assert loaded.first.rows_without_fact == {
        "imputed from what the donor gave to organisations, not given to the recipient": 1_140,
        "a balance of other types of aid": 806,
        "a part of other types of aid, which are told": 548,
    }


def test_institutions_totals_and_negative_flows(tmp_path: Path) -> None:
    made = slice_of(
        tmp_path, "oecd_dac2a", "Recipient,Donor,Aid type,Amount type,Year,Value",
        "Kenya,EU Institutions,ODA: Total Net,Current Prices (USD millions),1999,1.5",
        "Kenya,International Development Association [IDA],ODA Gross Loans,Constant Prices (2021 USD millions),1999,2",
        'Kenya,"DAC Countries, Total",ODA: Total Net,Current Prices (USD millions),1999,1',
        '"Africa, Total",Japan,ODA: Total Net,Current Prices (USD millions),1999,1',
        "Kenya,Japan,ODA: Total Net,Current Prices (USD millions),1999,-7.25",
        "Kenya,Japan,ODA: Total Net,National currency (millions),1999,7",
        "Kenya,Japan,Kindness,Current Prices (USD millions),1999,7",
    )  # fmt: skip
    european, ida = made.records
    assert (european["actor_kind"], european["unit"], european["quantity"]) == ("organisation", "USD", 1_500_000)
    assert (ida["actor_kind"], ida["unit"], ida["relation"]) == ("organisation", "USD@2021", "lends_to")
    assert made.without == [
        "a total of several donors or recipients",
        "a total of several donors or recipients",
        "a net flow of nothing or below: repayments were as high as what was given",
    ]
    assert [reason.split(" ")[0] for reason in made.rejected] == ["Amount", "Aid"]
