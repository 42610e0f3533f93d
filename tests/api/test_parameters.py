"""A parameter that nothing takes is refused with the name that was probably meant; no page or form leads to one."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from api.client import Bilat
from api.openapi.examples import examples
from graph.errors import UnusableError
from graph.store import Store
from tests.api.test_openapi import OPERATIONS

BROWSER = {"Accept": "text/html,application/xhtml+xml"}
# Each looks at its parameters itself, or leaves alone what it doesn't know.
THEIR_OWN = {"/queries/{name}", "/views/query/{name}"}
STRICT = [
    (name, operation)
    for name, operation in OPERATIONS
    if name.split()[1] not in THEIR_OWN and not name.split()[1].startswith("/reconcile")
]


def address(name: str) -> str:
    """An operation's path with its example's values in it."""
    path = name.split()[1]
    for part in re.findall(r"\{(\w+)\}", path):
        path = path.replace(f"{{{part}}}", str(examples()[name]["parameters"][part]))
    return path


@pytest.mark.parametrize(("name", "operation"), STRICT, ids=[name for name, _ in STRICT])
def test_a_parameter_that_nothing_takes_is_named_with_those_that_are_taken(
    client: TestClient, name: str, operation: dict[str, Any]
) -> None:
    method, path = name.partition(" ")[0], address(name)
    answer = client.request(method, path, params={"colour_of_it": "red"})
    told = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert told["parameter"] == "colour_of_it"
    assert told["detail"].startswith(f"{method} {path} takes no parameter 'colour_of_it'")
    described = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
    assert set(told["known"]) == described


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("path", ["/queries/suppliers-of", "/queries/suppliers-of.csv", "/views/query/suppliers-of"])
def test_a_named_query_tells_the_same_of_its_own(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"resource": "troops", "contry": "PRK"})
    told = answer.json()
    assert (answer.status_code, told["parameter"], told["suggestions"]) == (422, "contry", ["country"])
    assert set(told["known"]) == {"country", "resource"}


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/analysis/dependence?country=CIV", ["actor", "recipient"]),
        ("/facts?actr=PRK", ["actor"]),
        ("/facts?Actor=PRK", ["actor"]),
        ("/facts?known-at=2024", ["known_at"]),
        ("/facts?offset=10", ["cursor"]),
        ("/facts?" + "x" * 50_000 + "=1", []),
        ("/facts?%00=1", []),
        ("/facts?=1", []),
        ("/facts?nothing", []),
    ],
)
def test_the_nearest_name_is_told(client: TestClient, path: str, meant: list[str]) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["suggestions"]) == (422, meant)
    assert len(answer.content) < 1_000


def test_a_load_that_was_to_be_dry_is_none(client: TestClient, store: Store) -> None:
    record = {"actor": "Norway", "relation": "supplies", "partner": "Iceland", "resource": "food", "claimant": "Norway",
              "source_title": "A statement"}  # fmt: skip
    answer = client.post("/facts?dryrun=true", json=[record])
    assert (answer.status_code, answer.json()["suggestions"]) == (422, ["dry_run"])
    assert store.read("read/totals")[0]["facts"] == 0


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    "path", ["/facts?status=disputed&status=denied", "/queries/promises?country=PRK&country=RUS", "/?q=a&q=b"]
)
def test_a_parameter_given_twice_is_told(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, "2 times" in answer.json()["detail"]) == (422, True)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("/views/dyad/PRK/RUS?utm_source=letter&as_of=2024&fbclid=x", "/views/dyad/PRK/RUS?as_of=2024"),
        ("/?gclid=1", "/"),
        ("/fact/fae0247435f005fbdd16be7eb?utm_campaign=", "/fact/fae0247435f005fbdd16be7eb"),
        ("/queries/promises?country=DPRK&mc_cid=1", "/queries/promises?country=DPRK"),
        ("/views/country/C%C3%B4te%20d%27Ivoire?utm_medium=mail", "/views/country/C%C3%B4te%20d%27Ivoire"),
        ("/views/country/%E4%BF%84%E7%BD%97%E6%96%AF?fbclid=1", "/views/country/%E4%BF%84%E7%BD%97%E6%96%AF"),
    ],
)
def test_what_a_shared_link_was_tracked_by_is_taken_off(client: TestClient, given: str, kept: str) -> None:
    answer = client.get(given, headers=BROWSER, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, kept)
    assert client.get(given, headers=BROWSER).status_code == 200


def test_a_write_isn_t_sent_on_to_another_address(client: TestClient, store: Store) -> None:
    assert client.post("/facts?utm_source=x", json=[]).status_code == 422


def test_openrefine_may_send_more_than_the_protocol_names(client: TestClient) -> None:
    assert client.get("/reconcile?lang=en").json()["versions"] == ["0.2"]
    more = "prefix=nor&type=country&type_strict=any&limit=5&filter=a&filter=b"
    assert client.get(f"/reconcile/suggest/entity?{more}").json()["result"]


@pytest.mark.usefixtures("sample")
def test_the_python_client_raises_it(served: str) -> None:
    with Bilat(served) as bilat, pytest.raises(UnusableError, match="did you mean 'actor' or 'recipient'") as raised:
        bilat.facts(country="CIV")
    assert raised.value.extra["parameter"] == "country"


class Ways(HTMLParser):
    """Where a page leads: its links, and its forms as a browser would send them as they stand."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self._form: str | None = None
        self._fields: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "a" and told.get("href"):
            self.links.append(str(told["href"]))
        if tag == "form":
            self._form, self._fields = told.get("action") or "", []
        if tag in {"input", "select", "textarea"} and told.get("name"):
            self._fields.append((str(told["name"]), told.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        # A form of the picture's own filters has the same chip several times, and is never sent: scripts read it.
        if tag == "form" and self._form is not None and len(dict(self._fields)) == len(self._fields):
            self.links.append(f"{self._form}?{urlencode(self._fields)}")
            self._form = None


@pytest.mark.usefixtures("sample")
def test_no_page_leads_to_a_parameter_that_nothing_takes(client: TestClient) -> None:
    seen: set[tuple[str, ...]] = set()
    waiting = ["/", "/views/network", "/views/disputes", "/views/exchanges", "/explore", "/guide", "/queries"]
    asked = 0
    while waiting:
        at = waiting.pop()
        answer = client.get(at, headers=BROWSER)
        asked += 1
        # A query may need a value that nobody has filled in yet.
        assert answer.status_code < 400 or at.startswith(("/queries/", "/views/query/")), (at, answer.text[:500])
        assert "takes no parameter" not in answer.text, at
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for link in Ways(answer.text).links:
            whole = urlsplit(urljoin(f"http://testserver{at}", link))
            kind = (*whole.path.split("/")[1:3], *sorted(re.findall(r"(?:^|&)([^=&]*)", whole.query)))
            if whole.netloc == "testserver" and kind not in seen:
                seen.add(kind)
                waiting.append(f"{whole.path}?{whole.query}" if whole.query else whole.path)
    assert asked > 60
