"""Another database in the place of the one that is there: the old one is back unless the new one is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.server.home import Home
from graph.server.swapping import DATABASE, put_back, replacing

PARTS = ("databases", "transactions")


@pytest.fixture
def held(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    write(home, "old")
    return home


def write(home: Home, text: str) -> None:
    for part in PARTS:
        folder = home.data / part / DATABASE
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "store").write_text(text)


def read(home: Home) -> list[str]:
    return [(home.data / part / DATABASE / "store").read_text() for part in PARTS]


def test_the_new_one_stands_when_it_is_whole(held: Home) -> None:
    with replacing(held):
        assert not (held.data / "databases" / DATABASE).exists()
        write(held, "new")
    assert read(held) == ["new", "new"]
    assert not put_back(held)


def test_where_the_work_fails_the_old_one_is_back(held: Home) -> None:
    def work() -> None:
        with replacing(held):
            write(held, "half")
            raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        work()
    assert read(held) == ["old", "old"]


@pytest.mark.parametrize("moved", [(), ("databases",), PARTS])
def test_where_the_process_was_killed_the_next_start_puts_it_back(held: Home, moved: tuple[str, ...]) -> None:
    aside = held.data / "aside" / "moved"
    aside.mkdir(parents=True)
    for part in moved:
        (held.data / part / DATABASE).rename(aside / part)
    if moved == PARTS:
        write(held, "half")
    assert put_back(held)
    assert read(held) == ["old", "old"]
    assert not put_back(held)


def test_a_home_without_a_database_gets_one(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.data.mkdir(parents=True)
    with replacing(home):
        write(home, "new")
    assert read(home) == ["new", "new"]
