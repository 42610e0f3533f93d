"""The Python client against the real API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from pydantic import SecretStr

from api.client import Bilat
from graph.errors import BilatError, NotAllowedError, QueryError, RefusedError, UnknownNameError, UnusableError
from graph.settings import Settings
from tests.conftest import KEY
from tests.serving import serving

pytestmark = pytest.mark.usefixtures("sample")


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with serving(Settings(bilat_home=home, bilat_api_keys=(SecretStr(KEY),), bilat_query_rows=5)) as served:
        yield served


@pytest.fixture
def bilat(address: str) -> Iterator[Bilat]:
    with Bilat(address, KEY) as opened:
        yield opened


def test_facts_come_from_all_pages_and_as_tables(bilat: Bilat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.client._PAGE", 4)
    found = bilat.facts(actor="DPRK", undated=None)
    assert len(found) == len({fact["id"] for fact in found}) > 8
    assert len(bilat.facts(actor="DPRK", limit=3)) == 3
    frame = found.to_pandas()
    assert set(frame["actor"]) == {"PRK"}
    assert list(frame["quantity_best"][frame["resource"] == "troops"]) == [11000]
    assert found.to_polars()["id"].to_list() == list(frame["id"])
    assert bilat.fact(found[0]["id"]) == found[0]


def test_a_dyad_has_both_ledgers_and_each_fact_once(bilat: Bilat) -> None:
    dyad = bilat.dyad("Russia", "North Korea")
    assert len(dyad) == dyad.answer["counts"]["facts"] == 15
    assert {fact["actor"]["id"] for fact in dyad.ledger["RUS"]} == {"RUS", "PRK"}
    network = dyad.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    assert network.nodes["PRK"]["name"] == "North Korea"
    assert network.number_of_edges("PRK", "RUS") > network.number_of_edges("RUS", "PRK") > 0


def test_a_query_comes_as_pandas_polars_and_rows(bilat: Bilat) -> None:
    answer = bilat.query("suppliers-of", country="North Korea", resource="oil")
    assert {row["supplier"] for row in answer} == {"Russia"}
    assert answer.truncated is None
    assert list(answer.to_pandas()["supplier"]) == answer.to_polars()["supplier"].to_list() == ["Russia"]
    assert bilat.cypher("UNWIND range(1, $most) AS n RETURN n", most=4).to_pandas()["n"].sum() == 10


def test_what_is_cut_says_so(bilat: Bilat) -> None:
    answer = bilat.cypher("UNWIND range(1, 9) AS n RETURN n")
    assert len(answer) == 5
    assert "more than 5 rows" in str(answer.truncated)


def test_nodes_paths_and_columns_become_networks(bilat: Bilat) -> None:
    paths = bilat.cypher("MATCH p = (:Country {id: $id})-[:SUPPLIES]->(:Resource) RETURN p LIMIT 3", id="PRK")
    network = paths.to_networkx()
    assert network.number_of_edges() == 3
    assert {told["type"] for *_, told in network.edges(data=True)} == {"SUPPLIES"}
    named = bilat.cypher("MATCH (a:Country)-[s:SUPPLIES]->(r:Resource) RETURN a.id AS who, r.id AS what, s.facts AS n")
    assert ("PRK", "missiles") in named.to_networkx("who", "what").edges() or len(named) == 5
    with pytest.raises(BilatError, match="no nodes or relationships"):
        named.to_networkx()
    with pytest.raises(BilatError, match="no columns 'x'"):
        named.to_networkx("x", "what")


def test_an_analysis_brings_its_method(bilat: Bilat) -> None:
    answer = bilat.analysis("dependence", recipient="PRK")
    assert "Hirschman" in str(answer["method"])
    assert {row["recipient"]["id"] for row in answer["rows"]} == {"PRK"}


def test_loading_tells_what_was_rejected(bilat: Bilat) -> None:
    record = {"actor": "Norway", "relation": "supplies", "partner": "Iceland", "resource": "oil", "claimant": "Norway",
              "source_title": "A test"}  # fmt: skip
    told = bilat.load([record, record | {"actor": "Norwey"}], dry_run=True)
    assert (told["read"], told["rejected"]) == (2, 1) if "read" in told else told["rejected"] == 1
    assert "Norway (NOR)" in told["rejects"][0]["reason"]


def test_problem_documents_are_errors(bilat: Bilat, address: str) -> None:
    with pytest.raises(UnknownNameError, match="Atlantis") as unknown:
        bilat.dyad("Atlantis", "Russia")
    assert "suggestions" in unknown.value.extra
    with pytest.raises(UnusableError):
        bilat.facts(status="certain")
    with pytest.raises(RefusedError):
        bilat.cypher("MATCH (n) DETACH DELETE n")
    with pytest.raises(QueryError) as wrong:
        bilat.cypher("RETURN nothing")
    assert wrong.value.extra["line"] == 1
    with pytest.raises(NotAllowedError), Bilat(address) as keyless:
        keyless.load([])
    with pytest.raises(BilatError, match="There is nothing at /analysis/weather"):
        bilat.analysis("weather")


def test_nobody_there_is_told_with_what_to_do() -> None:
    with pytest.raises(BilatError, match="start it with 'bilat demo'"):
        Bilat("http://127.0.0.1:9").facts()
