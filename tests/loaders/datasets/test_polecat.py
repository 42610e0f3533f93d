"""POLECAT: rows written here in the published form, since no real ones are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files import shared
from tests.loaders.datasets.statements import Slice, read_slice
from tests.loaders.datasets.world import World

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def read(tmp_path: Path, *rows: dict[str, str]) -> Slice:
    usual = {
        "Event ID": "EN1", "Event Date": "2022-02-24", "Event Mode": "None", "Actor Name": "Russia", "Actor Country": "RUS",
        "Primary Actor Sector": "GOV", "Recipient Name": "Ukraine", "Recipient Country": "UKR", "Publication Date": "2022-02-25",
    }  # fmt: skip
    lines = ["\t".join((usual | row).get(name, "None") for name in COLUMNS) for row in rows]
    return read_slice(tmp_path / "ngecEventsDV-2022.txt", "\t".join(COLUMNS), *lines)


def test_the_header_alone_is_recognised(world: World) -> None:
    loaded = world.load("polecat")["HEADER_ONLY.tsv"]
    assert (loaded.first.rows, loaded.first.read) == (0, 0)
    assert shared("data", "polecat", "HEADER_ONLY.tsv").read_text().rstrip("\n").split("\t") == list(COLUMNS)


@pytest.mark.parametrize(
    ("kind", "mode", "relation"),
    [
        ("AGREE", "None", "agrees_with"),
        ("CONSULT", "visit", "consults"),
        ("SUPPORT", "None", "supports"),
        ("CONCEDE", "None", "concedes_to"),
        ("COOPERATE", "None", "cooperates_with"),
        ("AID", "None", "aids"),
        ("RETREAT", "withdraw", "withdraws_forces_from"),
        ("RETREAT", "disarm", "retreats_from"),
        ("REQUEST", "change", "requests"),
        ("ACCUSE", "allege", "accuses"),
        ("REJECT", "None", "rejects"),
        ("THREATEN", "violence", "threatens"),
        ("PROTEST", "demo", "protests_against"),
        ("SANCTION", "discontinue", "sanctions"),
        ("SANCTION", "expel", "expels"),
        ("MOBILIZE", "troops", "mobilizes_against"),
        ("COERCE", "arrest", "detains_people_of"),
        ("ASSAULT", "heavy-weapons", "assaults"),
    ],
)
def test_each_event_type_is_its_relation(tmp_path: Path, kind: str, mode: str, relation: str) -> None:
    told = read(tmp_path, {"Event Type": kind, "Event Mode": mode})
    assert told.facts == [("RUS", relation, "UKR")]
    assert told.notes == told.rejected == []


def test_what_a_row_carries(tmp_path: Path) -> None:
    row = {
        "Event Type": "ASSAULT", "Contexts": "military;cbrn", "Actor Name": "Army", "Primary Actor Sector": "MIL",
        "City": "Kyiv", "Country": "UKR",
    }  # fmt: skip
    told = read(tmp_path, row).statements[0]
    assert (told.fact.key, told.claim.method, told.claim.said_on) == ("polecat:EN1", "machine", "2022-02-25")
    assert (told.claim.since, told.claim.until, told.claim.place) == ("2022-02-24", "2022-02-24", "Kyiv, UKR")
    assert (told.claim.actor_role, told.claim.actor_detail, told.claim.note) == (
        "MIL",
        "Army",
        "context: military;cbrn",
    )


def test_what_is_no_fact(tmp_path: Path) -> None:
    aid = {"Event Type": "AID"}
    told = read(
        tmp_path,
        aid | {"Recipient Country": "None", "Recipient Name": "None"},
        aid | {"Recipient Country": "RUS"},
        aid | {"Primary Actor Sector": "BUS", "Actor Name": "Gazprom"},
        aid | {"Primary Actor Sector": "None", "Actor Name": "Ivan"},
        aid | {"Recipient Country": "None", "Recipient Name": "European Union"},
        aid | {"Event Type": "SING"},
        aid | {"Recipient Country": "QQQ", "Primary Recipient Sector": "GOV"},
        aid | {"Event Date": "yesterday"},
    )
    assert told.facts == [("RUS", "aids", "org:EU")]
    assert told.without == {
        "names a state or known organisation on one side at most": 1,
        "both sides are of one state": 1,
        "no state actor": 2,
    }
    assert [reason.split(",")[0] for reason in told.rejected[:1]] == ["Event Type is 'SING'"]
    assert len(told.rejected) == 3
