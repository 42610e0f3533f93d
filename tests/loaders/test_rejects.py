"""The rejects file: what it says of a bad record, and how it is loaded again once it is mended."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UnusableError
from graph.record import RecordError
from graph.store import Store
from loaders.pipeline import load_files
from loaders.rejects import RejectsFile, mended, reject
from loaders.summary import Summary
from tests.files import records

KEYS = ["file", "line", "field", "value", "reason", "suggestions", "record"]
GOOD: dict[str, Any] = {
    "actor": "North Korea",
    "relation": "supplies",
    "partner": "Russia",
    "resource": "troops",
    "quantity": 11000,
    "claimant": "South Korea",
    "source_title": "A briefing",
}


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def load(store: Store, path: Path, rejects: Path) -> Summary:
    return load_files(store, [path], rejects=rejects)


def test_what_json_can_not_tell_is_told_as_text() -> None:
    record = {"quantity": float("inf"), "key": 2**70, "note": "a\ud800b", "b\udce9": [(1, None), True], "place": {3}}
    told = reject("facts.csv", 3, record, RecordError("b\udce9", "x" * 2000, "reason", ("a", "b")))
    assert list(told) == KEYS
    assert (told["field"], len(told["value"]), told["suggestions"]) == ("b\\udce9", 1001, ["a", "b"])
    assert told["record"] == {
        "quantity": "inf",
        "key": str(2**70),
        "note": "a\\ud800b",
        "b\\udce9": [[1, None], True],
        "place": "{3}",
    }
    json.dumps(told, allow_nan=False)


def test_only_a_line_of_a_rejects_file_is_taken_apart() -> None:
    line = dict.fromkeys(KEYS) | {"record": GOOD}
    assert mended(line) == GOOD
    for other in (GOOD, line | {"more": 1}, line | {"record": None}, [line], None):
        assert mended(other) is other


def test_each_reject_says_where_what_and_why(store: Store, tmp_path: Path) -> None:
    bad: list[tuple[dict[str, Any], str, str]] = [
        ({"actor": "Nrth Korea"}, "actor", "Nrth Korea"),
        ({"relation": "suplies"}, "relation", "suplies"),
        ({"resource": "trops"}, "resource", "trops"),
        ({"partner": "DPRK"}, "partner", "same as actor"),
        ({"partner": "European Union"}, "partner", "partner_kind: organisation"),
        ({"quantity": -1}, "quantity", "greater than or equal to 0"),
        ({"quantity_low": 5, "quantity_high": 4, "quantity": None}, "quantity_low", "above quantity_high"),
        ({"quantity_low": 12000}, "quantity_low", "above quantity"),
        ({"since": "2024-02-30"}, "since", "2024-02-30"),
        ({"since": "2024", "until": "2023"}, "until", "before since"),
        ({"colour": "red"}, "colour", "no field"),
        ({"claimant": "Somebody"}, "claimant", "claimant_kind"),
        ({"claimant": None}, "claimant", "source_publisher"),
        ({"source_title": None}, "source_id", "source_url"),
        ({"source_url": "ftp://a.example/x"}, "source_url", "http"),
        ({"unit": "bushels"}, "unit", "bushels"),
        ({"stance": "shouts"}, "stance", "asserts"),
        ({"relation": None}, "relation", "has to be given"),
        ({"actor": None}, "actor", "has to be given"),
        ({"about": "nobody", "actor": None, "relation": None, "partner": None, "resource": None}, "about", "nobody"),
    ]
    path = write(tmp_path / "facts.jsonl", GOOD, *(GOOD | change for change, _, _ in bad))
    summary = load(store, path, tmp_path / "bad.jsonl")
    assert (summary.rows, summary.read, summary.loaded, summary.rejected) == (21, 21, 1, 20)
    assert summary.rejects == str(tmp_path / "bad.jsonl")
    # Within a batch, what a record alone shows is told before what its words mean.
    found = sorted(records(tmp_path / "bad.jsonl"), key=lambda row: row["line"])
    assert [row["line"] for row in found] == list(range(2, 22))
    for row, (change, field, why) in zip(found, bad, strict=True):
        assert list(row) == KEYS
        assert (row["file"], row["field"], row["record"]) == (str(path), field, GOOD | change)
        assert row["value"] == (GOOD | change).get(field)
        assert why in row["reason"]
    assert "PRK" in str(found[0]["suggestions"])
    assert "supplies" in found[1]["suggestions"]
    assert "troops" in found[2]["suggestions"]


def test_a_rejects_file_is_mended_and_loaded_as_it_is(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "facts.jsonl", GOOD, GOOD | {"quantity": -1}, GOOD | {"partner": "Ruritania"})
    first = load(store, path, tmp_path / "bad.jsonl")
    assert (first.loaded, first.rejected) == (1, 2)
    lines = records(tmp_path / "bad.jsonl")
    lines[0]["record"]["quantity"] = 1
    write(tmp_path / "bad.jsonl", *lines)
    second = load(store, tmp_path / "bad.jsonl", tmp_path / "worse.jsonl")
    assert (second.read, second.loaded, second.rejected) == (2, 1, 1)
    [worse] = records(tmp_path / "worse.jsonl")
    assert (worse["file"], worse["line"], worse["field"]) == (str(tmp_path / "bad.jsonl"), 2, "partner")
    assert worse["record"] == GOOD | {"partner": "Ruritania"}


def test_rejects_never_overwrite_what_is_loaded(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "facts.jsonl", GOOD | {"quantity": -1})
    before = path.read_bytes()
    with pytest.raises(UnusableError, match=r"would overwrite .*facts\.jsonl.*name another --rejects"):
        load(store, path, tmp_path / "." / "facts.jsonl")
    assert path.read_bytes() == before


def test_without_rejects_there_is_no_file(store: Store, tmp_path: Path) -> None:
    summary = load(store, write(tmp_path / "facts.jsonl", GOOD), tmp_path / "bad.jsonl")
    assert summary.rejects is None
    assert not (tmp_path / "bad.jsonl").exists()


def test_a_rejects_file_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path, tmp_path / "file" / "bad.jsonl"):
        out = RejectsFile(path)
        with pytest.raises(UnusableError, match=r"can't be written .*: name another with --rejects"):
            out(reject("x", 1, {}, RecordError("actor", None, "why")))
        out.close()
