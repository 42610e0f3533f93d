"""Named queries on small graphs whose answers can be told by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from graph.asking import Asker, whole_answer
from graph.errors import RefusedError, SettingError, UnusableError
from graph.named import named_queries, named_query
from graph.settings import Settings, settings
from graph.store import Store
from graph.vocabulary import load_vocabulary
from loaders.summary import Summary
from tests.files import records_of_answer

Load = Callable[..., Summary]
_NUMBER = count()


def ask(store: Store, name: str, **given: str) -> list[dict[str, Any]]:
    query = named_query(name)
    return records_of_answer(whole_answer(Asker(store, Settings()), query.text, query.bind(given)))


def said(actor: str, relation: str, partner: str, claimant: str, said_on: str, **more: Any) -> dict[str, Any]:
    return {
        "actor": actor, "relation": relation, "partner": partner, "claimant": claimant, "said_on": said_on,
        "source_title": f"Source {next(_NUMBER)}", "source_publisher": "A press", **more,
    }  # fmt: skip


def traded(claimant: str, quantity: float, unit: str, year: str = "2020") -> dict[str, Any]:
    return said(
        "Norway", "exports_to", "Iceland", claimant, "2021-01-01", resource="goods", quantity=quantity, unit=unit,
        since=year, until=year,
    )  # fmt: skip


def test_mirror_gaps(store: Store, load: Load) -> None:
    load(
        [
            traded("Norway", 100, "USD_fob"),
            traded("Iceland", 150, "USD_cif"),
            traded("Norway", 100, "USD_fob", "2019"),
            traded("Iceland", 105, "USD_cif", "2019"),
            traded("Norway", 100, "USD", "2018"),
            traded("Iceland", 900, "NOK", "2018"),
        ]
    )
    (row,) = ask(store, "mirror-gaps")
    assert (row["exporter"], row["importer"], row["since"], row["resource"]) == ("Norway", "Iceland", "2020", "goods")
    assert (row["exporter_says"], row["importer_says"], row["gap"], row["ratio"]) == (100, 150, 50, 1.5)
    assert [row["since"] for row in ask(store, "mirror-gaps", least="0")] == ["2020", "2019"]
    assert ask(store, "mirror-gaps", country="Chad") == []


def test_promised_and_not_delivered(store: Store, load: Load) -> None:
    promise = {"claimant": "Norway", "said_on": "2024-01-01", "unit": "tonnes", "modality": "promised"}
    load(
        [
            said("Norway", "supplies", "Iceland", resource="food", since="2024", quantity=1000, **promise),
            said(
                "Norway", "supplies", "Iceland", "Iceland", "2024-06-01", resource="food", since="2024-05",
                until="2024-05", quantity=400, unit="tonnes",
            ),
            said("Norway", "supplies", "Chad", resource="food", since="2024", quantity=5, **promise),
            said("Norway", "supplies", "Peru", resource="food", since="2024", quantity=5, **promise),
            said(
                "Norway", "supplies", "Peru", "Peru", "2024-06-01", resource="food", since="2024", quantity=7,
                unit="tonnes",
            ),
        ]
    )  # fmt: skip
    rows = ask(store, "promised-not-delivered")
    assert [(row["promised_to"], row["promised"], row["delivered"], row["share"]) for row in rows] == [
        ("Chad", 5, None, 0),
        ("Iceland", 1000, 400, 0.4),
    ]


def test_admitted_after_a_denial(store: Store, load: Load) -> None:
    envoy = {"claimant_kind": "person", "claimant_of": "Russia"}
    fact = {"actor": "North Korea", "relation": "supplies", "partner": "Russia", "resource": "troops"}
    load(
        [
            said(**fact, claimant="Russia", said_on="2024-10-01", stance="denies"),
            said(**fact, claimant="An envoy", said_on="2025-04-26", **envoy),
            said("Chad", "supplies", "Fiji", "Chad", "2024-01-01", resource="food"),
            said("Chad", "supplies", "Fiji", "Chad", "2024-02-01", resource="food", stance="denies"),
            said("Chad", "supplies", "Peru", "Fiji", "2024-01-01", resource="food", stance="denies"),
            said("Chad", "supplies", "Peru", "Chad", "2024-02-01", resource="food"),
        ]
    )
    (row,) = ask(store, "admitted-after-denial")
    assert (row["who"], row["denied_on"], row["admitted_on"]) == ("Russia", "2024-10-01", "2025-04-26")
    assert (row["denied_by"], row["admitted_by"], row["status_now"]) == (["Russia"], ["An envoy"], "disputed")


def test_probable_duplicates(store: Store, load: Load) -> None:
    fact = ("Chad", "supplies", "Fiji")
    load(
        [
            said(*fact, "Chad", "2024-01-01", resource="food", since="2024", until="2024"),
            said(*fact, "Fiji", "2024-02-01", resource="food", since="2024-03", until="2024-03"),
            said(*fact, "Fiji", "2020-02-01", resource="food", since="2019", until="2019"),
            said(*fact, "Peru", "2024-02-01", resource="oil", since="2024", until="2024"),
        ]
    )
    (row,) = ask(store, "probable-duplicates")
    assert {row["one_since"], row["other_since"]} == {"2024", "2024-03"}
    assert row["because"] == "their times meet"


def test_in_force_on_a_day(store: Store, load: Load) -> None:
    load(
        [
            said("Chad", "allied_with", "Fiji", "Chad", "2024-01-01", since="1990", until="2000-06-30"),
            said("Chad", "has_treaty_with", "Peru", "Chad", "2024-01-01", since="1995"),
            said("Chad", "has_treaty_with", "Cuba", "Chad", "2024-01-01"),
        ]
    )
    assert [row["relation"] for row in ask(store, "in-force-on-a-day", on="2000-06-30")] == [
        "allied_with",
        "has_treaty_with",
    ]
    (row,) = ask(store, "in-force-on-a-day", on="2000-07-01")
    assert {row["actor"], row["recipient"]} == {"Chad", "Peru"}
    assert ask(store, "in-force-on-a-day", on="2000-06-30", relation="allied with", country="Peru") == []


def test_new_since_and_stale(store: Store, load: Load) -> None:
    load(
        [
            said("Chad", "supplies", "Fiji", "Chad", "2019-05-05", resource="food", since="2018"),
            said("Chad", "supplies", "Fiji", "Peru", "2024-05-05", resource="food", since="2018", stance="doubts"),
            said("Chad", "supplies", "Peru", "Chad", "2019-06-06", resource="food", since="2018"),
            said("Chad", "supplies", "Cuba", "Chad", "2019-06-06", resource="food", since="2018", until="2018"),
            said("Chad", "supplies", "Cuba", "Chad", "2024-06-06", resource="oil", since="2024"),
        ]
    )
    (row,) = ask(store, "new-since", since="2024-01-01")
    assert (row["known_since"], row["said_by"], row["what"]) == ("2024-06-06", ["Chad"], "Chad supplies Cuba with oil")
    assert [row["what"] for row in ask(store, "stale-single-origin")] == ["Chad supplies Peru with food"]
    assert len(ask(store, "stale-single-origin", ended="true")) == 2


def test_shared_enemies_and_allies(store: Store, load: Load) -> None:
    load(
        [
            said("Chad", "fights", "Peru", "Chad", "2024-01-01"),
            said("Peru", "sanctions", "Fiji", "Peru", "2024-01-01"),
            said("Chad", "allied_with", "Cuba", "Chad", "2024-01-01"),
            said("Cuba", "pledges_defence_to", "Fiji", "Chad", "2024-01-01"),
            said("Chad", "allied_with", "Mali", "Chad", "2024-01-01"),
            said("Fiji", "accuses", "Mali", "Fiji", "2024-01-01"),
            said("Chad", "fights", "Togo", "Chad", "2024-01-01"),
        ]
    )
    rows = {row["third"]: row for row in ask(store, "shared-enemies-and-allies", one="Chad", other="Fiji")}
    assert {name: row["shared"] for name, row in rows.items()} == {
        "Peru": "both against",
        "Cuba": "both allied",
        "Mali": "divided",
    }
    assert (rows["Peru"]["one_against"], rows["Peru"]["other_against"]) == (["fights"], ["sanctions"])


def test_shared_enemies_know_every_hostile_relation() -> None:
    relations = [relation for relation in load_vocabulary().relations.values() if relation.canonical]
    hostile = {relation.type for relation in relations if relation.valence < 0} - {"REQUESTS"}
    allied = {r.type for r in relations if r.is_a("allied_with") or r.id.startswith("pledges_")}
    text = named_query("shared-enemies-and-allies").text
    listed = re.search(r"\[edge:([A-Z_|\s]+)\]", text)
    assert listed is not None
    assert set(re.findall(r"[A-Z_]+", listed[1])) == hostile | allied
    assert set(re.findall(r"'([A-Z_]+)'", text)) == allied


def test_a_dyad_side_by_side(store: Store, load: Load) -> None:
    load(
        [
            said("Norway", "allied_with", "Iceland", "Norway", "2024-01-01", since="2018", until="2019"),
            traded("Norway", 100, "USD", "2019"),
            traded("Norway", 50, "USD", "2020"),
            said("Iceland", "rejects", "Norway", "Norway", "2024-01-01", since="2020", until="2020"),
            said(
                "Norway", "votes_with", "Iceland", "Norway", "2024-01-01", since="2019", until="2019", quantity=0.9,
                unit="share",
            ),
            said(
                "Norway", "finances", "Iceland", "Norway", "2024-01-01", resource="grants", since="2020", until="2021",
                quantity=7, unit="USD@2022",
            ),
            said(
                "Norway", "finances", "Iceland", "Norway", "2024-01-01", resource="development_aid", since="2020", until="2020",
                quantity=9, unit="USD@2022",
            ),
            said("Norway", "rival_of", "Iceland", "Norway", "2024-01-01", since="2018", until="2020/.."),
        ]
    )  # fmt: skip
    rows = {row["year"]: row for row in ask(store, "dyad-side-by-side", one="Norway", other="Iceland")}
    assert sorted(rows) == [2018, 2019, 2020, 2021]
    assert rows[2018]["alliance"] == rows[2019]["alliance"] == ["ISL allied_with"]
    assert (rows[2019]["trade"], rows[2020]["trade"]) == (
        ["NOR exports_to goods: 100 USD"],
        ["NOR exports_to goods: 50 USD"],
    )
    assert (rows[2020]["disputes"], rows[2019]["votes"]) == (
        ["ISL rejects", "ISL rival_of"],
        ["ISL votes_with: 0.9 share"],
    )
    # What overlaps is never summed, and nothing is told past the last year that was observed.
    assert rows[2020]["aid"] == ["NOR finances development_aid: 9 USD@2022", "NOR finances grants: 7 USD@2022"]
    assert (rows[2021]["aid"], rows[2021]["disputes"]) == (["NOR finances grants"], [])


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of BILAT_QUERIES."""
    folder = tmp_path / "queries"
    folder.mkdir()
    monkeypatch.setenv("BILAT_QUERIES", str(folder))
    settings.cache_clear()
    yield folder
    monkeypatch.undo()
    settings.cache_clear()


