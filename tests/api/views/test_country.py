"""A country's page in a real Chromium with the network cut off."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from api.views.country import render_country
from api.views.palette import DIMENSIONS
from tests.api.views.answers import claim, country_answer, fact
from tests.api.views.conftest import OpenPage


def test_partners_facts_and_picture(open_page: OpenPage) -> None:
    page = open_page(render_country(country_answer()))
    expect(page.locator("#sentences")).to_have_text(
        "This graph holds 15 facts of North Korea with 1 partner: Russia. One of them is disputed."
    )
    expect(page.locator("#partners tbody tr")).to_have_count(1)
    expect(page.locator(".side").nth(0).locator("details.fact")).to_have_count(10)
    expect(page.locator(".side").nth(1).locator("details.fact")).to_have_count(5)
    expect(page.locator("#network canvas")).to_be_visible()
    page.locator("#network").press("ArrowRight")
    expect(page.locator("#panel")).to_contain_text("Newser")


def test_lines_of_one_direction_and_dimension_are_one_and_parallel_ones_stay_apart(open_page: OpenPage) -> None:
    page = open_page(render_country(country_answer()))
    edges = json.loads(page.locator("#data").text_content() or "")["picture"]["edges"]
    keys = [(edge["from"], edge["to"], edge["dimension"]) for edge in edges]
    assert len(keys) == len(set(keys))
    bends = [(edge["from"], edge["to"], edge["smooth"]["roundness"]) for edge in edges]
    assert len(bends) == len(set(bends))
    assert sum(len(edge["facts"]) for edge in edges) == 15


def test_nobody_says_anything(open_page: OpenPage) -> None:
    page = open_page(
        render_country({"country": {"id": "FJI", "name": "Fiji", "flag": "🇫🇯"}, "partners": [], "facts": []})
    )
    expect(page.locator("#sentences")).to_have_text("Nobody in this graph says anything about Fiji.")


def test_a_recipient_may_be_nobody_and_a_name_markup(open_page: OpenPage) -> None:
    made = fact("FJI", "supplies", "TCD", "asserted", claim("asserts"), resource="<b>oil</b>")
    made["recipient"] = None
    answer = {"country": {"id": "FJI", "name": "Fiji", "flag": None}, "partners": [], "facts": [made]}
    page = open_page(render_country(answer))
    expect(page.locator("details.fact summary")).to_contain_text("nobody named")
    expect(page.locator("details.fact summary b")).to_have_text("<b>oil</b>")


def test_many_partners_open_and_answer(open_page: OpenPage) -> None:
    facts, partners = [], []
    for number in range(200):
        partner = {"id": f"P{number:03}", "name": f"Partner {number}", "flag": None, "facts": 10, "disputed": 0}
        partners.append(partner)
        for each in range(10):
            made = fact("FJI", "supplies", "TCD", "asserted", claim("asserts"), resource="oil")
            made["recipient"] = {"id": partner["id"], "name": partner["name"]}
            facts.append({**made, "dimension": list(DIMENSIONS)[each % 8]})
    country = {"id": "FJI", "name": "Fiji", "flag": "🇫🇯"}
    page = open_page(render_country({"country": country, "partners": partners, "facts": facts}))
    expect(page.locator("#shown")).to_have_text("2,000 of 2,000 facts")
    picture = json.loads(page.locator("#data").text_content() or "")["picture"]
    assert (len(picture["nodes"]), len(picture["edges"])) == (151, 1200)
    expect(page.locator("#network canvas")).to_be_visible()
