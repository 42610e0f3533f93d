"""`bilat datasets`, `cite`, `fetch` and `load NAME`: from a publisher's address to facts in the graph."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import api.commands
from api.cli import main
from graph.settings import settings
from graph.store import Store
from loaders.tables import registry
from loaders.tables.declaration import Download
from loaders.tables.registry import dataset, datasets
from tests.loaders.publisher import Publisher, publishing

ROWS = b"state1no,state2no,year,conttype\n2,20,1920,1\n2,20,1921,1\n2,9999,1920,1\n"


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A publisher on loopback, from which direct contiguity comes."""
    with publishing() as opened:
        declared = dataset("cow_contiguity")
        tables = (replace(declared.tables[0], rows=3),)
        here = replace(declared, downloads=(Download(opened.url("contdird.csv")),), tables=tables)
        changed = {**datasets(), "cow_contiguity": here}
        monkeypatch.setattr(registry, "datasets", lambda: changed)
        opened.files["contdird.csv"] = ROWS
        yield opened


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """A command in this process: its exit status, stdout and stderr."""
    monkeypatch.setattr(sys, "argv", ["bilat", *arguments])
    settings.cache_clear()
    code = 0
    try:
        main()
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


Run = Any


@pytest.fixture
def bilat(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    yield lambda *arguments: run(monkeypatch, capsys, *arguments)
    settings.cache_clear()


def test_each_is_listed_with_what_a_user_has_to_know(bilat: Run, home: Path) -> None:
    code, out, _ = bilat("datasets", "--json")
    told = json.loads(out)["datasets"]
    assert code == 0
    assert [each["name"] for each in told] == list(datasets())
    wanted = ("name", "title", "version", "publisher", "licence", "citation", "address", "covers")
    assert [(each["name"], name) for each in told for name in wanted if not each[name]] == []
    code, out, _ = bilat("datasets")
    for each in told:
        assert all(each[name] in out for name in wanted[:-1])


def test_some_are_listed_by_name(bilat: Run, home: Path) -> None:
    _, out, _ = bilat("datasets", "cow_contiguity", "--json")
    assert [each["name"] for each in json.loads(out)["datasets"]] == ["cow_contiguity"]
    code, out, err = bilat("datasets", "cow_contiguty")
    assert (code, out) == (2, "")
    assert err.startswith("bilat: There is no dataset 'cow_contiguty'; did you mean cow_contiguity")


def test_the_api_lists_them_too(client: TestClient) -> None:
    told = client.get("/datasets").json()["datasets"]
    assert [each["name"] for each in told] == list(datasets())
    assert told[0]["bibtex"].startswith("@")


def test_citations_as_bibtex_as_text_and_as_json(bilat: Run, home: Path) -> None:
    code, out, _ = bilat("cite", "cow_contiguity")
    assert (code, out.splitlines()[0]) == (0, "@article{cow_contiguity,")
    _, out, _ = bilat("cite", "cow_contiguity", "--text")
    assert out.startswith("Douglas M. Stinnett, ")
    _, out, _ = bilat("cite", "cow_contiguity", "--json")
    assert json.loads(out)["citations"][0]["bibtex"].startswith("@article{cow_contiguity,")
    code, _, err = bilat("cite", "nothing_like_it")
    assert (code, err) == (2, "bilat: There is no dataset 'nothing_like_it'; `bilat datasets` lists them.\n")


def test_fetch_and_load_are_the_whole_job(bilat: Run, store: Store, publisher: Publisher, tmp_path: Path) -> None:
    code, out, _ = bilat("fetch", "cow_contiguity")
    assert code == 0
    assert f"contdird.csv: {len(ROWS)} bytes." in out
    assert "Load it with `bilat load cow_contiguity`. Its terms: Free of charge, with citation." in out
    code, out, _ = bilat("load", "cow_contiguity", "--json", "--rejects", str(tmp_path / "bad.jsonl"))
    told = json.loads(out)
    assert (code, told["rows"], told["loaded"], told["rejected"]) == (1, 3, 1, 1)
    facts = store.read("read/relation_counts")
    assert [(row["id"], row["facts"]) for row in facts] == [("borders", 1)]
    _, out, _ = bilat("fetch", "cow_contiguity", "--json")
    assert (json.loads(out)["fetched"], len(publisher.asked)) == (False, 1)
    _, out, _ = bilat("datasets", "cow_contiguity", "--json")
    assert json.loads(out)["datasets"][0]["fetched"] is True


def test_half_a_release_is_not_loaded_by_its_name(bilat: Run, store: Store, publisher: Publisher) -> None:
    publisher.files["contdird.csv"] = b"\n".join(ROWS.splitlines()[:2])
    bilat("fetch", "cow_contiguity", "--again")
    code, out, err = bilat("load", "cow_contiguity")
    assert (code, out) == (2, "")
    assert "has 1 rows, and cow_contiguity has 3: it isn't whole, so nothing of it is loaded" in err
    assert store.read("read/totals")[0]["facts"] == 0


def test_what_can_not_be_fetched_is_one_line_with_the_address(bilat: Run, home: Path, publisher: Publisher) -> None:
    publisher.files.clear()
    code, out, err = bilat("fetch", "cow_contiguity", "--again")
    assert (code, out) == (2, "")
    assert err == (
        f"bilat: {publisher.url('contdird.csv')} can't be fetched (404 Not Found). "
        "Try again, or bring the file by hand and load it by its path.\n"
    )


def test_a_folder_is_loaded_whole(bilat: Run, store: Store, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "contdird.csv").write_bytes(ROWS)
    (tmp_path / "data" / "PROVENANCE.md").write_text("# Where it is from")
    code, out, err = bilat("load", str(tmp_path / "data"), "--json", "--rejects", str(tmp_path / "bad.jsonl"))
    assert (code, json.loads(out)["loaded"]) == (1, 1)
    assert err == "bilat: 1 files of no known kind are left out: PROVENANCE.md.\n"


def test_listing_commands_needs_no_dataset_to_be_imported(home: Path) -> None:
    """Help is asked for often; the datasets with their readers would make it slow."""
    code = "import sys, api.cli; sys.exit('pybtex' in sys.modules)"
    folder = Path(api.commands.__path__[0]).parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=os.environ, check=False)
    assert done.returncode == 0
