"""The dyad sheet in a real Chromium with the network cut off."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from api.views.dyad import render_dyad
from tests.api.views.answers import claim, dyad, fact, quantity, sample
from tests.api.views.conftest import OpenPage
from tests.api.views.test_words import SAMPLE_SENTENCES

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "{{7*7}} {% raw %} ${7*7}",
    "<!--",
    '" onmouseover="alert(3)',
    "\u202eevil\u202c عمان",
    "中華民國 — 대한민국",
    "x" * 300,
    "line\u2028separator\u2029s",
)


def row_of(page: Page, text: str) -> Any:
    return page.locator("details.fact", has_text=text)


def pixels(page: Page) -> int:
    """How many different colours the picture has."""
    return int(
        page.evaluate(
            """() => { const c = document.querySelector('#network canvas'); const pen = c.getContext('2d');
            const d = pen.getImageData(0, 0, c.width, c.height).data; const seen = new Set();
            for (let i = 0; i < d.length; i += 4) if (d[i + 3]) seen.add((d[i] << 16) | (d[i + 1] << 8) | d[i + 2]);
            return seen.size; }"""
        )
    )


def test_the_sheet_shows_both_sides_and_who_says_so(open_page: OpenPage) -> None:
    page = open_page(render_dyad(sample(), address="http://127.0.0.1:8000/views/dyad/PRK/RUS"))
    expect(page.locator("#sentences")).to_have_text(SAMPLE_SENTENCES)
    expect(page.locator("h1")).to_contain_text("North Korea")
    left, right = page.locator(".side").nth(0), page.locator(".side").nth(1)
    expect(left.locator("details.fact")).to_have_count(9)
    expect(right.locator("details.fact")).to_have_count(5)
    expect(page.locator(".both details.fact")).to_have_count(1)
    expect(row_of(page, "wounded soldiers")).to_contain_text("doubted by the Institute for the Study of War")
    expect(page.locator("#table tbody tr")).to_have_count(15)
    expect(page.locator("#sources")).to_contain_text("21 claims on 15 facts")
    expect(page.locator("footer")).to_contain_text("/views/dyad/PRK/RUS")


def test_a_row_opens_to_its_position_table(open_page: OpenPage) -> None:
    page = open_page(render_dyad(sample()))
    row = row_of(page, "wounded soldiers")
    row.locator("summary").press("Enter")
    table = row.locator("table.positions")
    heads = table.locator("thead th").all_inner_texts()
    assert heads == ["who says", "asserts", "confirms", "reports", "doubts", "denies"]
    cells = {
        tr.locator("th .said bdi").inner_text(): [cell.inner_text().split() for cell in tr.locator("td").all()]
        for tr in table.locator("tbody tr").all()
    }
    assert cells["Alexander Matsegora"] == [["asserts"], [], [], [], []]
    assert cells["Institute for the Study of War"] == [[], [], [], ["doubts"], []]
    assert cells["Newser"] == [[], [], [], ["doubts", "quality"], []]
    assert cells["The New York Times"] == [[], [], ["reports"], [], []]


def test_what_was_retracted_is_struck_through_with_its_reason(open_page: OpenPage) -> None:
    taken = claim(
        "asserts",
        quote="We saw it.",
        counts=False,
        retracted_at="2026-01-02T00:00:00Z",
        retracted_on="2026-01-01",
        retraction_kind="withdrawn",
        retraction_reason="wrong photo",
    )
    page = open_page(render_dyad(dyad(fact("FJI", "supplies", "TCD", "retracted", taken, resource="oil"))))
    row = row_of(page, "oil")
    row.locator("summary").click()
    expect(row.locator("q")).to_have_css("text-decoration-line", "line-through")
    expect(row).to_contain_text("withdrawn on 1 January 2026: wrong photo")
    assert page.evaluate("document.querySelectorAll('#network canvas').length") == 1


def test_exchanges_are_drawn_and_told(open_page: OpenPage) -> None:
    page = open_page(render_dyad(sample()))
    expect(page.locator(".exchanges .arrowhead")).to_have_count(2)
    expect(row_of(page, "supplies oil")).to_contain_text("in return for ammunition")
    expect(row_of(page, "supplies troops")).to_contain_text("oil and food in return")
    page.locator("label.chip", has_text="energy").locator("input").uncheck()
    expect(page.locator(".exchanges .arrowhead")).to_have_count(1)


def test_filters_search_and_the_address(open_page: OpenPage) -> None:
    html = render_dyad(sample())
    page = open_page(html)
    page.locator("label.chip", has_text="military").locator("input").uncheck()
    page.locator("#q").fill("reported newser")
    shown = page.locator("#shown").inner_text()
    assert re.fullmatch(r"[1-9] of 15 facts", shown)
    expect(row_of(page, "supplies troops")).to_be_hidden()
    expect(row_of(page, "supplies oil")).to_be_visible()
    row_of(page, "supplies oil").locator("summary").click()
    page.locator("#table thead button", has_text="what").click()
    page.locator("#theme").click()
    fragment = page.evaluate("location.hash")
    again = open_page(html, fragment)
    expect(again.locator("#shown")).to_have_text(shown)
    expect(row_of(again, "supplies oil")).to_have_attribute("open", "")
    expect(again.locator("#table thead th[aria-sort=ascending]")).to_have_text("what")
    expect(again.locator("html")).to_have_attribute("data-theme", "dark")
    again.locator("#reset").click()
    expect(again.locator("#shown")).to_have_text("15 of 15 facts")


def test_no_fact_passes(open_page: OpenPage) -> None:
    page = open_page(render_dyad(sample()))
    page.locator("#q").fill("nothing like it")
    expect(page.locator("#none")).to_be_visible()


def test_time_is_a_filter_where_facts_have_dates(open_page: OpenPage) -> None:
    def dated(resource: str, since: str | None, until: str | None) -> dict[str, Any]:
        return fact(
            "FJI",
            "supplies",
            "TCD",
            "asserted",
            claim("asserts"),
            resource=resource,
            since=since,
            until=until,
            undated=since is None,
        )

    facts = [dated("oil", "1990", "1995"), dated("gas", "1993", None), dated("food", None, None)]
    page = open_page(render_dyad(dyad(*facts)))
    page.locator("#year").fill("1996")
    page.locator("#year").dispatch_event("input")
    visible = [row.inner_text() for row in page.locator("details.fact b:visible").all()]
    assert sorted(visible) == ["food", "gas"]
    page.locator("#undated").uncheck()
    assert [row.inner_text() for row in page.locator("details.fact b:visible").all()] == ["gas"]


def test_the_picture_and_the_ledger_follow_each_other(open_page: OpenPage) -> None:
    page = open_page(render_dyad(sample()))
    row = row_of(page, "wounded soldiers")
    row.locator("summary").click()
    row.locator("button.see").click()
    expect(page.locator("#panel")).to_contain_text("Institute for the Study of War doubts")
    expect(row).to_have_class(re.compile("picked"))
    page.locator("#network").press("ArrowRight")
    expect(row).not_to_have_class(re.compile("picked"))
    assert "pick=node" in page.evaluate("location.hash")


def test_the_picture_is_drawn_in_both_themes(open_page: OpenPage) -> None:
    for scheme in ("light", "dark"):
        page = open_page(render_dyad(sample()), color_scheme=scheme)
        expect(page.locator("#network canvas")).to_be_visible()
        page.wait_for_function("document.querySelector('#network canvas').width > 0")
        assert pixels(page) > 20


def test_csv_and_png_come_from_the_page(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(render_dyad(sample()))
    page.locator("label.chip", has_text="military").locator("input").uncheck()
    with page.expect_download() as download:
        page.locator("#csv").click()
    download.value.save_as(tmp_path / "facts.csv")
    lines = list(csv.DictReader((tmp_path / "facts.csv").read_text(encoding="utf-8").splitlines()))
    assert len(lines) == 11
    assert {"id", "actor", "relation", "recipient", "resource", "status", "quantity_low", "dyad"} <= lines[0].keys()
    with page.expect_download() as download:
        page.locator("#png").click()
    download.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


def test_cells_of_the_csv_run_in_no_spreadsheet(open_page: OpenPage, tmp_path: Path) -> None:
    said = claim("asserts", "=HYPERLINK(1)")
    page = open_page(render_dyad(dyad(fact("FJI", "supplies", "TCD", "asserted", said, resource="oil"))))
    with page.expect_download() as download:
        page.locator("#csv").click()
    download.value.save_as(tmp_path / "facts.csv")
    (line,) = csv.DictReader((tmp_path / "facts.csv").read_text(encoding="utf-8").splitlines())
    assert line["said_by"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_from_data_are_shown_never_run(open_page: OpenPage, text: str) -> None:
    said = claim("asserts", text, quote=text, note=text, locator=text, detail=text)
    said["by"]["kind"] = "person"
    said["by"]["country"] = "FJI"
    said["source"] = {"id": "s1", "title": text, "publisher": text, "url": "javascript:alert(4)", "published_on": None}
    made = fact(
        "FJI",
        "supplies",
        "TCD",
        "disputed",
        said,
        claim("doubts", text),
        resource=text,
        regarding=[{"id": "X", "name": text}],
        place=text,
        level=text,
        event={"id": "e", "name": text},
    )
    answer = dyad(made)
    answer["countries"][0]["name"] = made["actor"]["name"] = text
    page = open_page(render_dyad(answer, address=f"http://127.0.0.1/{text}"), viewport={"width": 360, "height": 740})
    page.locator("details.fact summary").click()
    page.locator("button.see").click()
    shown = page.evaluate("(text) => document.querySelector('h1').textContent.includes(text)", text)
    assert shown
    assert page.evaluate("(text) => document.querySelector('#panel').textContent.includes(text)", text)
    assert page.locator("img, main script, a[href^=javascript]").count() == 0
    assert page.evaluate("document.querySelectorAll('script').length") == 2
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_links_go_to_web_addresses(open_page: OpenPage) -> None:
    source = {
        "id": "s1",
        "title": "A report",
        "publisher": "X",
        "url": "https://example.org/?a=1&b=2",
        "published_on": None,
    }
    made = fact("FJI", "supplies", "TCD", "asserted", claim("asserts", source=source), resource="oil")
    page = open_page(render_dyad(dyad(made)))
    assert page.locator("#sources a").get_attribute("href") == "https://example.org/?a=1&b=2"
    assert page.locator("#sources a").get_attribute("rel") == "noopener noreferrer nofollow"


def test_injected_script_would_not_run(open_page: OpenPage, browser: Any, tmp_path: Path) -> None:
    """Were a text to get past the escaping, the policy would still stop it."""
    html = render_dyad(sample()).replace("<h2", "<script>window.ran = 1</script><h2", 1)
    file = tmp_path / "injected.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("window.ran") is None
    page.close()


def test_facts_of_a_state_that_a_side_continues_stand_on_its_side_under_their_own_name(open_page: OpenPage) -> None:
    made = fact("FJI", "supplies", "TCD", "asserted", claim("asserts"), resource="oil")
    answer = dyad(made, fact("TCD", "threatens", "FJI", "asserted", claim("asserts")))
    made["actor"] = {"id": "OLD", "name": "Old Fiji"}
    page = open_page(render_dyad(answer))
    expect(page.locator(".side").nth(0).locator("summary .what")).to_have_text("Old Fiji supplies oil → Chad")
    expect(page.locator(".side").nth(1).locator("summary .what")).to_have_text("threatens")
    edges = json.loads(page.locator("#data").text_content() or "")["picture"]["edges"]
    assert ("FJI", f"s:{made['id']}") in {(edge["from"], edge["to"]) for edge in edges}


def test_an_empty_dyad_speaks(open_page: OpenPage) -> None:
    page = open_page(render_dyad(dyad()))
    expect(page.locator("#sentences")).to_have_text("Nobody in this graph says anything about Fiji and Chad.")
    expect(page.locator("#network")).to_have_count(0)


def test_numbers_that_differ_are_drawn_as_ranges(open_page: OpenPage) -> None:
    claims = [claim("asserts", "A", quantity=quantity(100, 200)), claim("asserts", "B", quantity=quantity(400, 400))]
    page = open_page(render_dyad(dyad(fact("FJI", "supplies", "TCD", "asserted", *claims, resource="troops"))))
    places = [(rect.get_attribute("x"), rect.get_attribute("width")) for rect in page.locator("svg.span rect").all()]
    assert places == [("25.0", "25.0"), ("98.5", "1.5")]
    page.locator("details.fact summary").click()
    assert page.locator(".ranges .n").all_inner_texts() == ["100–200 people", "400 people"]


def test_it_reads_without_script(open_page: OpenPage) -> None:
    page = open_page(render_dyad(sample()), java_script_enabled=False)
    expect(page.locator("#sentences")).to_be_visible()
    expect(page.locator("#table tbody tr")).to_have_count(15)
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#picture")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_window(open_page: OpenPage, width: int) -> None:
    page = open_page(render_dyad(sample()), viewport={"width": width, "height": 740})
    for row in page.locator("details.fact summary").all():
        row.click()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_printing_is_light_and_without_controls(open_page: OpenPage) -> None:
    page = open_page(render_dyad(sample()), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_two_thousand_facts_open_and_answer(open_page: OpenPage) -> None:
    facts = [
        fact(
            "FJI" if n % 2 else "TCD",
            ("supplies", "threatens", "visits")[n % 3],
            "TCD" if n % 2 else "FJI",
            "asserted",
            claim("asserts"),
            resource=f"thing {n % 60}" if n % 3 == 0 else None,
            since=str(1900 + n % 120),
            until=str(1900 + n % 120),
            undated=False,
        )
        for n in range(2000)
    ]
    page = open_page(render_dyad(dyad(*facts)))
    page.locator("#q").fill("thing 7")
    expect(page.locator("#shown")).not_to_have_text("2,000 of 2,000 facts")
    data = json.loads(page.locator("#data").text_content() or "")
    assert len(data["picture"]["nodes"]) < 100


def test_the_sheet_says_how_to_cite_it_where_the_graph_s_version_is_known() -> None:
    told = render_dyad(sample(), version=7, made_on="2026-11-25", address="http://localhost/views/dyad/PRK/RUS")
    assert "In: Bilat, version 7 of the graph. http://localhost/views/dyad/PRK/RUS (accessed 25 November 2026)." in told
    assert "@misc{bilat_PRK_RUS" in told
    assert "Made on 25 November 2026." in render_dyad(sample(), version=7, made_on="2026-11-25")
    assert 'id="cite"' not in render_dyad(sample(), made_on="2026-11-25")
