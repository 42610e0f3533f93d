"""A user's own files and settings, damaged: taken, or refused by a clear word that names them."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
import yaml

from api.keys import KeyFile, usable_keys
from graph.countries.answers import read_answers
from graph.errors import BilatError, UnusableError
from graph.named import named_queries
from graph.settings import Settings, settings
from graph.vocabulary import load_vocabulary
from tests.api.test_cli import Bilat, bilat
from tests.damage import ODD, damaged, odd, tried

__all__ = ["bilat"]

WORDS = """\
relations:
  leases_to: {label: leases to, definition: Lends money., parent: pays_for, valence: 0.3, cameo: ["0712"], aliases: [loans]}
  leases_from: {label: leases from, definition: Leases., inverse_of: leases_to}
  pays_for: {phrases: {full: "{actor} pays {recipient} for {resource}"}}
resources:
  gallium: {name: gallium, parent: minerals, unit: tonnes, hs: ["8112"], dimension: economic}
units:
  crates: {label: crates, measure: flow}
organisations:
  org:some_desk: {name: Some Desk, kind: media, aliases: [The Desk]}
"""
ANSWERS = 'Ruritania: AUT\n"Grand Fenwick": CHE\nNO: NOR\nQ: "COW-240"\n'
QUERY = """\
// title: What one country supplies
// description: One row for each thing.
// param country: country = "PRK" — whose supplies
// param least: integer = 3 — how many at least
// param on: date = null
// example: country=PRK least=2
// pattern: (:Actor)-[:SUPPLIES]->(:Resource)
MATCH (a:Actor {id: $country})-[s:SUPPLIES]->(r:Resource) WHERE s.facts >= $least RETURN r.name, $on
"""
# What YAML has beyond JSON.
TAGS = (b"!!timestamp ", b"!!int ", b"!!bool ", b"!!binary ", b"!!python/object:x ", b"!!set ", b"!!omap ", b"&a ", b"*a ",
        b"<<: ", b"? ", b"- ", b"|\n", b">", b"%YAML 9.9\n", b"---\n", b"...\n", b"!", b"#", b"\t", b"2024-02-30", b"0x", b"1:30",
        b"!!float .", b"!!null x", b"\xc2\x85", b"~")  # fmt: skip


def harmed(chance: random.Random, text: str) -> bytes:
    """A YAML file, damaged in its bytes, in its values, or by what only YAML has."""
    match chance.randrange(3):
        case 0:
            return damaged(chance, text.encode())
        case 1:
            told = odd(chance, yaml.safe_load(text))
            return yaml.safe_dump(told, allow_unicode=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        case _:
            data = bytearray(text.encode())
            for _ in range(chance.choice((1, 1, 3))):
                at = chance.choice([place + 1 for place, byte in enumerate(data) if byte in b" \n{["] or [0])
                data[at:at] = chance.choice(TAGS)
            return bytes(data)


def told_of(path: Path, read: Callable[[], object]) -> None:
    """It is read, or its error names it and fits on a screen."""
    problem = error_of(read)
    assert problem is None or (str(path) in problem and len(problem) < 5_000), problem


def error_of(read: Callable[[], object]) -> str | None:
    try:
        read()
    except BilatError as error:
        return error.detail
    return None


def test_vocabularies(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(WORDS, encoding="utf-8")
    assert load_vocabulary(path).relation("loans").id == "leases_to"

    def one(chance: random.Random) -> None:
        path.write_bytes(harmed(chance, WORDS))
        told_of(path, lambda: load_vocabulary(path))

    tried("BILAT_VOCABULARY", 60, one)


def test_answers(tmp_path: Path) -> None:
    path = tmp_path / "countries.yaml"

    def one(chance: random.Random) -> None:
        path.write_bytes(harmed(chance, ANSWERS))
        told_of(path, lambda: read_answers(path))

    tried("BILAT_COUNTRIES", 300, one)


def test_queries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "queries"
    folder.mkdir()
    monkeypatch.setenv("BILAT_QUERIES", str(folder))
    settings.cache_clear()
    path = folder / "mine.cypher"

    def one(chance: random.Random) -> None:
        text = damaged(chance, QUERY.encode())
        if chance.random() < 0.3:
            text = text.replace(b'"PRK"', repr(chance.choice(ODD)).encode("utf-8", "replace"), 1)
        path.write_bytes(text)
        os.utime(path, ns=(0, chance.randrange(10**15)))

        def read() -> None:
            query = named_queries()["mine"]
            query.as_json()
            for given in ({}, {"country": "PRK"}, {"least": "9" * 5_000}):
                assert len(error_of(partial(query.bind, given)) or "") < 5_000

        told_of(path, read)

    tried("BILAT_QUERIES", 300, one)


def test_keys(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path)
    keys.make("one", ("read",))
    keys.make("two", ("read", "write"))
    path = tmp_path / "keys.json"
    whole = path.read_bytes()

    def one(chance: random.Random) -> None:
        path.write_bytes(damaged(chance, whole))
        os.utime(path, ns=(0, chance.randrange(10**15)))
        told_of(path, lambda: [key.shown() for key in usable_keys(Settings(bilat_home=tmp_path))])

    tried("keys.json", 300, one)


AWKWARD: Mapping[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a link to nowhere": lambda path: path.symlink_to(path.parent / "nowhere"),
    "all zeros": lambda path: path.symlink_to("/dev/zero"),
    "too large": lambda path: path.write_bytes(b"# x\n" * (5 << 20)),
    "nested": lambda path: path.write_bytes(b"[" * 100_000),
    "nested mappings": lambda path: path.write_bytes(b"a: {" * 100_000),
    "aliases": lambda path: path.write_bytes(
        b"a: &a [x, x, x]\nb: &b [*a, *a, *a, *a]\nunits: {x: {label: [*b, *b, *b]}}\n"
    ),
    "UTF-16": lambda path: path.write_bytes("units: {}".encode("utf-16")),
    "Latin-1": lambda path: path.write_bytes("Côte: CIV".encode("latin-1")),
    "many keys": lambda path: path.write_bytes(b"".join(b"k%d: 1\n" % n for n in range(200_000))),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes that have names")
@pytest.mark.parametrize("kind", AWKWARD)
def test_what_is_no_such_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bilat: Bilat, kind: str) -> None:
    path = tmp_path / "mine.cypher"
    AWKWARD[kind](path)
    for read in (lambda: load_vocabulary(path), lambda: read_answers(path)):
        with pytest.raises(UnusableError, match=r"mine\.cypher"):
            read()
    monkeypatch.setenv("BILAT_QUERIES", str(tmp_path))
    result = bilat("query")
    assert (result.code, "mine.cypher" in result.error) == (2, True)
