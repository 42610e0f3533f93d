"""Like facts in one row."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from api.views.dyad import render_dyad
from api.views.series import Series, folded, in_exchanges, ledger_rows, series_of
from graph.vocabulary import vocabulary
from tests.api.views.answers import claim, dyad, fact, quantity
from tests.api.views.conftest import OpenPage


def yearly(year: int, status: str = "asserted", **more: Any) -> dict[str, Any]:
    return fact("FJI", "exports_to", "TCD", status, claim("asserts"), resource="goods", since=str(year), until=str(year),
                undated=False, quantity=quantity(year, year, "USD"), **more)  # fmt: skip


def test_more_than_three_alike_are_one_row_with_the_newest_first() -> None:
    facts = [yearly(year) for year in (1990, 1992, 1991, 1993)]
    rows = list(ledger_rows(facts, vocabulary()).values())
    (series,) = folded(rows)
    assert isinstance(series, Series)
    assert [row.when for row in series.rows] == ["1993", "1992", "1991", "1990"]
    assert (series.when, series.number, series.number_of, series.statuses) == (
        "1990 to 1993",
        "1,993 USD",
        "1993",
        "4 asserted",
    )
    assert set(series_of([series])) == {str(each["id"]) for each in facts}
    assert folded(rows[:3]) == rows[:3]


def test_disputed_facts_and_parts_of_exchanges_stay_apart() -> None:
    facts = [yearly(year) for year in range(1990, 1996)]
    facts.append(yearly(1999, "disputed"))
    facts.append(fact("TCD", "supplies", "FJI", "asserted", claim("asserts"), in_return_for=[facts[0]["id"]]))
    rows = ledger_rows(facts, vocabulary())
    assert in_exchanges(facts) == {facts[0]["id"], facts[-1]["id"]}
    entries = folded(list(rows.values()), in_exchanges(facts))
    single = {entry.id for entry in entries if not isinstance(entry, Series)}
    assert single == {facts[0]["id"], facts[-2]["id"], facts[-1]["id"]}


def test_a_century_of_trade_is_one_row_that_opens_to_its_years_and_follows_the_filters(open_page: OpenPage) -> None:
    page = open_page(render_dyad(dyad(*[yearly(year) for year in range(1900, 2001)])))
    expect(page.locator("details.series")).to_have_count(1)
    expect(page.locator("details.fact")).to_have_count(0)
    series = page.locator("details.series")
    series.locator("summary").press("Enter")
    expect(series.locator("tbody tr")).to_have_count(30)
    expect(series).to_contain_text("The newest 30 of 101")
    page.locator("#year").fill("1999")
    page.locator("#year").dispatch_event("input")
    expect(series.locator("summary .of")).to_have_text("1 of 101")
    expect(series.locator("tbody tr:visible")).to_have_count(1)
    expect(page.locator("#table tbody tr")).to_have_count(1)


def test_the_table_shows_fifty_rows_and_then_more(open_page: OpenPage) -> None:
    page = open_page(render_dyad(dyad(*[yearly(year) for year in range(1500, 1950)])))
    expect(page.locator("#table tbody tr")).to_have_count(50)
    expect(page.locator("#more")).to_contain_text("50 of 450 are shown.")
    page.locator("#more button").press("Enter")
    expect(page.locator("#table tbody tr")).to_have_count(100)
    page.locator("#table thead button", has_text="number").press("Enter")
    page.locator("#table thead button", has_text="number").press("Enter")
    expect(page.locator("#table tbody tr").first).to_contain_text("1,949 USD")