HEAD = "// title: Mine\n// description: Countries by name.\n// param limit: integer = 3 — rows\n"


def test_queries_of_ones_own_stand_beside_the_others_and_are_read_anew(own: Path, sample: Store) -> None:
    (own / "my-countries.cypher").write_text(
        f"{HEAD}MATCH (c:Country) RETURN c.name AS name ORDER BY name LIMIT $limit", encoding="utf-8"
    )
    assert len(ask(sample, "my-countries", limit="2")) == 2
    (own / "another.cypher").write_text(f"{HEAD}UNWIND range(1, $limit) AS n RETURN n ORDER BY n", encoding="utf-8")
    assert {"my-countries", "another", "promises"} <= set(named_queries())


def test_queries_of_ones_own_pass_the_guard(own: Path, sample: Store) -> None:
    (own / "mine.cypher").write_text(f"{HEAD}MATCH (n) WITH n LIMIT $limit DETACH DELETE n", encoding="utf-8")
    with pytest.raises(RefusedError, match="DETACH"):
        ask(sample, "mine")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("promises", f"{HEAD}RETURN 1 AS n", "name of a query of Bilat's own"),
        ("My Query", f"{HEAD}RETURN 1 AS n", "lower-case words"),
        ("mine", "RETURN 1 AS n", "declares no title"),
        ("mine", HEAD.replace("= 3", "= three"), "no JSON"),
        ("mine", HEAD.replace("integer", "colour"), "no type 'colour'"),
    ],
)
def test_a_query_of_ones_own_that_can_not_be_read_is_named(own: Path, name: str, text: str, told: str) -> None:
    (own / f"{name}.cypher").write_text(text, encoding="utf-8")
    with pytest.raises(UnusableError, match=told) as caught:
        named_queries()
    assert str(own / name) in str(caught.value)


def test_a_folder_that_is_not_there_is_named(own: Path) -> None:
    own.rmdir()
    with pytest.raises(SettingError, match="no folder"):
        named_queries()
