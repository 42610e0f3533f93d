"""The end of a log that is there twice is cut, and nothing else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph.server.home import Home
from graph.server.mending import LEAST, cut_repeated, newest_log, repeated

CHANCE = random.Random(5)
LOG = CHANCE.randbytes(50_000)
BUFFER = CHANCE.randbytes(20_000)


@pytest.mark.parametrize("length", [LEAST, 100, 4095, 4096, 19_999, 20_000])
def test_what_is_written_twice_is_found_to_the_byte(length: int) -> None:
    # All of the part again, or as much of it as there was room for.
    assert repeated(LOG + BUFFER + BUFFER[:length]) == length
    assert repeated(LOG + BUFFER[:length] * 2) == length


def test_much_the_same_texts_hide_nothing() -> None:
    alike = b"the same text in every claim; " * 900
    buffer = BUFFER[:5000] + alike + BUFFER[5000:9000]
    assert repeated(LOG + alike + buffer + buffer) == len(buffer)
    assert repeated(b"\0" * 100_000 + buffer + buffer[:20_000]) == 20_000


@pytest.mark.parametrize("log", [b"", LOG[:10], LOG, LOG + LOG[: LEAST - 1] * 2], ids=len)
def test_a_log_that_repeats_nothing_stays(log: bytes) -> None:
    assert repeated(log) == 0


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path)
    folder = made.data / "transactions" / "neo4j"
    folder.mkdir(parents=True)
    (folder / "checkpoint.0").write_bytes(BUFFER * 2)
    (folder / "neostore.transaction.db.9").write_bytes(BUFFER * 2)
    (folder / "neostore.transaction.db.10").write_bytes(LOG + BUFFER * 2)
    return made


def test_the_newest_log_is_cut_and_kept_as_it_was(home: Home) -> None:
    cut = cut_repeated(home)
    assert cut is not None
    assert (cut.log.name, cut.bytes) == ("neostore.transaction.db.10", len(BUFFER))
    assert cut.log.read_bytes() == LOG + BUFFER
    assert cut.kept.read_bytes() == LOG + BUFFER * 2
    assert home.kept in cut.kept.parents
    cut.undo()
    assert cut.log.read_bytes() == LOG + BUFFER * 2
    assert sorted(path.name for path in cut.log.parent.iterdir()) == [
        "checkpoint.0",
        "neostore.transaction.db.10",
        "neostore.transaction.db.9",
    ]


def test_there_may_be_no_log(tmp_path: Path) -> None:
    assert newest_log(Home(tmp_path)) is None
    assert cut_repeated(Home(tmp_path)) is None
