"""`/queries`: the list, a form, and an answer with an address in each format."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.ipc
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from graph.named import named_queries

pytestmark = pytest.mark.usefixtures("sample")

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_the_list_is_json_for_programs_and_a_page_for_browsers(client: TestClient) -> None:
    listed = client.get("/queries").json()["queries"]
    assert [query["name"] for query in listed] == list(named_queries())
    for query in listed:
        assert client.get(query["example"]).status_code == 200, query["example"]
    page = client.get("/queries", headers=BROWSER)
    assert page.headers["content-type"].startswith("text/html")
    assert all(f'href="/queries/{name}"' in page.text for name in named_queries())


def test_an_address_says_its_format_whatever_is_accepted(client: TestClient) -> None:
    plain = client.get("/queries/who-supplies-what?country=PRK", headers={"Accept": "*/*"}).json()
    assert client.get("/queries/who-supplies-what.json?country=PRK", headers=BROWSER).json()["rows"] == plain["rows"]
    lines = client.get("/queries/who-supplies-what.ndjson?country=PRK").text.splitlines()
    told = [json.loads(line) for line in lines]
    assert told[-1] == {"complete": True}
    assert [list(row.values()) for row in told[:-1]] == plain["rows"]
    csv_rows = list(csv.reader(io.StringIO(client.get("/queries/who-supplies-what.csv?country=PRK").text)))
    assert (csv_rows[0], len(csv_rows) - 1) == (plain["columns"], len(plain["rows"]))
    arrow = client.get("/queries/who-supplies-what.arrow?country=PRK")
    with pyarrow.ipc.open_stream(arrow.content) as stream:
        table = stream.read_all()
    assert (table.column_names, table.num_rows) == (plain["columns"], len(plain["rows"]))
    wrong = client.get("/queries/who-supplies-what.xls")
    assert (wrong.status_code, "there are json" in wrong.json()["detail"]) == (404, True)


def test_a_page_shows_the_form_the_answer_and_the_other_addresses(client: TestClient) -> None:
    page = client.get("/queries/what-is-disputed?country=DPRK", headers=BROWSER)
    assert page.status_code == 200
    assert "North Korea treats wounded soldiers of Russia" in page.text
    assert 'value="DPRK"' in page.text
    for address in (
        "/queries/what-is-disputed.csv?country=DPRK",
        "/queries/what-is-disputed.arrow?country=DPRK",
        "/views/query/what-is-disputed?country=DPRK",
    ):
        assert f'href="{address}"' in page.text
    assert "etag" in page.headers


def test_a_page_says_in_words_what_is_wrong_and_keeps_what_was_typed(client: TestClient) -> None:
    page = client.get("/queries/what-is-disputed.html?country=<b>Atlantis</b>")
    assert page.status_code == 404
    assert 'role="alert"' in page.text
    assert "&lt;b&gt;Atlantis" in page.text
    assert "<b>Atlantis" not in page.text


def test_the_form_works_in_a_browser(client: TestClient, browser: Browser, served: str) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(f"{served}/queries")
    page.get_by_role("link", name="Who supplies what to whom").click()
    page.get_by_label("resource").fill("oil")
    page.get_by_role("button", name="Ask").click()
    assert page.locator("table tbody tr").count() == 1
    assert page.locator("table").inner_text().count("Russia") == 1
    assert "resource=oil" in page.url
    page.close()
    assert wrong == []
