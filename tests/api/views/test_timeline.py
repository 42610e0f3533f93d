"""The time line: bars for few facts, columns for many, the undated in a margin of their own."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from api.views.dyad import render_dyad
from api.views.pagedata import Ticks, ticks
from api.views.series import ledger_rows
from api.views.timeline import timeline
from graph.vocabulary import vocabulary
from tests.api.views.answers import claim, dyad, fact
from tests.api.views.conftest import OpenPage


def dated(since: str | None, until: str | None, valence: float = 0.5, **more: Any) -> dict[str, Any]:
    return fact("FJI", "supplies", "TCD", "asserted", claim("asserts"), resource="oil", since=since, until=until,
                undated=since is None, valence=valence, **more)  # fmt: skip


def line_of(facts: list[dict[str, Any]]) -> dict[str, Any]:
    rows = ledger_rows(facts, vocabulary())
    made = timeline(facts, rows, ticks(row.days for row in rows.values()))
    assert made is not None
    return made


def test_steps_are_months_where_all_happened_within_four_years() -> None:
    assert ticks([("2022-02-24", "2022-03-01"), ("2024-01-01", "2024-01-31")]) == Ticks(
        "month", 2022 * 12 + 1, 2024 * 12
    )
    assert ticks([("1950-01-01", "1950-12-31"), ("1990-01-01", "9999-12-31")]) == Ticks("year", 1950, 1991)
    assert ticks([None, ("0000-01-01", "9999-12-31")]) is None


def test_cooperative_is_above_and_hostile_below_and_nothing_overlaps() -> None:
    line = line_of([dated("1990", "1995"), dated("1993", "1999"), dated("1994", "1994", -0.5), dated("2001", None)])
    assert line["kind"] == "bars"
    above = [shape for shape in line["shapes"] if shape["y"] + shape["height"] <= line["axis"]]
    assert len(above) == 3
    assert len([shape for shape in line["shapes"] if shape["y"] >= line["axis"]]) == 1
    lanes: dict[float, float] = {}
    for shape in line["shapes"]:
        assert shape["x"] >= lanes.get(shape["y"], 0.0)
        lanes[shape["y"]] = shape["x"] + shape["width"]
    assert {row["when"]: row["hostile"] for row in line["balance"]}["1994"] == 1


def test_undated_facts_stand_in_the_margin_never_at_a_day() -> None:
    line = line_of([dated(None, None), dated(None, None, -0.4), dated("1990", "1991")])
    assert line["undated_count"] == 2
    assert {shape["x"] < line["left"] - 20 for shape in line["undated"]} == {True}
    assert len(line["shapes"]) == 1
    assert line["balance"] == [{"when": "January 1990", "cooperative": 1, "hostile": 0}]


def test_many_facts_are_counted_by_year_and_what_is_neither_is_said() -> None:
    facts = [dated(str(1900 + n % 90), str(1900 + n % 90), 0.5 if n % 3 else -0.5) for n in range(500)]
    line = line_of([*facts, dated("1950", None, 0.0)])
    assert line["kind"] == "columns"
    assert sum(row["cooperative"] + row["hostile"] for row in line["balance"]) == 500
    assert line["neutral"] == 1
    assert max(shape["height"] for shape in line["shapes"]) == 90


def test_nothing_signed_has_no_time_line() -> None:
    facts = [dated("1990", None, 0.0)]
    rows = ledger_rows(facts, vocabulary())
    assert timeline(facts, rows, ticks(row.days for row in rows.values())) is None


def test_the_slider_moves_the_mark_plays_and_a_bar_opens_its_fact(open_page: OpenPage) -> None:
    page = open_page(render_dyad(dyad(dated("1990", "1995"), dated("1993", "1994", -0.5), dated(None, None))))
    expect(page.locator("#now")).to_be_hidden()
    page.locator("#year").fill("1995")
    page.locator("#year").dispatch_event("input")
    assert page.locator("#now").get_attribute("transform")
    expect(page.locator(".timeline a.away")).to_have_count(1)
    page.locator("#reset").click()
    page.locator("#play").press("Enter")
    expect(page.locator("#play")).to_have_text("Stop")
    expect(page.locator("#year-shown")).to_have_text("1995", timeout=20_000)
    expect(page.locator("#play")).to_have_text("Play", timeout=20_000)
    page.locator("#reset").click()
    page.locator(".timeline a").first.click()
    expect(page.locator("details.fact[open]")).to_have_count(1)
    # The address follows the fold's own event, which comes after the click.
    expect(page).to_have_url(re.compile("open="))
