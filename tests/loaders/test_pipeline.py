"""Loading into the real database: counts that add up, refs, strict and dry runs, formats alike, a load that is killed."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.exports import EXPORTS
from graph.reading import FactFilter, all_facts
from graph.store import Store
from loaders import pipeline
from loaders.pipeline import load_files
from loaders.summary import Summary
from tests.files import ROOT, SAMPLE, records

Record = dict[str, Any]

TROOPS: Record = {
    "actor": "North Korea",
    "relation": "supplies",
    "partner": "Russia",
    "resource": "troops",
    "quantity": 11000,
    "approximate": True,
    "since": "2024-10",
    "claimant": "South Korea",
    "source_title": "A briefing",
}
OIL: Record = TROOPS | {"actor": "Russia", "partner": "North Korea", "resource": "oil", "quantity": 1.5, "since": 2024}
DENIAL: Record = {"claimant": "Russia", "stance": "denies", "source_title": "A reply"}


def jsonl(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def version(store: Store) -> int:
    return int(store.read("read/graph")[0]["version"])


def adds_up(summary: Summary) -> bool:
    return summary.read == summary.loaded + summary.unchanged + summary.rejected + (summary.held or 0)


class Loader:
    """Loads records through a file, and remembers what was rejected."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.rejects: list[Record] = []

    def __call__(self, *rows: Mapping[str, Any], **options: Any) -> Summary:
        return self.files(jsonl(self.folder / "records.jsonl", rows), **options)

    def files(self, *paths: Path, **options: Any) -> Summary:
        rejects = self.folder / "rejects.jsonl"
        rejects.unlink(missing_ok=True)
        summary = load_files(self.store, paths, rejects=rejects, **options)
        self.rejects = records(rejects) if summary.rejects else []
        assert len(self.rejects) == summary.rejected
        assert adds_up(summary)
        return summary


@pytest.fixture
def load(store: Store, tmp_path: Path) -> Loader:
    return Loader(store, tmp_path)


def counts(summary: Summary) -> tuple[int, int, int, int, int]:
    return summary.rows, summary.read, summary.loaded, summary.unchanged, summary.rejected


def told(store: Store) -> dict[str, Any]:
    return {fact["id"]: fact for fact in all_facts(store, FactFilter())}


def exported(store: Store) -> dict[str, bytes]:
    return {name: b"".join(EXPORTS[name].write(store, FactFilter())) for name in ("csv", "graphml")}


class TestCounts:
    def test_new_known_bad_and_factless_rows(self, load: Loader) -> None:
        company = OIL | {"actor_role": "BUS"}
        summary = load(TROOPS, TROOPS, OIL | {"quantity": -1}, company, company | {"partner_role": "REB"}, OIL)
        assert counts(summary) == (6, 4, 2, 1, 1)
        assert summary.rows_without_fact == {"no state actor": 2}
        assert (summary.facts_created, summary.claims_created) == (2, 2)
        again = load(TROOPS, OIL)
        assert counts(again) == (2, 2, 0, 2, 0)
        assert (again.facts_created, again.claims_created) == (0, 0)

    @pytest.mark.parametrize(("role", "kept"), [("GOV", True), ("MIL", True), ("leg", True), ("REB", False)])
    def test_whose_deeds_are_the_state_s(self, load: Loader, role: str, kept: bool) -> None:
        summary = load(TROOPS | {"actor_role": role})
        assert (summary.loaded, summary.rows_without_fact.total()) == (int(kept), int(not kept))

    def test_a_row_makes_several_records_where_its_time_crosses_a_succession(self, load: Loader) -> None:
        alliance = {"relation": "allied with", "actor": "cow:365", "partner": "North Korea", "resource": None}
        summary = load(TROOPS | alliance | {"quantity": None, "approximate": None, "since": "1961", "until": "1995"})
        assert (summary.rows, summary.read, summary.loaded, summary.facts_created) == (1, 2, 2, 2)
        assert sorted(fact["actor"]["id"] for fact in told(load.store).values()) == ["PRK", "PRK"]
        assert sorted(fact["recipient"]["id"] for fact in told(load.store).values()) == ["RUS", "SUN"]

    def test_an_empty_file_changes_nothing_and_is_named(self, load: Loader, tmp_path: Path) -> None:
        empty = tmp_path / "empty.csv"
        empty.write_bytes(b"")
        before = version(load.store)
        summary = load.files(empty, jsonl(tmp_path / "facts.jsonl", [TROOPS]))
        assert (counts(summary), summary.empty) == ((1, 1, 1, 0, 0), (str(empty),))
        assert version(load.store) == before + 1

    def test_a_line_of_ten_megabytes_is_one_reject(self, load: Loader, tmp_path: Path) -> None:
        path = jsonl(tmp_path / "facts.jsonl", [TROOPS, TROOPS | {"note": "x" * 10_000_000}, OIL])
        assert counts(load.files(path)) == (3, 3, 2, 0, 1)
        assert (load.rejects[0]["line"], load.rejects[0]["record"]) == (2, None)


