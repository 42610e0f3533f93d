"""Absurd values of everything that an address may have, at every GET of the OpenAPI document: an answer, or a word that helps."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_plus, urljoin

import httpx2 as httpx
import orjson
import pytest
from pydantic import SecretStr

from api.app import create_app
from api.openapi import PROBLEM
from api.openapi.examples import examples
from graph.named import named_queries
from graph.settings import Settings
from graph.store import Store
from tests.conftest import KEY
from tests.damage import SECONDS, SEED, tried
from tests.serving import serving

_LONG = 10_000
MARKUP = "<script>alert(1)</script>"
BROWSER = "text/html,application/xhtml+xml"
# What is written into an address as it stands, escapes and all.
_RAW = (
    "", "%", "%2", "%zz", "%00", "a%00b", "%ED%A0%80", "%ff%fe", "%C3", "%c0%af", "%F0%9F%87", "%0d%0aX-Injected:%201", "%1b[31m",
    "+", "%2e%2e%2f", "..%2f..%2fetc%2fpasswd", "%252e%252e%252f", "a%26b=c%23d", ";", "a[]=1", "{}", "[%22PRK%22,%22RUS%22]",
)  # fmt: skip
_TEXTS = (
    " ", "x" * _LONG, "å" * (_LONG // 6), "(" * 5_000, "\\" * 3_000, "a " * 5_000, "* " * 300, "-" * 2_000, "\x07\x7f",
    "0", "-1", "-0", "1.5", "1e3", "1e400", "NaN", "-inf", "1_0", "²", "٣", "0x10", "9" * 30, "9" * 5_000, str(2**63),
    str(-(2**63) - 1),
    "true", "True", "TRUE", "yes", "2", "null", "None", "undefined",
    "0000", "0000-00-00", "-0001", "-2024-01-01", "9999-12-31", "10000-01-01", "y-170000002", "2024-02-30", "2024-13",
    "2024/2023", "2024/..",
    "../2024", "..", "/..", "2024-10-12T25:00:00Z", "2024-10-12T12:00:00+99:99", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "20240230", "12/10/2024", "yesterday", "2024-10-12~?%", "1XXX", "{2024,2025}", "[2024,2025]",
    "PRK,RUS", "PRK-RUS-CHN", "-", "prk", "pRk", "SUPPLIES", "Corroborated", "model:", "model:" + "x" * 300, "org:", "org:x",
    "person:x@PRK",
    MARKUP, "\"><img src=x onerror=alert(1)>", "{{7*7}}", "${x}", "' OR 1=1 --", "`) RETURN 1 //", "$x",
    "../../etc/passwd", "file:///etc/passwd", "http://[", "javascript:alert(1)",
    "\u202ekorea htron\u202c", "كوريا الشمالية", "북한", "🇰🇵", "e\u0301", "\ufeffPRK", "\u2028", "\U0010ffff", "ﬃ", "ſ", "İ",
    "AND", "NOT", "a AND", "\"", "q:*", "[a TO b]", "/a.*/", "a~99999999999", "a^", "&&", "!",
)  # fmt: skip
VALUES: tuple[str, ...] = (*_RAW, *(quote(text, safe="") for text in _TEXTS))


def _document() -> dict[str, Any]:
    return create_app(Settings()).openapi()


def _operations() -> dict[str, list[tuple[str, str]]]:
    """By path, the parameters of a GET as `(where, name)`; named queries have theirs in their files."""
    found = {}
    for path, methods in _document()["paths"].items():
        if "get" in methods:
            found[path] = [(one["in"], one["name"]) for one in methods["get"].get("parameters", [])]
    return found


OPERATIONS = _operations()


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """The API behind a port: addresses arrive as they are written."""
    with serving(Settings(bilat_home=home, bilat_api_keys=(SecretStr(KEY),))) as served:
        yield served


@pytest.fixture(scope="module")
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as opened:
        yield opened


def usual(path: str) -> dict[str, str]:
    """The parameters that the example of an endpoint has, as they are written in an address."""
    given = examples().get(f"GET {path}", {}).get("parameters", {})
    return {name: quote(str(value), safe="") for name, value in given.items()}


def written(path: str, given: dict[str, str], more: str = "") -> str:
    """The target of a request."""
    query = []
    for name, value in given.items():
        if f"{{{name}}}" in path:
            path = path.replace(f"{{{name}}}", value)
        else:
            query.append(f"{name}={value}")
    text = "&".join([*query, *([more] if more else [])])
    return f"{path}?{text}" if text else path


def asked(http: httpx.Client, target: str, accept: str = "application/json") -> httpx.Response:
    """An answer to a GET of exactly this target, looked at: of use, or a problem that says what is wrong."""
    answer = http.request("GET", "/", extensions={"target": target.encode()}, headers={"Accept": accept})
    shown = f"{target[:300]} → {answer.status_code} {answer.text[:600]}"
    assert answer.status_code in {200, 303, 307, 400, 404, 413, 422}, shown
    if answer.status_code in {303, 307}:
        # Nobody is led elsewhere.
        assert urljoin(str(http.base_url), answer.headers["location"]).startswith(str(http.base_url)), shown
    assert "X-Injected" not in answer.headers, shown
    assert "Traceback (most" not in answer.text, shown
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert MARKUP not in answer.text, shown
    assert len(answer.content) < 4_000_000, shown
    if answer.status_code >= 400 and answer.headers["content-type"] != "text/html; charset=utf-8":
        told = orjson.loads(answer.content)
        assert answer.headers["content-type"] == PROBLEM, shown
        assert told["status"] == answer.status_code, shown
        assert len(told["detail"]) > 20, shown
        assert len(answer.content) < 40_000, shown
    elif answer.status_code >= 400:
        # A page is told what is wrong on a page, where a browser asks for one.
        assert "text/html" in accept, shown
    return answer


PARAMETERS = {
    name: [(path, where) for path, given in OPERATIONS.items() for where, other in given if other == name]
    for name in dict.fromkeys(name for given in OPERATIONS.values() for _, name in given)
}


def some(door: str, number: int) -> Sequence[str]:
    """So many of the values, others for each door; all of them in `make soak`."""
    return VALUES if SECONDS is not None else random.Random(f"{SEED} {door}").sample(VALUES, number)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("name", PARAMETERS)
def test_each_parameter_is_told_of_where_its_value_cannot_be_used(http: httpx.Client, name: str) -> None:
    # Those of a dependency are many endpoints', which take turns.
    for (path, where), value in zip(
        itertools.cycle(PARAMETERS[name]), some(name, max(12, len(PARAMETERS[name]))), strict=False
    ):
        answer = asked(http, written(path, usual(path) | {name: value}))
        if answer.status_code == 422 and where == "query":
            told = answer.json()
            named = told.get("parameter") == name or any(name in error["where"] for error in told.get("errors", ()))
            assert named or name in told["detail"] or shows(told["detail"], value), (path, value, told)


def shows(detail: str, value: str) -> bool:
    """Whether an error has the value that was asked for, or how it begins."""
    text = unquote_plus(value)
    return text[:20] in detail or repr(text)[1:20] in detail


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("name", sorted(named_queries()))
def test_parameters_of_named_queries(http: httpx.Client, name: str) -> None:
    query = named_queries()[name]
    good = {key: quote(value, safe="") for key, value in query.example.items()}
    for parameter in query.parameters:
        for value in some(f"{name} {parameter.name}", 6):
            answer = asked(http, written(f"/queries/{name}", good | {parameter.name: value}))
            if answer.status_code == 422:
                assert parameter.name in answer.json()["detail"], answer.text
        odd = good | {parameter.name: f"%00{MARKUP}"}
        for path, accept in ((f"/queries/{name}", BROWSER), (f"/views/query/{name}", "*/*")):
            asked(http, written(path, odd), accept)


@pytest.mark.usefixtures("sample")
def test_a_place_in_a_list_that_was_cut_or_altered(http: httpx.Client) -> None:
    following = http.get("/facts?limit=2").json()["next"]
    assert len(http.get(following).json()["facts"]) == 2
    for wrong in (
        following[:-1],
        f"{following}0",
        following.upper().replace("/FACTS?LIMIT=2&CURSOR", "/facts?limit=2&cursor"),
    ):
        answer = asked(http, wrong)
        assert (answer.status_code, answer.json()["parameter"]) == (422, "cursor")
        assert "as it is" in answer.json()["detail"]
    assert asked(http, "/facts?limit=2&cursor=").json() == http.get("/facts?limit=2").json()
    # Any text has a place in the order of sources, and any number in that of writes.
    for path in ("/sources", "/writes"):
        cut = http.get(f"{path}?limit=1").json()["next"]
        assert not cut or asked(http, cut[:-1]).status_code in {200, 422}


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    "name", ["actor", "recipient", "dyad", "edge", "claimant", "source", "resource", "since", "until", "q"]
)
def test_an_empty_filter_is_none(http: httpx.Client, name: str) -> None:
    assert asked(http, f"/facts?{name}=").json()["facts"] == http.get("/facts").json()["facts"]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("path", OPERATIONS)
def test_what_keeps_caches_away_is_left_out(http: httpx.Client, path: str) -> None:
    target = written(path, usual(path))
    asked_so = f"{target}{'&' if '?' in target else '?'}_=1732_5"
    with_it, without = asked(http, asked_so, "*/*"), asked(http, target, "*/*")
    assert (with_it.status_code, with_it.headers["content-type"]) == (
        without.status_code,
        without.headers["content-type"],
    )
    assert "1732_5" not in with_it.text
    # Others that begin so are still nobody's.
    if path not in {"/queries/{name}", "/views/query/{name}"} and not path.startswith("/reconcile"):
        assert asked(http, asked_so.replace("_=", "__=")).status_code == 422


def test_many_odd_values_at_once(http: httpx.Client, sample: Store) -> None:
    def one(chance: random.Random) -> None:
        path = chance.choice(list(OPERATIONS))
        given = usual(path)
        for where, name in chance.sample(OPERATIONS[path], min(len(OPERATIONS[path]), chance.randrange(4))):
            given[name] = chance.choice(VALUES) if chance.random() < 0.8 or where == "path" else given.get(name, "")
        more = chance.choice((
            "", "", "&&", "=", "=&=", "?", "a", f"{chance.choice(VALUES)}=1", f"limit={chance.choice(VALUES)}", "as_of=&as_of=",
            "utm_source=" + chance.choice(VALUES), "%00", "LIMIT=1", "x=1&" * 2_000,
        ))  # fmt: skip
        asked(http, written(path, given, more), chance.choice(("application/json", BROWSER, "*/*", "")))

    tried("GET", 250, one)
