"""Who doubts whom, and what is given in return for what."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from api.views.disputes import render_disputes
from api.views.exchanges import render_exchanges
from api.views.words import unique_facts
from graph.reading import FactFilter
from tests.api.views.answers import claim, fact, sample
from tests.api.views.conftest import OpenPage


def test_doubts_go_from_who_doubts_to_who_says_the_same(open_page: OpenPage) -> None:
    page = open_page(render_disputes(unique_facts(sample()), wanted=FactFilter()))
    expect(page.locator("#sentences")).to_contain_text("One fact is doubted or denied in whole or in an aspect")
    rows = [row.inner_text().split("\t")[:3] for row in page.locator("#pairs tbody tr").all()]
    assert ["Institute for the Study of War", "doubts", "Alexander Matsegora"] in rows
    assert ["Newser", "doubts the quality", "Alexander Matsegora"] in rows
    edges = json.loads(page.locator("#data").text_content() or "")["picture"]["edges"]
    assert {edge["words"] for edge in edges} == {"doubts", "doubts (quality)"}
    page.locator("#pairs a").first.click()
    expect(page.locator("details.fact[open]")).to_contain_text("wounded soldiers")


def test_a_denial_that_nobody_answers_is_against_nobody_who_says_it(open_page: OpenPage) -> None:
    made = fact("FJI", "supplies", "TCD", "denied", claim("denies"), resource="oil")
    page = open_page(render_disputes([made], wanted=FactFilter()))
    expect(page.locator("#pairs tbody tr")).to_contain_text("nobody who says it (Fiji is said to do it)")


def test_nothing_disputed_says_so(open_page: OpenPage) -> None:
    page = open_page(render_disputes([], wanted=FactFilter()))
    expect(page.locator("#sentences")).to_have_text("Nobody in this graph doubts or denies anything.")


def test_an_exchange_is_a_band_and_a_sentence(open_page: OpenPage) -> None:
    page = open_page(render_exchanges(unique_facts(sample()), wanted=FactFilter()))
    expect(page.locator("#sentences")).to_have_text("One exchange.")
    expect(page.locator(".band h3")).to_contain_text("in return, it is reported, North Korea receives oil and food.")
    expect(page.locator(".band .side").nth(0).locator("details.fact")).to_have_count(4)
    expect(page.locator(".band .side").nth(1).locator("details.fact")).to_have_count(2)
    page.locator("label.chip", has_text="military").locator("input").uncheck()
    expect(page.locator("#table tbody tr")).to_have_count(2)


def test_no_exchange_says_so(open_page: OpenPage) -> None:
    page = open_page(render_exchanges([], wanted=FactFilter()))
    expect(page.locator("#sentences")).to_contain_text("given in return for anything")