class TestRefs:
    def test_a_ref_of_a_later_line_and_a_chain_of_them(self, load: Loader) -> None:
        summary = load(
            DENIAL | {"about": "troops"},
            OIL | {"ref": "oil", "in_return_for": ["troops"]},
            TROOPS | {"ref": "troops", "in_return_for": "food|oil"},
            TROOPS | {"ref": "food", "resource": "food", "quantity": None, "in_return_for": ["nothing"]},
            DENIAL | {"about": "food"},
        )
        # The first three wait for each other or for what is never told.
        assert counts(summary) == (5, 5, 0, 0, 5)
        assert "no accepted record of this file has" in load.rejects[0]["reason"]
        summary = load(
            DENIAL | {"about": "food"},
            TROOPS | {"ref": "troops", "in_return_for": "oil | food"},
            OIL | {"ref": "oil"},
            OIL | {"ref": "food", "resource": "food", "in_return_for": ["oil"]},
        )
        assert counts(summary) == (4, 4, 4, 0, 0)
        facts = {fact["resource"]["id"]: fact for fact in told(load.store).values()}
        assert facts["troops"]["in_return_for"] == sorted([facts["oil"]["id"], facts["food"]["id"]])
        assert facts["food"]["in_return_for"] == [facts["oil"]["id"]]
        assert facts["food"]["status"] == "disputed"

    def test_a_ref_of_a_rejected_record_is_unknown(self, load: Loader) -> None:
        summary = load(TROOPS | {"ref": "troops", "quantity": -1}, DENIAL | {"about": "troops"})
        assert counts(summary) == (2, 2, 0, 0, 2)
        assert [(row["line"], row["field"]) for row in load.rejects] == [(1, "quantity"), (2, "about")]

    def test_a_ref_names_one_fact(self, load: Loader) -> None:
        other = TROOPS | {"ref": "troops", "claimant": "Ukraine"}
        summary = load(TROOPS | {"ref": "troops"}, other, OIL | {"ref": "troops"})
        assert (summary.loaded, summary.facts_created, summary.rejected) == (2, 1, 1)
        assert (load.rejects[0]["field"], load.rejects[0]["line"]) == ("ref", 3)
        assert "names another fact" in load.rejects[0]["reason"]

    def test_refs_are_a_file_s_own(self, load: Loader, tmp_path: Path) -> None:
        one = jsonl(tmp_path / "one.jsonl", [TROOPS | {"ref": "it"}])
        two = jsonl(tmp_path / "two.jsonl", [OIL | {"ref": "it"}])
        three = jsonl(tmp_path / "three.jsonl", [DENIAL | {"about": "it"}])
        summary = load.files(one, two, three)
        assert (summary.loaded, summary.rejected) == (2, 1)
        assert (load.rejects[0]["file"], load.rejects[0]["line"]) == (str(three), 1)

    def test_about_and_in_return_for_take_a_fact_s_id(self, load: Loader) -> None:
        load(TROOPS)
        [ident] = told(load.store)
        assert load(DENIAL | {"about": ident}, OIL | {"in_return_for": [ident]}).loaded == 2
        facts = told(load.store)
        assert facts[ident]["status"] == "disputed"
        assert [fact["in_return_for"] for fact in facts.values() if fact["id"] != ident] == [[ident]]
        absent = "f" + "0" * 24
        assert load(DENIAL | {"about": absent}, OIL | {"in_return_for": [absent]}).rejected == 2
        assert [row["field"] for row in load.rejects] == ["about", "in_return_for"]
        assert "which this graph doesn't hold" in load.rejects[0]["reason"]

    @pytest.mark.parametrize("dry_run", [False, True])
    @pytest.mark.parametrize("batch", [1, 2000])
    def test_a_fact_s_id_may_be_that_of_any_line(
        self, load: Loader, dry_run: bool, batch: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        load(TROOPS)
        [ident] = told(load.store)
        load.store.command("MATCH (f:Fact) DETACH DELETE f")
        monkeypatch.setattr(pipeline, "BATCH", batch)
        rows = [DENIAL | {"about": ident}, TROOPS, DENIAL | {"about": ident, "claimant": "China"}]
        assert counts(load(*rows, dry_run=dry_run)) == (3, 3, 3, 0, 0)

    def test_a_fact_is_not_in_return_for_itself(self, load: Loader) -> None:
        load(TROOPS | {"ref": "troops"}, TROOPS | {"claimant": "Ukraine", "in_return_for": ["troops"]})
        [row] = load.rejects
        assert (row["field"], row["value"]) == ("in_return_for", ["troops"])
        assert "own fact" in row["reason"]


class TestStrictAndDry:
    def test_strict_loads_nothing_when_anything_is_bad(self, load: Loader) -> None:
        load(TROOPS)
        before = version(load.store)
        summary = load(TROOPS, OIL, OIL | {"actor": "Rossland"}, strict=True)
        assert (counts(summary), summary.held) == ((3, 3, 0, 0, 1), 2)
        assert (summary.facts_created, summary.claims_created) == (0, 0)
        assert [row["line"] for row in load.rejects] == [3]
        assert version(load.store) == before
        good = load(TROOPS, OIL, strict=True)
        assert (counts(good), good.held) == ((2, 2, 1, 1, 0), None)

    @pytest.mark.parametrize("batch", [3, 2000])
    def test_a_dry_run_counts_what_the_load_then_does(
        self, load: Loader, tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pipeline, "BATCH", batch)
        load(TROOPS)
        before = (version(load.store), exported(load.store))
        more = [TROOPS, OIL, OIL, OIL | {"actor_role": "BUS"}, OIL | {"quantity": -1}, OIL | {"claimant": "China"}]
        paths = [SAMPLE, jsonl(tmp_path / "more.jsonl", more), jsonl(tmp_path / "same.jsonl", more)]
        dry = load.files(*paths, dry_run=True)
        assert (version(load.store), exported(load.store)) == before
        assert dry.dry_run
        real = load.files(*paths)
        plain = [summary.as_json() | {"seconds": 0, "dry_run": None} for summary in (dry, real)]
        assert plain[0] == plain[1]
        assert real.loaded == len(records(SAMPLE)) + 2


class TestFormats:
    def test_the_same_facts_in_every_format_are_the_same_claims(self, load: Loader, tmp_path: Path) -> None:
        rows = [
            *records(SAMPLE),
            TROOPS | {"note": 'two\nlines; "quoted", told', "quantity": 2.5, "since": "2024~"},
            OIL | {"until": "2024-02-29", "place": "Vladivostok", "confidence": 0.5},
        ]
        names = sorted({name for row in rows for name in row})
        (tmp_path / "facts.json").write_text(json.dumps(rows), encoding="utf-8")
        (tmp_path / "facts.yaml").write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
        for name, delimiter in (("facts.csv", ","), ("facts.tsv", "\t"), ("semicolons.csv", ";")):
            with (tmp_path / name).open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, names, delimiter=delimiter)
                writer.writeheader()
                writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
        first = load.files(jsonl(tmp_path / "facts.jsonl", rows))
        assert counts(first) == (len(rows), len(rows), len(rows), 0, 0)
        before = version(load.store)
        for name in ("facts.json", "facts.yaml", "facts.csv", "facts.tsv", "semicolons.csv"):
            assert counts(load.files(tmp_path / name)) == (len(rows), len(rows), 0, len(rows), 0), name
        assert version(load.store) == before

    def test_bad_rows_among_good_ones_in_csv(self, load: Loader, tmp_path: Path) -> None:
        path = tmp_path / "facts.csv"
        path.write_bytes(
            "actor;relation;partner;resource;quantity;claimant;source_title;note\r\n"
            "Russia;supplies;DPRK;oil;1;Russia;A paper;\r\n"
            'Russia;supplies;DPRK;gas;NaN;Russia;A paper;"two\r\nlines"\r\n'
            "Russia;supplies;DPRK;coal;1;Russia;A paper;x;y\r\n"
            ";;;;;;;\r\n"
            'Russia;supplies;DPRK;food;1;Russia;A paper;"open\r\n'
            "Russia;supplies;DPRK;phlogiston;1;Russia;A paper\r\n"
            "Russia;supplies;Corée du Nord;coal;1;Russia;A paper;\r\n".encode("latin-1")
        )
        assert counts(load.files(path)) == (6, 6, 1, 0, 5)
        assert [(row["line"], row["field"]) for row in sorted(load.rejects, key=lambda row: int(row["line"]))] == [
            (3, "quantity"),
            (5, None),
            (7, None),
            (8, "resource"),
            (9, None),
        ]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return "|".join(value) if isinstance(value, list) else value


