"""Plain records taken a field at a time tell what each of them tells by itself, and make the same graph."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from graph.claims import Claim
from graph.fact_table import NO_FACTS, Table, statements
from graph.model import Fact, Statement
from graph.record import NoFactError, RecordError, check_record
from graph.resolution import Resolver, resolver
from graph.store import Store
from graph.verifying import verify
from loaders import pipeline, plain
from loaders.bulk import adding, spreading
from loaders.bulk.alone import add_alone
from loaders.json_columns import columns_of
from loaders.json_rows import rows_of_chunk
from loaders.opening import open_file
from loaders.plain import Plain, take_plain, take_plain_lines
from loaders.rows import LINE_LIMIT, Chunk, Row
from tests.conftest import wipe
from tests.files import SAMPLE, records, shared
from tests.graph.test_drawing import made_up
from tests.loaders.bulk.test_importing import AWKWARD, counts, whole_graph_of, written
from tests.loaders.bulk.test_preparing import prepared

_WHO = {"source_id": "s:1", "source_title": "T", "claimant": "Japan"}
_DOES = {"actor": "Norway", "relation": "supplies", "partner": "Iceland", "resource": "oil", "since": "2020"}
# What a record may have otherwise than most, and what makes it wrong.
_ODD: tuple[dict[str, Any], ...] = (
    {}, {"actor": " norway "}, {"actor": "NO"}, {"actor": "Atlantis"}, {"actor": ""}, {"actor": None}, {"actor": 578},
    {"partner": "Norway"}, {"partner": "Hamas"}, {"partner": "USSR", "since": "1980"}, {"partner": "USSR", "since": "1980/2000"},
    {"partner": "USSR", "since": "1980", "until": "1999"}, {"since": None}, {"since": "../1950"}, {"since": "2020-13"},
    {"since": "2020-05-01", "until": "2020-04"}, {"until": "2021"}, {"until": "2021/.."}, {"since": 2020},
    {"relation": "receives"}, {"relation": "Receives from"}, {"relation": "supplyes"},
    {"relation": "cooperates_with", "resource": None},
    {"relation": "party_to", "resource": None}, {"relation": "threatens"},
    {"resource": "gold dust of nowhere"}, {"resource": None},
    {"quantity": 5}, {"quantity": 5.0}, {"quantity": 0.1, "unit": "tonnes"}, {"quantity": -1}, {"quantity": True},
    {"quantity": float("nan")}, {"quantity": "5"}, {"quantity": 2**60}, {"quantity_low": 1, "quantity_high": 4},
    {"quantity_low": 5, "quantity_high": 4}, {"quantity_low": 5, "quantity": 4}, {"quantity": 7, "unit": "USD@2015"},
    {"quantity": 7, "unit": "bananas"}, {"value": 3.5, "value_unit": "USD"}, {"value": 3, "value_unit": "bananas"},
    {"approximate": True, "quantity": 1}, {"approximate": 1, "quantity": 1}, {"modality": "Promised"}, {"modality": "dreamt"},
    {"stance": "DENIES"}, {"stance": "says"}, {"aspect": "quantity", "stance": "doubts"},
    {"aspect": "quality", "stance": "denies"},
    {"claimant": "Norway"}, {"claimant": "Iceland", "stance": "denies"}, {"claimant": None, "source_publisher": "A paper"},
    {"claimant": None}, {"claimant": "Reuters"}, {"claimant": "Jane Roe"}, {"claimant": "Jane Roe", "claimant_kind": "person"},
    {"claimant": "Jane Roe", "claimant_kind": "person", "claimant_of": "Japan"}, {"claimant": None, "claimant_kind": "person"},
    {"claimant": "France", "claimant_kind": "person", "claimant_of": "Yugoslavia", "said_on": "1980"},
    {"claimant": "France", "claimant_kind": "person", "claimant_of": "Yugoslavia", "said_on": "2000"},
    {"claimant": "France", "claimant_kind": "organisation", "claimant_of": "Germany", "said_on": "1960"},
    {"claimant": "USSR", "said_on": "1999"}, {"claimant": "USSR", "said_on": "1979-05"}, {"said_on": "2021-02"},
    {"source_published_on": "2021-02-03"}, {"source_id": None}, {"source_id": None, "source_title": None},
    {"source_id": None, "source_url": "https://example.org/a"}, {"source_url": "example.org"}, {"source_published_on": "soon"},
    {"origin": "Reuters"}, {"origin": "Russia"}, {"origin": "whoever"}, {"method": "machine"}, {"method": "model:x"},
    {"method": "guess"}, {"confidence": 0.5}, {"confidence": 1}, {"confidence": 2}, {"level": "high"},
    {"key": "k1"}, {"key": " "},
    {"quote": 'two\nlines, "quoted"'}, {"note": "bell \x07"}, {"locator": "p. 5"}, {"note": "n" * 100_001},
    {"actor_role": "GOV", "partner_role": "mil"}, {"actor_role": "REB"}, {"actor_role": "g"},
    {"relation": "receives", "actor_detail": "one", "partner_detail": "other", "actor_role": "GOV"}, {"place": "Oslo"},
    {"ref": "r"}, {"actor_kind": "organisation"}, {"colour": "red"}, {"regarding": "China"}, {"actor": ["Norway"]}, {"actor": {}},
)  # fmt: skip


def rows(told: Sequence[dict[str, Any]]) -> list[Row]:
    return [Row(number, dict(record)) for number, record in enumerate(told, start=1)]


def alone(record: object) -> list[Statement] | None:
    """What a record tells by itself; None where it tells nothing."""
    try:
        return resolver().statements(check_record(record))
    except (RecordError, NoFactError):
        return None


def told_in(table: Table) -> list[tuple[Fact, dict[str, Any]]]:
    return [(one.fact, claimed(one.claim)) for one in statements(table)]


def claimed(claim: Claim) -> dict[str, Any]:
    return {name: value for name, value in claim._asdict().items() if value not in {None, ""}}


@pytest.mark.parametrize("together", [True, False])
def test_what_plain_records_tell_is_what_each_tells_by_itself(together: bool) -> None:
    odd = [_DOES | _WHO | one for one in _ODD]
    batches = [rows(odd)] if together else [[row] for row in rows(odd)]
    taken = 0
    for batch in batches:
        found, others = take_plain(batch, resolver())
        left = {id(row) for row in others}
        wanted = [alone(row.record) for row in batch if id(row) not in left]
        assert all(told and len(told) == 1 for told in wanted)
        said = [told[0] for told in wanted if told]
        assert told_in(found.table) == [(one.fact, claimed(one.claim)) for one in said]
        for (_, claim), one in zip(told_in(found.table), said, strict=True):
            assert {name: type(value) for name, value in claim.items()} == {
                name: type(value) for name, value in claimed(one.claim).items()
            }
        named = list(statements(found.table))
        assert [one.source for one in named] == [one.source for one in said]
        assert [one.by for one in named] == [one.by for one in said]
        assert found.rows == len(said)
        taken += len(said)
    assert taken > 40


def line_of(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("size", [1, 3, 1_000])
def test_lines_tell_what_their_records_tell(size: int) -> None:
    odd = [_DOES | _WHO | one for one in _ODD]
    lines = [line_of(record) for record in [*odd, *made_up(random.Random(4), 200)]]
    taken = 0
    for at in range(0, len(lines), size):
        chunk = Chunk(at + 1, b"\n".join(lines[at : at + size]) + b"\n")
        wanted, others = take_plain(rows_of_chunk(chunk), resolver())
        found = take_plain_lines(chunk, resolver())
        if found is not None:
            assert told_in(found[0].table) == told_in(wanted.table)
            assert found[0].rows == wanted.rows
            assert list(map(told_of, found[1])) == list(map(told_of, others))
            taken += found[0].rows
    assert taken > 150 or size == 1_000  # one line that Arrow can't read leaves all to be read one by one


def told_of(row: Row) -> tuple[int, str, str]:
    return row.line, repr(row.record), repr(row.error)


@pytest.mark.parametrize(
    "lines",
    [
        b'{"note":"a","note":"b"}', b'{"note":"a"}{"note":"b"}\n{"note":"c"', b'{"note":"a"}\n\n{"note":"b"}', b'{"note":\n"a"}',
        b'{"note":"\xff"}', b'{"note":"\\udc00"}', b'{"quantity":NaN}', b'{"quantity":9007199254740993}', b'{"quantity":1e400}',
        b'{"quantity":"5"}', b'{"quantity":true}', b'{"since":2020}', b'{"note":["a"]}', b'{"note":{"note":"a"}}', b'["note"]',
        b"5",
        b'{"colour":"red"}', b'{"ref":"a"}', b'{"note":"a\tb"}', b'\xef\xbb\xbf{"note":"a"}', b"{}{}", b"",
        b'{"note":"a"}\r\n{"note":"b"}',
        b'{"note":"' + b"n" * LINE_LIMIT + b'"}', b'{"approximate":"yes"}', b'{"confidence":[]}', b"{}", b"{}\n{}",
    ],
)  # fmt: skip
def test_lines_that_are_no_plain_records_are_read_one_by_one(lines: bytes) -> None:
    assert columns_of(Chunk(1, lines)) in (None, {})
    assert columns_of(Chunk(1, lines + b"\n")) in (None, {})


def test_numbers_and_nulls_are_read_as_they_stand() -> None:
    found = columns_of(Chunk(1, b'{"quantity":5,"note":null}\n{"quantity":0.5,"note":""}\n{"approximate":true}\n'))
    assert found is not None
    assert {name: column.rows() for name, column in found.items()} == {
        "quantity": [5.0, 0.5, None],
        "note": [None, "", None],
        "approximate": [None, None, True],
    }


def no_plain(found: Sequence[Row], _: Resolver) -> tuple[Plain, list[Row]]:
    return Plain(NO_FACTS, 0), list(found)


def files_both_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[Path]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The importer's files as plain records make them, and with every record taken by itself."""
    quick = prepared(tmp_path / "quick", paths, 1)
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "take_plain", no_plain)
        patched.setattr(pipeline, "take_plain_lines", lambda *_: None)
        slow = prepared(tmp_path / "slow", paths, 1)
    assert quick[1] == slow[1]
    return quick[0], slow[0]


