"""The guide: what the graph is made of, and twelve queries that open in Neo4j Browser, filled in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, urlencode

from api.views.explore import explore_address
from api.views.render import Page, page
from graph.queries import folder

_SHOWN = 12


def guide_page(browser: Mapping[str, str] | None, *, address: str) -> Page:
    """The guide; `browser` says where Neo4j Browser and its database are, None where that isn't known."""
    queries = [
        {
            "title": title,
            "text": text,
            "browser": browser_link(text, browser) if browser else "",
            "explore": explore_address(text),
        }
        for title, text in saved()[:_SHOWN]
    ]
    return page(
        "guide.html.j2",
        data={},
        served=True,
        title="Guide",
        queries=queries,
        browser=browser,
        address=address,
        made_on="",
    )


@lru_cache(maxsize=1)
def saved() -> list[tuple[str, str]]:
    """The queries of `cypher/browser/queries/`, title (their first comment) and text."""
    found = []
    for file in sorted(folder().joinpath("browser", "queries").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".cypher"):
            first, _, text = file.read_text(encoding="utf-8").strip().partition("\n")
            found.append((first.removeprefix("//").strip(), text))
    return found


def browser_link(text: str, browser: Mapping[str, str]) -> str:
    """The address that opens Neo4j Browser, connected to this database, with a query filled in.

    Browser runs nothing of an address by itself: its reader presses Ctrl + Enter.

    >>> browser_link("RETURN 1", {"address": "http://h:1/browser/", "bolt": "bolt://h:2", "username": "neo4j"})
    'http://h:1/browser/?connectURL=bolt%3A%2F%2Fneo4j%40h%3A2&cmd=edit&arg=RETURN%201'
    """
    scheme, _, place = browser["bolt"].partition("://")
    told = {"connectURL": f"{scheme}://{browser['username']}@{place}", "cmd": "edit", "arg": text}
    return f"{browser['address']}?{urlencode(told, quote_via=quote, safe='')}"