def many(total: int) -> Iterator[Record]:
    """Records with several claims on a fact, numbers that differ, disputes, events, refs back and forth."""
    states = ["PRK", "RUS", "CHN", "KOR", "JPN", "USA", "UKR", "IRN", "DEU", "FRA", "IND", "BRA"]
    things = ["oil", "gas", "coal", "food", "missiles", "money"]
    for number in range(total):
        actor, partner = states[number % 12], states[(number + 1 + number // 12 % 11) % 12]
        record: Record = {
            "actor": actor,
            "relation": "receives" if number % 7 == 0 else "supplies",
            "partner": partner,
            "resource": things[number % 6],
            "quantity": number % 97 + 1,
            "since": str(1990 + number // 3 % 30),
            "claimant": actor if number % 3 == 0 else states[number % 5],
            "stance": "denies" if number % 11 == 0 else "asserts",
            "source_id": f"source:{number % 50}",
            "locator": f"row {number}",
        }
        if number % 1000 == 0:
            record |= {"ref": f"fact {number}", "event": f"event:{number % 3}", "event_name": "A deal"}
        if number % 1000 == 500:
            record["in_return_for"] = [f"fact {(number + 1500) % total // 1000 * 1000}"]
        yield record


def test_a_killed_load_goes_on_to_the_graph_of_one_load(store: Store, load: Loader, tmp_path: Path) -> None:
    total = 6000
    path = jsonl(tmp_path / "many.jsonl", list(many(total)))
    assert counts(load.files(path)) == (total, total, total, 0, 0)
    clean, before = exported(store), version(store)
    assert min(map(len, clean.values())) > 10_000
    assert counts(load.files(path)) == (total, total, 0, total, 0)
    assert (exported(store), version(store)) == (clean, before)

    store.command("MATCH (f:Fact) DETACH DELETE f")
    store.command("MATCH (n) WHERE n:Source OR n:Event DETACH DELETE n")
    store.command("MATCH (:Actor)-[e]->() WHERE e.facts IS NOT NULL DELETE e")
    command = [sys.executable, "-m", "api.cli", "load", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while not (held := claims(store)):
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    held = claims(store)
    assert 0 < held < total
    summary = load.files(path)
    assert (summary.loaded, summary.unchanged) == (total - held, held)
    assert exported(store) == clean


def claims(store: Store) -> int:
    return int(store.read("read/totals")[0]["claims"])
