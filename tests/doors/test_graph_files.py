"""What `bilat export --all` and `bilat backup` wrote, damaged: loaded as far as it is whole, or refused by a clear word."""

from __future__ import annotations

import hashlib
import io
import json
import random
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph import backups
from graph.carrying import carried
from graph.errors import BilatError, UnusableError
from graph.reading import FactFilter, all_facts
from graph.retracting import retract
from graph.server import ManagedServer, archive
from graph.store import Store
from graph.verifying import verify
from loaders.compressed import packed
from loaders.pipeline import load_files
from tests.damage import damaged, odd, tried
from tests.files import ARTIFACTS, SAMPLE

TREATY = {
    "actor": "Norway", "relation": "party_to", "event": "treaty:1", "event_name": "A treaty", "event_kind": "treaty",
    "claimant": "Norway", "source_title": "T", "regarding": "Iceland", "place": "Oslo", "since": "1949-04",
    "said_on": "1949-05-01", "confidence": 0.5, "quantity": 3, "unit": "people",
}  # fmt: skip


@pytest.fixture
def lines(empty: Callable[[], Store], store: Store, tmp_path: Path) -> list[bytes]:
    """A graph as it was exported, with a treaty and two retractions; the database is empty."""
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps(TREATY))
    load_files(store, [SAMPLE, more], rejects=tmp_path / "none.jsonl")
    claims = [claim["id"] for fact in all_facts(store, FactFilter()) for claim in fact["claims"]]
    retract(store, claim=claims[0], reason="said otherwise since")
    retract(store, claim=claims[1], reason="read wrongly", kind="our_error")
    told = list(carried(store))
    empty()
    return told


def whole(lines: list[bytes]) -> bytes:
    """The lines with a last one that has their sum, as if whoever altered them knew how it is made."""
    body = b"".join(lines)
    return body + b'{"bilat_graph_end":"%s"}\n' % hashlib.sha256(body).hexdigest().encode()


def harmed(chance: random.Random, lines: list[bytes]) -> bytes:
    match chance.randrange(4):
        case 0:
            return damaged(chance, b"".join(lines))
        case 1:
            return whole([lines[0], *chance.sample(lines[1:-1], chance.randrange(1, 12)), lines[1]])
        case 2:
            told = list(lines[:-1])
            told[chance.randrange(1, len(told))] = as_line(odd(chance, orjson.loads(chance.choice(told[1:]))))
            return whole(told)
        case _:
            return whole([lines[0], as_line(resigned(chance, orjson.loads(chance.choice(lines[1:-1]))))])


def as_line(value: Any) -> bytes:
    return json.dumps(value).encode() + b"\n"


def resigned(chance: random.Random, line: dict[str, Any]) -> Any:
    """A line in which only what no id is made of is odd: names, titles, and what is noted with a claim and a link."""
    claim = chance.choice(line["claims"])
    where = chance.choice(
        [line["actor"], claim["by"], claim["source"], claim["properties"], *line["events"], *line["regarding"]]
    )
    free = {"name", "title", "publisher", "url", "recorded_at", "day", "party", "retracted_at", "retracted_on", "kind",
            "retraction_kind", "retraction_reason", "country", "published_on"}  # fmt: skip
    if where is not None and (names := sorted(free & set(where)) or sorted(where)):
        name = chance.choice(names)
        where[name] = odd(chance, where[name])
    return line


def test_exported_graphs(lines: list[bytes], store: Store, tmp_path: Path) -> None:
    def one(chance: random.Random) -> None:
        body = harmed(chance, lines)
        file = tmp_path / "graph.jsonl"
        if chance.random() < 0.3:
            file = tmp_path / "graph.jsonl.zst"
            body = b"".join(packed([body]))
            body = damaged(chance, body) if chance.random() < 0.5 else body
        file.write_bytes(body)
        try:
            told = load_files(store, [file], rejects=tmp_path / "rejects.jsonl")
        except BilatError as error:
            problem = error.detail
        else:
            assert told.read == told.loaded + told.unchanged + told.rejected
            return
        assert file.name in problem, problem

    tried("export --all", 250, one)
    # Whatever came in is a graph that can be read, carried on and verified.
    assert len(list(all_facts(store, FactFilter()))) > 10
    assert len(list(carried(store))) > 10
    found: list[str] = []
    verify(store, lambda difference: found.append(difference.line))
    assert found == []


def signed(
    about: Any, dump: bytes, names: tuple[str, str] = (archive.ABOUT, archive.DUMP), kind: bytes = tarfile.REGTYPE
) -> bytes:
    """A backup with the right sum, by somebody who knows how it is made."""
    out = io.BytesIO()
    with tarfile.open(mode="w", fileobj=out) as tar:
        for name, data in zip(
            names, (about if isinstance(about, bytes) else json.dumps(about).encode(), dump), strict=True
        ):
            entry = tarfile.TarInfo(name)
            entry.size, entry.type = len(data), kind
            entry.linkname = "/etc/passwd"
            tar.addfile(entry, io.BytesIO(data))
    body = out.getvalue()
    return b"bilat-backup 1 %s\n" % hashlib.sha256(body).hexdigest().encode() + body


ABOUT = {"made_at": "2026-11-25T00:00:00.000000Z", "bilat": "1", "neo4j": "5.26.30", "schema": 2, "graph_version": 3,
         "facts": 16, "claims": 22}  # fmt: skip


def test_signed_backups(tmp_path: Path) -> None:
    """A sum doesn't say who made it."""
    server = ManagedServer(tmp_path / "home", ARTIFACTS)
    path = tmp_path / "graph.bilat"

    def one(chance: random.Random) -> None:
        about = odd(chance, ABOUT)
        body = signed(about if chance.random() < 0.7 else damaged(chance, json.dumps(about).encode()), b"x" * 1_000)
        if chance.random() < 0.3:
            rest = damaged(chance, body[80:])
            body = b"bilat-backup 1 %s\n" % hashlib.sha256(rest).hexdigest().encode() + rest
        path.write_bytes(body)
        try:
            told = backups.usable(server, path)
            archive.unpack(path, tmp_path)
        except UnusableError as error:
            problem = error.detail
        else:
            assert told["schema"] <= 2
            return
        assert str(path) in problem

    tried("restore", 400, one)
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE])
@pytest.mark.parametrize("names", [(archive.ABOUT, archive.DUMP), ("/etc/x", "../../x")])
def test_a_backup_that_leads_elsewhere_is_refused(tmp_path: Path, kind: bytes, names: tuple[str, str]) -> None:
    path = tmp_path / "graph.bilat"
    path.write_bytes(signed(ABOUT, b"", names, kind))
    with pytest.raises(UnusableError):
        archive.examine(path)
    assert [file.name for file in tmp_path.iterdir()] == ["graph.bilat"]
