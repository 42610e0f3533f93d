"""Directed dyad-years, and that they meet a panel of Correlates of War without loss."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.dates import today
from graph.panel import cow_numbers, dyad_years
from graph.reading import Clocks, FactFilter
from graph.store import Store
from graph.ties import Tie
from graph.vocabulary import vocabulary
from loaders.pipeline import load_files
from tests.files import shared


def tie(actor: str, relation: str, recipient: str, since: str | None, until: str | None = None, **more: Any) -> Tie:
    told = {"fact": f"{actor}{relation}{recipient}{since}", "actor_name": actor, "recipient_name": recipient, **more}
    return Tie(
        actor=actor, relation=vocabulary().relations[relation], recipient=recipient, since=since, until=until, **told
    )


def rows(*ties: Tie, wanted: FactFilter | None = None) -> dict[tuple[Any, Any, int], dict[str, Any]]:
    columns, found = dyad_years(ties, wanted or FactFilter())
    made = list(found)
    assert all(list(row) == columns for row in made)
    by_key = {(row["ccode1"] or row["iso3c1"], row["ccode2"] or row["iso3c2"], row["year"]): row for row in made}
    assert len(by_key) == len(made)
    return by_key


def test_each_year_counts_and_a_flow_stands_where_it_begins() -> None:
    found = rows(
        tie("PRK", "supplies", "RUS", "2023-10", "2025", quantity=100.0, unit="tonnes", status="disputed"),
        tie("PRK", "supplies", "RUS", "2024", "2024", quantity=5.0, unit="tonnes", origins=2),
        tie("PRK", "assaults", "RUS", "2024", "2024"),
    )
    assert sorted(found) == [(731, 365, 2023), (731, 365, 2024), (731, 365, 2025)]
    assert [found[731, 365, year]["supplies_tonnes"] for year in (2023, 2024, 2025)] == [100, 5, None]
    row = found[731, 365, 2024]
    assert (row["facts"], row["supplies"], row["assaults"], row["disputed"], row["single_origin"]) == (3, 2, 1, 1, 2)
    assert (row["material_cooperation"], row["material_conflict"], row["verbal_conflict"]) == (2, 1, 0)
    relations = vocabulary().relations
    mean = (2 * relations["supplies"].valence + relations["assaults"].valence) / 3
    assert row["valence"] == pytest.approx(mean, abs=1e-4)


def test_a_stock_stands_in_each_year_the_newest_fact_first() -> None:
    found = rows(
        tie("PRK", "finances", "RUS", "2000", "2003", quantity=1.0, unit="score"),
        tie("PRK", "finances", "RUS", "2002", "2002", quantity=9.0, unit="score"),
    )
    assert [found[731, 365, year]["finances_score"] for year in range(2000, 2004)] == [1, 1, 9, 1]


def test_a_symmetric_relation_stands_in_both_directions_and_an_organisation_in_none() -> None:
    found = rows(tie("FRA", "borders", "ESP", "1950", "1950"), tie("FRA", "supplies", "org:EU", "1950", "1950"))
    assert sorted(found) == [(220, 230, 1950), (230, 220, 1950)]


def test_what_goes_on_counts_up_to_this_year_and_undated_facts_in_none() -> None:
    this = int(today()[:4])
    found = rows(tie("FRA", "supplies", "ESP", f"{this - 1}-05"), tie("FRA", "supplies", "ITA", None))
    assert sorted(found) == [(220, 230, this - 1), (220, 230, this)]
    censored = rows(tie("FRA", "supplies", "ESP", "../1816-01-01", "1818/.."))
    assert [year for *_, year in sorted(censored)] == [1816, 1817, 1818]


def test_a_filter_cuts_the_years() -> None:
    held = tie("FRA", "supplies", "ESP", "1950", "1990")
    assert [y for *_, y in rows(held, wanted=FactFilter(since="1960-01-01", until="1961-12-31"))] == [1960, 1961]
    assert [y for *_, y in rows(held, wanted=FactFilter(clocks=Clocks(as_of="1970-05-05")))] == [1970]


def test_numbers_of_states_that_follow_one_another() -> None:
    # Germany of 1990 is 260 until October and 255 after it; a fact of one of these halves has one number.
    assert [one.number for one in cow_numbers("DEU", 1990, "1950", None)] == [260, 255]
    assert cow_numbers("DEU", 1990, "1990-11", None) == ((255, "1990-10-03", "1990-12-31"),)
    assert sorted(rows(tie("DDR", "borders", "DEU", "1990", "1990"))) == [(260, 265, 1990), (265, 260, 1990)]
    # The Soviet Union's number is Russia's: in 1991 both are one row, with Russia's letters.
    found = rows(
        tie("SUN", "supplies", "PRK", "1991", "1991-12-25"), tie("RUS", "supplies", "PRK", "1991-12-27", "1991")
    )
    assert [(row["facts"], row["iso3c1"]) for row in found.values()] == [(2, "RUS")]
    assert [one.number for one in cow_numbers("HKG", 1990, "1950", None)] == ["HKG"]
    assert cow_numbers("org:EU", 1990, "1950", None) == ()


_CHOSEN = {2, 255, 260, 265, 365, 710, 731, 732, 345, 369}


def test_the_export_joins_with_a_panel_of_cow_without_loss(client: TestClient, store: Store, tmp_path: Path) -> None:
    panel = shared("data", "cow_contiguity", "contdird.csv")
    with panel.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        header = list(reader.fieldnames or ())
        kept = [row for row in reader if {int(row["state1no"]), int(row["state2no"])} <= _CHOSEN]
    slice_ = tmp_path / "contdird.csv"
    with slice_.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, header)
        writer.writeheader()
        writer.writerows(kept)
    load_files(store, [slice_], rejects=tmp_path / "rejects.jsonl")
    text = client.get("/export/dyad-years.csv").text
    exported = list(csv.DictReader(io.StringIO(text)))
    keys = [(row["ccode1"], row["ccode2"], row["year"]) for row in exported]
    assert len(keys) == len(set(keys)) > 500
    wanted = {(row["state1no"], row["state2no"], row["year"]) for row in kept if row["conttype"] != "0"}
    assert wanted - set(keys) == set()
    # Nothing is told for a year that the panel doesn't have, beyond its last one.
    assert {key for key in set(keys) - wanted if int(key[2]) <= 2016} == set()
