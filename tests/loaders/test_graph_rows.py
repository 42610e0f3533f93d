"""A whole graph, carried to another one: the same facts, claims, retractions and history, or a clear word."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from api.exports import EXPORTS
from graph.carrying import carried
from graph.errors import TooLargeError, UnusableError
from graph.reading import FactFilter
from graph.retracting import retract
from graph.store import Store
from loaders.compressed import packed
from loaders.formats import open_rows
from loaders.pipeline import load_files
from loaders.summary import Summary
from tests.files import SAMPLE, records

MORE = {
    "actor": "Norway", "relation": "party_to", "event": "treaty:1", "event_name": "A treaty", "event_kind": "treaty",
    "claimant": "Examples Daily", "claimant_kind": "organisation", "claimant_of": "Norway", "source_title": "An article",
    "regarding": "Iceland", "place": "Oslo", "since": "1949-04", "said_on": "1949-05-01", "confidence": 0.5,
}  # fmt: skip


class Carried(NamedTuple):
    """A graph as it was exported, and as lines; it is gone from the database."""

    exports: list[bytes]
    lines: list[bytes]


def exported(store: Store) -> list[bytes]:
    return [b"".join(form.write(store, FactFilter())) for form in EXPORTS.values()]


def load(store: Store, folder: Path, path: Path) -> tuple[Summary, list[dict[str, Any]]]:
    rejects = folder / "rejects.jsonl"
    rejects.unlink(missing_ok=True)
    summary = load_files(store, [path], rejects=rejects)
    return summary, records(rejects) if rejects.exists() else []


@pytest.fixture
def whole(empty: Callable[[], Store], store: Store, tmp_path: Path) -> Carried:
    """The sample with an event, a claim withdrawn and one of our own error."""
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps(MORE))
    load_files(store, [SAMPLE, more], rejects=tmp_path / "none.jsonl")
    article = next(row["id"] for row in store.read("read/sources", after="", limit=10) if row["facts"] > 1)
    claims = [row["claim"] for row in store.read("read/claims_of_source", "ASSERTS", source=article)]
    retract(store, claim=claims[0], reason="said otherwise since")
    retract(store, claim=claims[1], reason="read wrongly", kind="our_error")
    told = Carried(exported(store), list(carried(store)))
    empty()
    return told


def test_another_graph_is_made_the_same(whole: Carried, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "graph.jsonl.zst"
    file.write_bytes(b"".join(packed(whole.lines)))
    first, rejects = load(store, tmp_path, file)
    assert (first.loaded, first.facts_created, rejects) == (23, 17, [])
    assert exported(store) == whole.exports
    assert list(carried(store)) == whole.lines
    second, _ = load(store, tmp_path, file)
    assert (second.loaded, second.unchanged) == (0, first.loaded + first.unchanged)


def test_it_is_of_one_moment_whatever_is_written_meanwhile(store: Store, tmp_path: Path) -> None:
    more, later = tmp_path / "more.jsonl", tmp_path / "later.jsonl"
    more.write_text(json.dumps(MORE))
    load_files(store, [SAMPLE, more], rejects=tmp_path / "none.jsonl")
    wanted = list(carried(store))
    lines = carried(store)
    begun = [next(lines)]
    article = next(row["id"] for row in store.read("read/sources", after="", limit=10) if row["facts"] > 1)
    retract(store, source=article, reason="said otherwise since")
    # Claims, an event and a third party more on a fact that is there, and a fact that isn't.
    again = MORE | {"claimant": "Other Examples", "regarding": "Denmark"}
    told = [again, again | {"event": "treaty:2"}, again | {"since": "1950"}]
    later.write_text("\n".join(map(json.dumps, told)))
    assert load_files(store, [later], rejects=tmp_path / "none.jsonl").loaded > 1
    assert [*begun, *lines] == wanted
    assert list(carried(store)) != wanted


@pytest.mark.parametrize("left", [1, 5, -1])
def test_a_file_without_its_end_says_so_and_loads_what_it_has(
    whole: Carried, store: Store, tmp_path: Path, left: int
) -> None:
    file = tmp_path / "graph.jsonl"
    file.write_bytes(b"".join(whole.lines[:left]))
    _, rejects = load(store, tmp_path, file)
    assert [reject["reason"].split(":")[0] for reject in rejects] == ["the file was cut short or altered"]


def test_a_line_that_was_altered_is_rejected(whole: Carried, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "graph.jsonl"
    place = next(number for number, line in enumerate(whole.lines) if b"Ukraine" in line and b"fights" in line)
    altered = whole.lines[place].replace(b'"stance":"asserts"', b'"stance":"denies"')
    lines = [*whole.lines[:place], altered, b'{"fact": 1}\n', b"[]\n", *whole.lines[place + 1 :]]
    file.write_bytes(b"".join(lines))
    _, rejects = load(store, tmp_path, file)
    assert [reject["line"] for reject in rejects] == [place + 1, place + 2, place + 3, len(lines)]
    assert "what it holds gives" in rejects[0]["reason"]


def first_form(lines: list[bytes]) -> list[bytes]:
    """The same graph as the first form carried it: links without the instant at which they were noted."""
    made = [b'{"bilat_graph":1}\n']
    for line in lines[1:-1]:
        told = json.loads(line)
        for link in [*told["events"], *told["regarding"]]:
            del link["recorded_at"]
        if "in_return_for" in told:
            told["in_return_for"] = [link["id"] for link in told["in_return_for"]]
        made.append(json.dumps(told).encode() + b"\n")
    return [*made, b'{"bilat_graph_end":"%s"}\n' % hashlib.sha256(b"".join(made)).hexdigest().encode()]


def test_a_file_of_the_first_form_makes_the_same_graph(whole: Carried, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "graph.jsonl"
    lines = first_form(whole.lines)
    file.write_bytes(b"".join(lines))
    assert any(b'"in_return_for": ["f' in line for line in lines)
    assert any(b'"kind": "treaty"' in line for line in lines)
    first, rejects = load(store, tmp_path, file)
    assert (first.loaded, first.facts_created, rejects) == (23, 17, [])
    assert exported(store) == whole.exports
    # Each link counts from when its claim was recorded.
    for line, held in zip(list(carried(store))[1:-1], whole.lines[1:-1], strict=True):
        told, before = json.loads(line), json.loads(held)
        links = [*told["events"], *told["regarding"], *told.get("in_return_for", [])]
        assert all(link["recorded_at"] in {c["properties"]["recorded_at"] for c in before["claims"]} for link in links)
    again, rejects = load(store, tmp_path, file)
    assert (again.loaded, rejects) == (0, [])


def test_a_newer_form_is_told(tmp_path: Path) -> None:
    file = tmp_path / "graph.jsonl"
    file.write_bytes(b'{"bilat_graph":3}\n')
    with pytest.raises(UnusableError, match="use a newer Bilat"):
        list(open_rows(file))


def test_packed_records_are_read_like_others(tmp_path: Path) -> None:
    file = tmp_path / "sample.jsonl.zst"
    file.write_bytes(b"".join(packed([SAMPLE.read_bytes()])))
    assert list(open_rows(file)) == list(open_rows(SAMPLE))


@pytest.mark.parametrize("kept", [0.5, 0.99])
def test_a_packed_file_that_was_cut_short_is_told(tmp_path: Path, kept: float) -> None:
    whole = b"".join(packed([SAMPLE.read_bytes()]))
    file = tmp_path / "sample.jsonl.zst"
    file.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(UnusableError, match="damaged, cut short"):
        list(open_rows(file))


def test_what_is_not_packed_at_all_is_told(tmp_path: Path) -> None:
    file = tmp_path / "sample.jsonl.zst"
    file.write_bytes(SAMPLE.read_bytes())
    with pytest.raises(UnusableError, match="no Zstandard"):
        list(open_rows(file))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.jsonl.zst"
    blanks = b"\n" * (1 << 20)
    file.write_bytes(b"".join(packed(blanks for _ in range(200))))
    assert file.stat().st_size < 64_000
    with pytest.raises(TooLargeError, match="far more than records can"):
        list(open_rows(file))
