"""The data's way from one Neo4j to the next: marked, copied before it is changed for good, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import ServerError
from graph.server import ManagedServer
from graph.server.home import Home
from graph.server.moving import give_back, take_over
from graph.server.release import Release

FIVE, YEARS = Release("5.26.30", ()), Release("2026.08.1", ())


@pytest.fixture
def held(tmp_path: Path) -> Home:
    """A home with data of a version that each test writes."""
    home = Home(tmp_path)
    home.make()
    (home.data / "databases" / "neo4j").mkdir(parents=True)
    (home.data / "databases" / "neo4j" / "store").write_text("as it was")
    return home


def written(home: Home, version: str) -> Home:
    home.version.write_text(f"{version}\n")
    return home


@pytest.mark.parametrize("version", ["4.4.12", "5.25.1", "what?", ""])
@pytest.mark.parametrize("release", [FIVE, YEARS])
def test_data_of_a_neo4j_that_is_too_old_or_unknown_is_refused(held: Home, version: str, release: Release) -> None:
    with pytest.raises(
        ServerError, match=rf"was written by .*Bilat runs Neo4j {release.version}, which can't open it\. Set BILAT_HOME"
    ):
        take_over(written(held, version), release, progress=False)
    assert held.version.read_text().strip() == version


@pytest.mark.parametrize(
    ("version", "release"), [("5.26.99", FIVE), ("2026.08.1", FIVE), ("2026.08.2", YEARS), ("2027.01.0", YEARS)]
)
def test_data_of_a_later_neo4j_is_refused_and_left_as_it_is(held: Home, version: str, release: Release) -> None:
    with pytest.raises(
        ServerError, match=rf"was written by Neo4j {version}, later than the {release.version}.*no data goes back"
    ):
        take_over(written(held, version), release, progress=False)
    assert held.version.read_text().strip() == version
    assert not held.kept.exists()


def test_data_that_nobody_marked_is_refused(held: Home) -> None:
    with pytest.raises(ServerError, match="an unknown Neo4j"):
        take_over(held, FIVE, progress=False)


def test_data_of_an_earlier_patch_is_taken_over_as_it_is(held: Home) -> None:
    assert take_over(written(held, "5.26.1"), FIVE, progress=False) is None
    assert held.data_version() == FIVE.version


def test_a_home_without_data_is_whose_ever_asks(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.make()
    assert take_over(written(home, "2026.08.1"), FIVE, progress=False) is None
    assert home.data_version() == FIVE.version


def test_data_of_another_series_is_copied_before(held: Home, capsys: pytest.CaptureFixture[str]) -> None:
    kept = take_over(written(held, "5.26.30"), YEARS, progress=True)
    assert kept == held.kept / "5.26.30"
    assert str(kept) in capsys.readouterr().err
    assert (kept / "data" / "databases" / "neo4j" / "store").read_text() == "as it was"
    assert held.data_version() == YEARS.version
    # Whoever goes back is told of the copy.
    with pytest.raises(ServerError, match=r"no data goes back\. Set BILAT_NEO4J_VERSION=2026\.08\.1.*kept/5\.26\.30"):
        take_over(held, FIVE, progress=False)


def test_a_copy_is_put_back_and_no_copy_takes_the_place_of_another(held: Home) -> None:
    first = take_over(written(held, "5.26.30"), YEARS, progress=False)
    (held.data / "databases" / "neo4j" / "store").write_text("moved")
    second = take_over(written(held, "5.26.30"), YEARS, progress=False)
    assert first is not None
    assert second == held.kept / "5.26.30-2"
    give_back(held, first)
    assert (held.data / "databases" / "neo4j" / "store").read_text() == "as it was"
    assert held.data_version() == "5.26.30"
    assert not first.exists()
    assert second.exists()


def test_a_later_neo4j_that_does_not_start_leaves_the_data_as_it_was(held: Home) -> None:
    written(held, "5.26.30").make_password()
    lock = held.root / f"{YEARS.version}.lock"
    lock.write_text("# A Neo4j without jars.\n")
    with pytest.raises(ServerError, match="so the keeper gave up"):
        ManagedServer(held.root, held.root / "jars", str(lock)).up(progress=False)
    assert (held.data / "databases" / "neo4j" / "store").read_text() == "as it was"
    assert held.data_version() == "5.26.30"
    assert list(held.kept.iterdir()) == []