def of_all_kinds() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Records, plain ones and others: the first can be loaded, of the second some can't."""
    chance = random.Random(11)
    many = made_up(chance, 400)
    odd = [_DOES | _WHO | one | {"since": str(1990 + number % 30)} for number, one in enumerate(_ODD)]
    # Claims on one fact, of which some are plain and some aren't; and one that is told twice.
    same = [many[0] | {"claimant": name} for name in ("Japan", "Norway")] + [many[0] | {"regarding": "China"}, many[1]]
    # One organisation, of a country and of none.
    told_by = {"claimant": "ACME", "claimant_kind": "organisation"}
    same += [many[2] | told_by, many[3] | told_by | {"claimant_of": "Japan"}]
    usable = [record for record in odd if alone(record) is not None]
    return [*records(SAMPLE), *many, *same], [*usable, *AWKWARD]


def test_plain_records_make_the_same_files(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = of_all_kinds()
    paths = [written(tmp_path / "a.jsonl", first), written(tmp_path / "b.jsonl", second)]
    quick, slow = files_both_ways(tmp_path, monkeypatch, paths)
    assert quick == slow
    for name, size in (("_ROWS", 30), ("_TEXT", 2_000)):
        monkeypatch.setattr(adding, name, size)
        assert prepared(tmp_path / f"slices{name}", paths, 1)[0] == slow
    monkeypatch.setattr(spreading, "LIMIT", 5_000)
    assert prepared(tmp_path / "small", paths, 1)[0] == slow


def test_plain_records_make_the_same_graph_online(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = of_all_kinds()
    some = random.Random(5).sample(first, len(first) // 3)
    # Of the second file the graph holds some facts, some of them with claims that come again.
    paths = [written(tmp_path / "a.jsonl", some), written(tmp_path / "b.jsonl", [*first, *second])]
    monkeypatch.setattr(pipeline, "BATCH", 120)

    def loaded() -> tuple[list[dict[str, Any]], list[dict[str, Any]], tuple[list[str], list[str]]]:
        wipe(store)
        rejects = tmp_path / "rejects.jsonl"
        told = [counts(pipeline.load_files(store, [path], rejects=rejects)) for path in paths]
        return told, records(rejects), whole_graph_of(store)

    quick = loaded()
    found: list[str] = []
    verify(store, lambda difference: found.append(difference.line))
    assert not found
    monkeypatch.setattr(pipeline, "take_plain", no_plain)
    assert loaded() == quick


def test_a_dry_run_counts_plain_records(store: Store, tmp_path: Path) -> None:
    first, second = of_all_kinds()
    path = written(tmp_path / "a.jsonl", [*first, *second])
    dry = counts(pipeline.load_files(store, [path], rejects=tmp_path / "r.jsonl", dry_run=True))
    assert dry.pop("dry_run")
    told = counts(pipeline.load_files(store, [path], rejects=tmp_path / "r.jsonl"))
    assert dry == {name: value for name, value in told.items() if name != "dry_run"}


def test_most_records_are_plain(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone_added: list[int] = []

    def noted(table: Table, at: str, write: int) -> Any:
        alone_added.append(len(table))
        return add_alone(table, at, write)

    monkeypatch.setattr(adding, "add_alone", noted)
    prepared(tmp_path / "w", [written(tmp_path / "a.jsonl", made_up(random.Random(2), 300))], 1)
    assert sum(alone_added) > 100


_SLICES = (
    ("gdelt", "2017*.CSV"), ("icews", "icews14_test.txt*"), ("sanctions", "GSDB_V3.csv*"),
    ("sipri_arms", "trade-register.csv*"),
)  # fmt: skip


def test_plain_records_of_publishers_files_make_the_same_files(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    for place, name in _SLICES:
        found = next(path for path in sorted(shared("data", place).glob(name)) if path.suffix != ".md")
        path = tmp_path / place / found.name
        path.parent.mkdir()
        with found.open("rb") as file:
            path.write_bytes(found.read_bytes() if found.suffix in {".zip", ".gz"} else b"".join(islice(file, 300)))
        paths.append(path)
    took = 0
    for path in paths:
        listed = list(islice(open_file(path), 300))
        took += len(plain.take_plain(listed, resolver())[0].table)
    assert took > 100
    quick, slow = files_both_ways(tmp_path, monkeypatch, paths)
    assert quick == slow
