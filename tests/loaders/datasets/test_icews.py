"""ICEWS and its benchmark of 2014 against rows read by eye, and rows of other years."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.loaders.datasets.statements import read_slice
from tests.loaders.datasets.world import Spot, World, spot

EVENTS = "events.2018.sample.tab"
BENCHMARK = "icews14_test.txt"

event = partial(
    spot,
    source="dataset:icews:",
    by="org:lockheed_martin_advanced_technology_laboratories",
    method="machine",
    since="2018-06-01",
    until="2018-06-01",
    said_on="2018-06-01",
)
triple = partial(spot, source="dataset:icews14:", method="machine", key=None, origin="icews")

SPOTS = [
    event(f"{EVENTS}, 2", "BGD", "consults", "VNM", key="icews:32889836", actor_role="GOV", partner_role="MIL"),
    event(f"{EVENTS}, 44", "SGP", "aids", "USA", key="icews:32890175", place="United States", actor_detail=None),
    event(
        f"{EVENTS}, 89", "PRK", "visits", "USA", key="icews:32891240", actor_detail="Kim Yong-chol", actor_role="GOV"
    ),
    event(
        f"{EVENTS}, 131, the host's row comes first", "USA", "visits", "CHN", key="icews:32891260", partner_role=None
    ),
    event(
        f"{EVENTS}, 217",
        "org:EU",
        "supports",
        "USA",
        key="icews:32891488",
        place="Brussels, Bruxelles-Capitale, Belgium",
    ),
    event(f"{EVENTS}, 276", "CHN", "aids", "VNM", key="icews:32890307", note="published by Associated Press Newswires"),
    event(f"{EVENTS}, 366", "EST", "breaks_relations_with", "USA", key="icews:32890333"),
    event(f"{EVENTS}, 714", "GBR", "cuts_aid_to", "GNQ", key="icews:32891675", actor_role="MIL", partner_role="GOV"),
    event(f"{EVENTS}, 1219", "BFA", "breaks_relations_with", "TWN", key="icews:32892153"),
    event(f"{EVENTS}, 1260", "USA", "recognises", "ISR", key="icews:32892179", actor_detail="Donald Trump"),
    event(f"{EVENTS}, 1376, as the machine has it", "USA", "fights", "org:EU", key="icews:32892369"),
    event(f"{EVENTS}, 1666", "org:UNSC", "sanctions", "SSD", key="icews:32888516"),
    event(f"{EVENTS}, 1698", "IRN", "withdraws_forces_from", "SYR", key="icews:32897301", actor_role="MIL"),
    event(f"{EVENTS}, 1723", "RUS", "recognises", "PAK", key="icews:32895593", partner_role="LEG"),
    triple(f"{BENCHMARK}, 7", "org:UNSC", "accuses", "PRK", since="2014-08-10", until="2014-08-10"),
    triple(f"{BENCHMARK}, 19", "org:UNSC", "visits", "RUS", since="2014-05-21", partner_detail="Foreign Affairs"),
    triple(f"{BENCHMARK}, 36", "JPN", "consults", "PRK", since="2014-08-10"),
    triple(f"{BENCHMARK}, 47", "JPN", "rejects", "PRK", since="2014-03-17"),
    triple(f"{BENCHMARK}, 67", "org:NATO", "accuses", "RUS", since="2014-08-23", partner_role="MIL"),
    triple(f"{BENCHMARK}, 69", "KOR", "consults", "PRK", since="2014-03-06", partner_role="MIL"),
    triple(f"{BENCHMARK}, 128", "PRK", "assaults", "KOR", since="2014-11-23"),
    triple(f"{BENCHMARK}, 179", "CHN", "recognises", "PRK", since="2014-05-12"),
    triple(f"{BENCHMARK}, 236", "CHN", "visits", "PRK", since="2014-07-03", actor_detail="Head of Government"),
    triple(f"{BENCHMARK}, 261", "PRK", "threatens", "KOR", since="2014-04-29"),
    triple(f"{BENCHMARK}, 338", "RUS", "offers", "PRK", since="2014-12-25", actor_role="GOV"),
]


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("icews")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    events, benchmark = (world.load("icews")[name] for name in (EVENTS, BENCHMARK))
    assert (events.first.rows, events.first.loaded, events.rejects) == (2_359, 603, [])
    assert dict(events.first.rows_without_fact) == {
        "both sides are of one state": 930,
        "the mirror image of the row before it (told once)": 396,
        "a statement or an appeal (CAMEO 01 and 02), which is no deed of one of PLOVER's types": 180,
        "no state actor": 136,
        "names a state or known organisation on one side at most": 114,
    }
    # Nineteen meetings and the like stand there from either side.
    assert (benchmark.first.rows, benchmark.first.loaded, benchmark.first.unchanged) == (1_936, 617, 19)
    assert benchmark.rejects == []
    assert set(benchmark.first.rows_without_fact) == {
        "a side is a person or a body whose country the file doesn't give",
        "no state actor",
        "both sides are of one state",
        "a statement or an appeal (CAMEO 01 and 02), which is no deed of one of PLOVER's types",
        "a side is a region, no single state",
    }


COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Target Name",
    "Target Sectors", "Target Country", "Story ID", "Sentence Number",
)  # fmt: skip


def row(number: int, source: str, code: str, target: str, *, story: str = "1", sectors: str = "Government") -> str:
    """A row of ICEWS between the governments of two countries."""
    name = f"Government ({source})"
    return "\t".join(
        (str(number), "1996-02-29", name, sectors, source, "Text", code, target, "NA", target, story, "2")
    )  # fmt: skip


def test_mirrored_rows_are_one_event_each(tmp_path: Path) -> None:
    """A pair in one sentence is one meeting; the same meeting in another story, or a third row, is another event."""
    back = "\t".join(
        ("4", "1996-02-29", "Mali", "NA", "Mali", "Text", "040", "Government (Chad)", "Government", "Chad", "1", "2")
    )
    told = read_slice(
        tmp_path / "events.1996.tab",
        "\t".join(COLUMNS),
        row(1, "Chad", "040", "Mali"),
        back,
        row(2, "Chad", "040", "Mali"),
        row(3, "Chad", "040", "Mali", story="9"),
        back.replace("\t1\t2", "\t9\t2").replace("040", "051"),
    )
    assert told.without == {"the mirror image of the row before it (told once)": 1}
    assert [one.fact.key for one in told.statements] == ["icews:1", "icews:2", "icews:3", "icews:4"]
    assert told.facts[-1] == ("MLI", "supports", "TCD")


def test_what_the_mapping_does_not_know_is_no_fact(tmp_path: Path) -> None:
    told = read_slice(
        tmp_path / "events.1996.tab",
        "\t".join(COLUMNS),
        row(1, "Zaire", "190", "Rwanda"),
        row(2, "Atlantis", "190", "Rwanda"),
        row(3, "Zaire", "1999", "Rwanda"),
        row(4, "Zaire", "190", "Rwanda", sectors="Insurgents,Dissident"),
        row(5, "NA", "190", "Rwanda"),
        "6\tno more cells",
    )
    assert told.facts == [("COD", "assaults", "RWA")]
    assert told.without == {"no state actor": 1, "names a state or known organisation on one side at most": 1}
    assert len(told.rejected) == 3
    assert told.rejected[0] == "CAMEO Code has '1999', which is no code of CAMEO 1.1"
    assert "Atlantis" in told.rejected[1]


def test_the_benchmark_of_other_years(tmp_path: Path) -> None:
    told = read_slice(
        tmp_path / "icews05-15_train.txt",
        "Military (Soviet Union)\tUse conventional military force\tAfghanistan\t2005-03-01",
        "Rebel Group (Chad)\tUse conventional military force\tSudan\t2005-03-01",
        "Kofi Annan\tMake a visit\tSudan\t2005-03-01",
        "Africa\tMake a visit\tSudan\t2005-03-01",
        "Chad\tSing to\tSudan\t2005-03-01",
    )
    assert told.without == {
        "no state actor": 1,
        "a side is a person or a body whose country the file doesn't give": 1,
        "a side is a region, no single state": 1,
    }
    assert told.rejected[-1] == "relation is 'Sing to', which is no name of a CAMEO code"
