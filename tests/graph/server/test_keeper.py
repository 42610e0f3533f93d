"""A keeper whose server can't start gives up and says why. (One whose server dies: test_managed.)"""

from __future__ import annotations

from pathlib import Path

from graph.server import ManagedServer
from graph.server.home import Home, read_json, write_json
from graph.server.keeper import FAILURES, Keeper
from graph.server.release import release


def test_gives_up_where_starting_again_changes_nothing(home: Home, tmp_path: Path) -> None:
    empty = tmp_path / "no jars"
    empty.mkdir()
    home.make()
    write_json(home.keeper_state, {"pid": 0})
    Keeper(home, empty).run()
    trouble = read_json(home.trouble)
    assert trouble is not None
    assert trouble["gave_up"] is True
    assert f"ClassNotFoundException: {release().main}" in trouble["why"]
    assert f"{FAILURES} times in a row before it answered, so the keeper gave up" in trouble["why"]


def test_status_and_doctor_show_why_it_gave_up(home: Home, tmp_path: Path) -> None:
    test_gives_up_where_starting_again_changes_nothing(home, tmp_path)
    server = ManagedServer(home.root)
    status = server.status()
    assert not status.running
    assert "the keeper gave up" in (status.detail or "")
    finding = next(finding for finding in server.doctor() if finding.name == "server")
    assert not finding.ok
    assert "Could not find or load main class" in finding.detail


def test_a_home_that_cannot_hold_the_settings_ends_it(home: Home, tmp_path: Path) -> None:
    home.make()
    write_json(home.keeper_state, {"pid": 0})
    (home.conf / "neo4j.conf").mkdir()
    Keeper(home, tmp_path).run()
    trouble = read_json(home.trouble)
    assert trouble is not None
    assert trouble["why"].startswith("Neo4j could not be started: Bilat can't keep its files in")


def test_ends_with_the_home_that_somebody_removed(home: Home, tmp_path: Path) -> None:
    home.make()
    keeper = Keeper(home, tmp_path)
    keeper.deaths = [1e18]
    keeper._wait_until(1e18)
    assert read_json(home.trouble) is None
