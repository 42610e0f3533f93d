"""Ids: the same words give the same id on every run and machine."""

from __future__ import annotations

from graph.ids import dyad_id, edge_id, fact_id, fold, hashed, is_fact_id, organisation_id, person_id, source_id


def test_ids_are_what_they_were() -> None:
    # These ids stand in graphs and in what people cite: a change of the hash would lose them all.
    troops = fact_id("PRK", "supplies", "RUS", "troops", "actual", key=None, since=None)
    assert troops == "f7466b87376856988bc2c9559"
    assert is_fact_id(troops)
    assert hashed("f", ["a", None]) == hashed("f", ("a", None)) != hashed("f", ["a"])
    assert dyad_id("RUS", "PRK") == "PRK-RUS"


def test_a_key_stands_in_for_since() -> None:
    keyed = [fact_id("A", "fights", "B", None, "actual", key="mid:2", since=since) for since in ("1914", "1915", None)]
    assert len(set(keyed)) == 1
    dated = [fact_id("A", "fights", "B", None, "actual", key=None, since=since) for since in ("1914", "1915", None)]
    assert len(set(dated)) == 3
    # What happens to look like a date is still a key.
    assert fact_id("A", "fights", "B", None, "actual", key="1914", since=None) not in dated


def test_each_part_of_an_edge_makes_another_edge() -> None:
    edges = {
        edge_id("A", "supplies", "B", "oil", "actual", "tonnes"),
        edge_id("B", "supplies", "A", "oil", "actual", "tonnes"),
        edge_id("A", "exports_to", "B", "oil", "actual", "tonnes"),
        edge_id("A", "supplies", "B", None, "actual", "tonnes"),
        edge_id("A", "supplies", "B", "oil", "planned", "tonnes"),
        edge_id("A", "supplies", "B", "oil", "actual", None),
    }
    assert len(edges) == 6


def test_names_fold_without_becoming_one() -> None:
    assert (
        organisation_id("  Agence  FRANCE-Presse ")
        == organisation_id("agence france presse")
        == "org:agence_france_presse"
    )
    assert person_id("John Smith", "USA") != person_id("John Smith", "GBR")
    assert fold("Kim Jong-un") == "kim_jong_un"
    assert fold("김정은") == "김정은"
    assert fold("???") != fold("!!!")


def test_a_source_is_its_address_or_its_title_and_publisher() -> None:
    assert source_id("A title", "P", "http://x/1") == source_id("Another", None, "http://x/1")
    assert source_id("A Title", "P", None) == source_id("a title", "p", None) != source_id("A Title", "Q", None)
