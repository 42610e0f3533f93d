"""Answers of named queries as pictures."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from api.views.query import Elements, render_query
from graph.named import named_query
from tests.api.views.conftest import OpenPage

HOSTILE = "</script><img src=x onerror=alert(1)>"


def node(ident: str, label: str, **properties: Any) -> dict[str, Any]:
    return {"id": ident, "labels": [label], "properties": properties}


def relationship(ident: str, kind: str, start: str, end: str, **properties: Any) -> dict[str, Any]:
    return {"id": ident, "type": kind, "start": start, "end": end, "properties": properties}


SPEAKER = node("4:1", "Organisation", id="org:x", name=HOSTILE)
FACT = node("4:2", "Fact", id="f1", name="Fiji supplies Chad with oil", dimension="energy")
CLAIM = relationship("5:1", "DOUBTS", "4:1", "4:2", id="c1")
LINE = relationship("5:2", "SUPPLIES", "4:3", "4:1", facts=4, status="asserted", dimension="energy", valence=0.5)


def test_nodes_are_found_in_lists_maps_and_paths_and_missing_ends_are_known() -> None:
    path = {"nodes": [SPEAKER, FACT], "relationships": [CLAIM]}
    found = Elements([[[LINE], {"told": path}], [7, None]])
    assert set(found.nodes) == {"4:1", "4:2"}
    assert set(found.relationships) == {"5:1", "5:2"}
    assert found.missing == {"4:3"}
    assert found.rows["5:1"] == ["r0"]


def test_an_answer_is_drawn_and_told_as_a_table(open_page: OpenPage) -> None:
    query = named_query("who-says-what")
    rows: list[list[Any]] = [[SPEAKER, CLAIM, FACT, []], [None, LINE, FACT, []]]
    found = Elements(rows)
    found.nodes["4:3"] = node("4:3", "Country", id="FJI", name="Fiji")
    page = open_page(
        render_query(query, ["speaker", "claim", "fact", "between"], rows, found, given={"country": "FJI"})
    )
    expect(page.locator("#network canvas")).to_be_visible()
    expect(page.locator("#table tbody tr")).to_have_count(2)
    expect(page.locator("#table tbody tr").nth(0)).to_contain_text(HOSTILE)
    expect(page.locator("#table tbody tr").nth(1)).to_contain_text("Fiji supplies")
    page.locator("#q").fill("doubts")
    expect(page.locator("#shown")).to_have_text("1 of 2 rows")
    assert page.locator("img").count() == 0


def test_an_answer_of_numbers_is_a_table_that_says_so(open_page: OpenPage) -> None:
    rows = [["North Korea", 9], ["Russia", 10]]
    page = open_page(
        render_query(
            named_query("largest-dyads"), ["between", "facts"], rows, Elements(rows), given={}, cut="there are more"
        )
    )
    expect(page.locator("main")).to_contain_text("no nodes or relationships")
    expect(page.locator("main")).to_contain_text("The answer is cut: there are more")
    page.locator("#table thead button", has_text="facts").press("Enter")
    expect(page.locator("#table tbody tr").first).to_contain_text("North Korea")
