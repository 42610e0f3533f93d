"""`/export` and `bilat export`: every format holds the same facts, under the same filters."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import networkx as nx
import orjson
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from api.cli import main
from api.exports import EXPORTS
from api.exports.facts_csv import COLUMNS

pytestmark = pytest.mark.usefixtures("sample")


def export(client: TestClient, form: str, **params: str) -> bytes:
    answer = client.get(f"/export/{form}", params=params)
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    return answer.content


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


@pytest.mark.parametrize("form", EXPORTS)
def test_equal_graphs_give_equal_bytes(client: TestClient, form: str) -> None:
    assert export(client, form) == export(client, form) != b""


def test_csv_and_parquet_hold_the_same(client: TestClient) -> None:
    rows = table(export(client, "csv", resource="weapons"))
    typed = pq.read_table(io.BytesIO(export(client, "parquet", resource="weapons")))
    assert typed.column_names == list(COLUMNS)
    assert len(rows) == 3
    for row, other in zip(rows, typed.to_pylist(), strict=True):
        for name, value in other.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                assert float(row[name]) == value
            else:
                assert row[name] == ("" if value is None else str(value).lower() if value in {True, False} else value)


def test_graphs_and_linked_data(client: TestClient) -> None:
    network = nx.read_graphml(io.BytesIO(export(client, "graphml")))
    assert {"PRK", "RUS", "troops"} <= set(network)
    assert set(nx.read_gexf(io.BytesIO(export(client, "gexf")))) == set(network)
    assert len(orjson.loads(export(client, "jsonld"))["@graph"]) == 16


def test_dyad_years_leave_undated_facts_out(client: TestClient) -> None:
    # Of the sample's facts only those with a date make a row; the article dates next to nothing.
    rows = table(export(client, "dyad-years.csv"))
    assert all(row["ccode1"] and row["year"] for row in rows)
    typed = pq.read_table(io.BytesIO(export(client, "dyad-years.parquet")))
    assert typed.num_rows == len(rows)


def run(*arguments: str) -> int:
    sys.argv = ["bilat", *arguments]
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def test_the_command_writes_the_same_files(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [])
    for name, options, form in (
        ("facts.parquet", [], "parquet"),
        ("panel.csv", ["--dyad-years"], "dyad-years.csv"),
        ("panel.parquet", ["--dyad-years"], "dyad-years.parquet"),
    ):
        assert run("export", str(tmp_path / name), *options) == 0
        assert (tmp_path / name).read_bytes() == export(client, form)
    assert run("export", str(tmp_path / "panel.graphml"), "--dyad-years") == 2
    assert "there are csv, parquet" in capsys.readouterr().err


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("form", EXPORTS)
def test_a_search_that_the_index_refuses_is_told_before_anything_is_sent(client: TestClient, form: str) -> None:
    # More words than a search may have (1,024). One word of 40,000 letters is refused by Neo4j 5.26 only.
    answer = client.get(f"/export/{form}", params={"q": " ".join(f"w{number}" for number in range(2_000))})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
