"""The network of many actors, drawn from lines; large ones open and answer."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from api.views.layout import spread
from api.views.network import render_network
from graph.lines import Line
from graph.reading import FactFilter
from tests.api.views.conftest import OpenPage


def a_line(start: str, end: str, **more: object) -> Line:
    given: dict[str, object] = {
        "dimension": "military",
        "relations": ("supplies",),
        "status": "asserted",
        "method": "dataset",
        "facts": 1,
        "valence": 0.6,
        "days": None,
        "symmetric": False,
    }
    return Line(start=start, end=end, **{**given, **more})  # type: ignore[arg-type]


def known(lines: list[Line]) -> dict[str, dict[str, str]]:
    ids = {end for line in lines for end in (line.start, line.end)}
    return {ident: {"id": ident, "name": f"Name of {ident}", "kind": "country"} for ident in ids}


LINES = [
    a_line("FJI", "TCD", facts=9, days=("1990-01-01", "1999-12-31")),
    a_line("FJI", "TCD", dimension="economic", status="disputed", days=("2000-01-01", "9999-12-31")),
    a_line("TCD", "NZL", relations=("sanctions",), valence=-0.8, method="machine"),
]


def test_lines_are_edges_rows_and_communities(open_page: OpenPage) -> None:
    page = open_page(render_network(LINES, known(LINES), wanted=FactFilter()))
    expect(page.locator("#sentences")).to_have_text(
        "11 facts between 3 actors; most of them have Name of TCD, Name of FJI and Name of NZL on one side."
    )
    expect(page.locator("#table tbody tr")).to_have_count(3)
    edges = json.loads(page.locator("#data").text_content() or "")["picture"]["edges"]
    assert [bool(edge["dashes"]) for edge in edges] == [False, True, False]
    assert [bool(edge.get("faint")) for edge in edges] == [False, False, True]
    page.locator("#relation").select_option("sanctions")
    expect(page.locator("#shown")).to_have_text("1 of 3 lines")
    page.locator("#paint").select_option("sign")
    page.locator("#network").press("ArrowRight")
    expect(page.locator("#panel")).to_contain_text("sanctions")
    fragment = page.evaluate("location.hash")
    assert "paint=sign" in fragment
    assert "relation=sanctions" in fragment


def test_hide_pin_and_their_keys_stay_in_the_address(open_page: OpenPage) -> None:
    html = render_network(LINES, known(LINES), wanted=FactFilter())
    page = open_page(html)
    network = page.locator("#network")
    network.press("ArrowRight")
    network.press("p")
    expect(page.get_by_role("button", name="Let go")).to_be_visible()
    network.press("ArrowRight")
    network.press("h")
    expect(page.locator("#hidden")).to_be_visible()
    fragment = page.evaluate("location.hash")
    again = open_page(html, fragment)
    expect(again.locator("#hidden")).to_be_visible()
    again.locator("#hidden").click()
    expect(again.locator("#hidden")).to_be_hidden()
    assert "pin=" in again.evaluate("location.hash")


def test_nothing_found_is_said(open_page: OpenPage) -> None:
    page = open_page(render_network([], {}, wanted=FactFilter(dimension="legal"), sign="hostile"))
    expect(page.locator("#sentences")).to_contain_text("no hostile legal facts between two actors")


@pytest.mark.parametrize("count", [1, 2, 40, 700])
def test_every_node_has_a_place_of_its_own_and_a_community(count: int) -> None:
    ids = [f"n{number}" for number in range(count)]
    weights = {(ids[n], ids[(n * 7 + 1) % count]): 1.0 for n in range(count) if ids[n] != ids[(n * 7 + 1) % count]}
    places, member = spread(weights, ids)
    assert len(set(places.values())) == count
    assert set(member) == set(ids)
    assert spread(weights, ids) == (places, member)


def test_two_thousand_nodes_and_ten_thousand_lines_open_and_answer(open_page: OpenPage) -> None:
    ids = [f"A{number:04}" for number in range(2000)]
    lines = [a_line(ids[n % 2000], ids[(n * 7 + n // 2000 + 1) % 2000]) for n in range(10_000)]
    lines = [line for line in lines if line.start != line.end]
    page = open_page(render_network(lines, known(lines), wanted=FactFilter()))
    expect(page.locator("#network canvas")).to_be_visible()
    picture = json.loads(page.locator("#data").text_content() or "")["picture"]
    assert len(picture["nodes"]) == 2000
    assert picture["options"]["physics"]["enabled"] is False
    page.locator("#q").fill("A0777")
    expect(page.locator("#shown")).not_to_have_text(f"{len(lines):,} of {len(lines):,} lines")
    page.locator("#network").press("ArrowRight")
    expect(page.locator("#panel h3").first).to_be_visible()
