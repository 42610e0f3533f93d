"""Sanctions against rows read by eye: GSDB, OpenSanctions' programmes and entities, coded events."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from graph.store import Store
from loaders.pipeline import load_files
from loaders.summary import Summary
from tests.files import records
from tests.loaders.datasets.world import Spot, World, spot

gsdb = partial(spot, source="dataset:gsdb:3", by="org:global_sanctions_data_base", event_kind="sanctions case")
programme = partial(spot, source="dataset:opensanctions:", by="org:opensanctions", event_kind="sanctions programme")
step = partial(spot, source="dataset:sanction_events:", by="org:economic_sanctions_research")

_BOTH = "Trade: exports completely, imports completely. "

SPOTS = [
    gsdb("GSDB case 1", "DEU", "sanctions", "DDR", since="1949", until="1973", resource=None, key="gsdb:1"),
    gsdb("GSDB case 2", "IND", "sanctions", "PAK", since="1949", until="1951", resource="goods",
         note=f"{_BOTH}Objectives: policy change (settled by negotiation)."),
    gsdb("GSDB case 6", "org:COCOM", "sanctions", "CHN", since="1950", until="1985", resource="goods", event="gsdb:6"),
    gsdb("GSDB case 8", "org:OAS", "sanctions", "CHN", since="1950", until="1985"),
    gsdb("GSDB case 12, a list of senders on an organisation", "AUT", "sanctions", "org:COMECON", since="1950",
         note="Trade: exports partly. Objectives: prevent war (total success), policy change (failed)."),
    gsdb("GSDB case 14, a comma in the sender's name", "EGY", "sanctions", "ISR", since="1950", resource=None),
    gsdb("GSDB case 16, ongoing", "org:ARAB_LEAGUE", "sanctions", "ISR", since="1950", until="2022/.."),
    gsdb("GSDB case 17, financial", "USA", "sanctions", "PRK", since="1950", until="1954", resource="money",
         note="Objectives: end war (total success)."),
    gsdb("GSDB case 17, trade", "USA", "sanctions", "PRK", since="1950", until="1954", resource="goods"),
    gsdb("GSDB case 20", "SUN", "sanctions", "YUG", since="1950", until="1955", resource="goods"),
    gsdb("GSDB case 26", "org:UN", "sanctions", "PRK", since="1951", until="2022/..", resource="weapons"),
    gsdb("GSDB case 47, two senders with three commas", "SYR", "sanctions", "JOR", since="1957", until="1958"),
    gsdb("GSDB case 201, Vietnam called South Vietnam", "USA", "sanctions", "VNM", since="1976", until="1998"),
    gsdb("GSDB case 314, ongoing but ended", "org:EEC", "sanctions", "LBY", until="1992", resource="weapons"),
    gsdb("GSDB case 1005, trade", "USA", "sanctions", "RUS", since="2014", until="2022/..", resource="goods"),
    gsdb("GSDB case 1028, ended in 2022", "BEL", "sanctions", "BDI", since="2015", until="2022", resource="money"),
    gsdb("GSDB case 1302, the last of a list", "XKX", "sanctions", "RUS", since="2022", until="2022/..", resource="travel"),
    programme("EU-GNB.yml", "org:EU", "sanctions", "GNB", resource="assets", key="opensanctions:EU-GNB", since=None,
              event_name="EU Restrictive measures in view of the situation in Guinea-Bissau"),
    programme("EU-LBY.yml, seven measures", "org:EU", "sanctions", "LBY", resource="transport",
              note="Transportation restrictions"),
    programme("EU-LBY.yml, arms", "org:EU", "sanctions", "LBY", resource="weapons", note="Arms embargo"),
    programme("SECO-LIBERIA.yml, no measures", "CHE", "sanctions", "LBR", resource=None, actor_detail="ch_seco"),
    programme("CN-CML.yml, on an organisation", "CHN", "sanctions", "org:EU", resource=None),
    programme("UA-WS-PROPAGANDISTS.yml, parts left out", "UKR", "sanctions", "RUS", key="opensanctions:UA-WS-PROPAGANDISTS"),
    programme("AU-YUGO.yml, yucs", "AUS", "sanctions", "YUG", resource="travel"),
    programme("US-BALKANS.yml, xk", "USA", "sanctions", "XKX", resource="assets"),
    programme("US-BALKANS.yml, csxx", "USA", "sanctions", "SCG", resource="assets"),
    programme("UN-SC1718.yml, zz_unsc", "org:UN", "sanctions", "PRK", resource="weapons"),
    programme("US-SYR.yml, ended", "USA", "sanctions", "SYR", key="opensanctions:US-SYR"),
    step("sanction_list.xlsx, 1", "org:EU", "sanctions", "RUS", modality="planned", since="2014-03-03", until="2014-03-03/.."),
    step("sanction_list.xlsx, 7", "org:EU", "sanctions", "RUS", since="2014-06-23", key="sanction_events:EU-RUS:7"),
    step("sanction_list.xlsx, 21, weight 0.5", "org:EU", "sanctions", "RUS", since="2014-09-12",
         note="Coded as sector; weight 0.5"),
    step("US to CHN, 8", "USA", "sanctions", "CHN", since="2022-10-07", resource="machinery", locator="(sheet) US to CHN, ID 8"),
    step("US to CHN, 12", "USA", "sanctions", "CHN", since="2022-08-23", key="sanction_events:USA-CHN:12", resource=None),
    step("US to CHN, 13", "USA", "sanctions", "CHN", modality="hypothetical", since="2022-08-05"),
    step("US to CHN, 160", "USA", "sanctions", "CHN", modality="planned", since="2018-04-05"),
    step("CHN to US, 1", "CHN", "sanctions", "USA", modality="planned", since="2023-07-03"),
    step("CHN to US, food", "CHN", "sanctions", "USA", since="2018-04-02", resource="food"),
]  # fmt: skip


@pytest.mark.parametrize("claim", SPOTS, ids=str)
def test_rows_are_found_in_the_graph(world: World, claim: Spot) -> None:
    world.load("sanctions")
    claim.check(world.store)


def test_counts_are_explained(world: World) -> None:
    loaded = world.load("sanctions")
    cases = loaded["GSDB_V3.csv"]
    assert (cases.first.rows, cases.rejects) == (1_098, [])
    assert cases.first.rows_without_fact == {
        "the sender or target is no state and no known organisation (aggregate)": 7,
        "the sender or target is no state and no known organisation (part)": 1,
        "measures of an organisation against its own members": 1,
    }
    programmes, issuers = loaded["opensanctions_programs"], loaded["opensanctions_issuers"]
    assert (programmes.first.rows, programmes.rejects) == (215, [])
    # 65 have no territories; others name the whole world, the internet, or a part of a state.
    assert programmes.first.rows_without_fact == {
        "a programme against a cause or against people anywhere, not against a state": 70,
        "a programme on a part of a state only (Transnistria)": 1,
        "issued by nobody who could impose sanctions (journalists, police)": 6,
    }
    assert issuers.first.rows == issuers.first.rows_without_fact.total() == 69
    assert loaded["opensanctions_zala.ftm.json"].first.rows_without_fact == {
        "a sanction on a person, company or vessel, not on a state": 41,
        "describes a person, company, vessel, address or tie between them, not a sanction": 50,
    }
    assert loaded["sanction_list.xlsx"].first.rows_without_fact == {
        "a measure against persons or companies, not against the state": 39,
        "an empty line of the workbook that has only its number": 4_862,
    }
    assert loaded["new_sanction_list.xlsx"].first.rows == 211


def load(store: Store, tmp_path: Path, name: str, text: str) -> tuple[Summary, list[str]]:
    """Load a file that a test writes; answers the summary and why rows were rejected."""
    path, rejects = tmp_path / name, tmp_path / "rejects.jsonl"
    path.write_text(text, encoding="utf-8")
    summary = load_files(store, [path], rejects=rejects)
    return summary, [row["reason"] for row in records(rejects)] if rejects.exists() else []


GSDB_HEAD = "case_id,sanctioned_state,sanctioning_state,begin,end,trade,arms,travel,objective,success\n"


def test_other_slices_of_gsdb(store: Store, tmp_path: Path) -> None:
    summary, reasons = load(
        store,
        tmp_path,
        "GSDB_V4.csv",
        GSDB_HEAD
        + '1,"Korea, Norway",France,1990,1991,1,0,0,other,failed\n'  # who is meant?
        + '2,"Narnia, Norway",France,1990,1991,1,0,0,other,failed\n'
        + "3,Narnia,France,1990,1991,1,0,0,other,failed\n"
        + '4,Norway,France,1990,1991,0,1,0,"other,end_war",failed\n'  # lists that don't pair up
        + "5,Norway,France,1990,1991,2,0,0,other,failed\n"
        + "6,Norway,France,1990,1991,0,0,0,other,failed\n"
        + "7,Norway,France,2020,2023,1,0,0,a_new_objective,ongoing\n"
        + "8,Norway,France,,,0,1,0,,\n"
        + "9,Norway,France,1991,1990,0,1,0,,\n"
        + "10,Norway\n",
    )
    assert (summary.rows, summary.loaded, summary.rejected) == (10, 2, 7)
    assert summary.rows_without_fact == {"names no kind of measure": 1}
    assert sum("where its names end can't be told for sure" in reason for reason in reasons) == 2
    assert any("'Narnia' is no country's name or code" in reason for reason in reasons)
    assert "success has 1 values for 2 objectives" in reasons
    assert "trade is '2', which is neither 0 nor 1" in reasons
    facts = store.read("read/relation_counts")
    assert [(row["id"], row["facts"]) for row in facts] == [("sanctions", 2)]


def test_other_programmes(store: Store, tmp_path: Path) -> None:
    for text, told in (
        ("key: X-1\ntitle: T\nissuer: us_ofac\ntarget_territories: [qq]\n", "'iso2:QQ'"),
        (
            "key: X-2\ntitle: T\nissuer: us_ofac\ntarget_territories: [ru]\nmeasures: [Frown]\n",
            "has 'Frown', a kind of",
        ),
        ("key: X-3\ntitle: T\nissuer: qq_agency\ntarget_territories: [ru]\n", "'iso2:QQ'"),
        ("key: X-4\ntitle: T\nissuer: us_ofac\ntarget_territories: ru\n", "which is no list"),
    ):
        summary, reasons = load(store, tmp_path, "X.yml", text)
        assert (summary.rows, summary.loaded, summary.rejected) == (1, 0, 1), text
        assert told in reasons[0]


ENTITIES = """\
{"id": "ministry", "schema": "PublicBody", "caption": "A ministry", "properties": {"name": ["A ministry"], "country": ["by"]}}
{"id": "firm", "schema": "Company", "caption": "A firm", "properties": {"name": ["A firm"], "country": ["by"]}}
{"id": "s1", "schema": "Sanction", "properties": {"entity": ["ministry"], "country": ["eu"], "programId": ["EU-BLR"], \
"startDate": ["2021-06-21"], "authority": ["Council"], "provisions": ["Asset freeze"]}}
{"id": "s2", "schema": "Sanction", "properties": {"entity": ["firm"], "country": ["us"]}}
{"id": "s3", "schema": "Sanction", "properties": {"entity": ["ministry"]}}
{"id": "s4", "schema": "Sanction", "properties": "damaged"}
{"id": "s5", "schema": "Sanction", "prop
"""


def test_only_a_sanction_on_a_public_body_is_one_on_the_state(store: Store, tmp_path: Path) -> None:
    summary, reasons = load(store, tmp_path, "entities.ftm.json", ENTITIES)
    assert (summary.rows, summary.loaded, summary.rejected) == (7, 1, 2)
    assert "properties says of no country that it imposes the sanction" in reasons
    assert summary.rows_without_fact == {
        "a sanction on a person, company or vessel, not on a state": 2,
        "describes a person, company, vessel, address or tie between them, not a sanction": 2,
    }
    spot(
        "s1", "org:EU", "sanctions", "BLR", source="dataset:opensanctions:", since="2021-06-21", note="Asset freeze",
        event="opensanctions:EU-BLR", actor_detail="Council",
    ).check(store)  # fmt: skip
