"""`/reconcile` keeps to the published schemas of the Reconciliation API 0.2, and is certain only where it may be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import create_app
from api.reconciling import BATCH
from graph.settings import Settings
from tests.api.routes.reconciliation import check
from tests.conftest import LOOPBACK

BASE = "http://testserver"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API without any database."""
    chosen = Settings(bilat_home=tmp_path_factory.mktemp("none"))
    with TestClient(create_app(chosen), client=LOOPBACK) as opened:
        yield opened


def ask(api: TestClient, **queries: Any) -> dict[str, list[dict[str, Any]]]:
    """A batch sent as OpenRefine sends it; the results by query."""
    check("reconciliation-query-batch", queries)
    response = api.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    answer = check("reconciliation-result-batch", response.json())
    assert set(answer) == set(queries)
    for results in answer.values():
        scores = [one["score"] for one in results["result"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 100 for score in scores)
        assert sum(one["match"] for one in results["result"]) <= 1
    return {key: results["result"] for key, results in answer.items()}


def matched(results: list[dict[str, Any]]) -> str | None:
    return next((one["id"] for one in results if one["match"]), None)


def test_the_schemas_refuse_what_is_wrong() -> None:
    with pytest.raises(ValidationError):
        check("manifest", {"versions": ["0.1"], "name": "x", "identifierSpace": "x", "schemaSpace": "x"})
    with pytest.raises(ValidationError):
        check("manifest", {"versions": ["0.2"], "name": "x", "identifierSpace": "x", "schemaSpace": "x",
                           "defaultTypes": [{"id": "no name"}]})  # fmt: skip
    with pytest.raises(ValidationError):
        check("reconciliation-result-batch", {"q0": {"result": [{"name": "no id", "score": 1}]}})
    with pytest.raises(ValidationError):
        check("suggest-entities-response", {"result": [{"id": "PRK"}]})


def test_the_manifest(api: TestClient) -> None:
    response = api.get("/reconcile")
    told = check("manifest", response.json())
    assert response.headers["access-control-allow-origin"] == "*"
    assert told["batchSize"] == BATCH
    for service in told["suggest"].values():
        assert api.get(service["service_url"] + service["service_path"], params={"prefix": "a"}).status_code == 200
    entity = told["suggest"]["entity"]
    assert api.get(entity["service_url"] + entity["flyout_service_path"].replace("${id}", "org%3AEU")).is_success
    for template in (told["view"]["url"], told["preview"]["url"]):
        assert api.get(template.replace("{{id}}", "PRK")).status_code == 200


def test_names_codes_and_languages_are_certain(api: TestClient) -> None:
    texts = {"PRK": "Corée du Nord", "SUN": "СССР", "COW-817": "COW-817", "KOR": "gw:732", "org:NATO": "OTAN",
             "org:EU": "org:EU", "DEU": "Deutschland", "TUR": "cow:640"}  # fmt: skip
    found = ask(api, **{ident: {"query": text} for ident, text in texts.items()})
    for ident, results in found.items():
        assert (results[0]["id"], results[0]["score"], results[0]["match"]) == (ident, 100, True)
        assert all(one["score"] < 90 for one in results[1:])


def test_what_is_ambiguous_misspelled_or_nothing_is_not_certain(api: TestClient) -> None:
    found = ask(api, korea={"query": "Korea"}, typo={"query": "Ukrane"}, none={"query": "qqqqqqqqqq"}, world={"query": "World"},
                sign={"query": "\u0000"}, long={"query": "x" * 5000}, blank={"query": " "})  # fmt: skip
    assert [(one["id"], one["score"]) for one in found["korea"][:2]] == [("KOR", 90), ("PRK", 90)]
    assert found["typo"][0]["id"] == "UKR"
    assert found["none"] == found["sign"] == found["blank"] == []
    assert [matched(results) for results in found.values()] == [None] * len(found)


def test_the_day_is_a_property(api: TestClient) -> None:
    def russia(*days: object) -> dict[str, Any]:
        return {"query": "cow:365", "properties": [{"pid": "on", "v": day} for day in days]}

    found = ask(api, then=russia("1975"), now=russia(2010), table=russia(1975.0), several=russia(["1975", "2010"]),
                wrong=russia("soon"), open=russia("2022/.."), blank=russia(""),
                late={"query": "USSR", "properties": [{"pid": "on", "v": "2010-05-01"}]})  # fmt: skip
    certain = {key: matched(results) for key, results in found.items()}
    assert certain == {"then": "SUN", "now": "RUS", "table": "SUN", "several": None, "wrong": None, "open": None,
                       "blank": "RUS", "late": None}  # fmt: skip
    assert found["wrong"][0]["id"] == "RUS"
    assert "RUS" in [one["id"] for one in found["late"]]


def test_codes_confirm_contradict_or_stand_alone(api: TestClient) -> None:
    def code(pid: str, value: Any, **more: Any) -> dict[str, Any]:
        return {**more, "properties": [{"pid": pid, "v": value}]}

    found = ask(api, confirmed=code("cow", 731, query="North Korea"), contradicted=code("cow", 732, query="North Korea"),
                chosen=code("cow", 731, query="Korea"), alone=code("iso2", "KP"), entity=code("iso2", {"id": "KP"}),
                wrong=code("gw", "99999", query="Chad"), other=code("colour", "red", query="Chad"))  # fmt: skip
    assert {key: matched(results) for key, results in found.items()} == {
        "confirmed": "PRK", "contradicted": None, "chosen": "PRK", "alone": "PRK", "entity": "PRK",
        "wrong": None, "other": "TCD"}  # fmt: skip
    assert {one["id"] for one in found["contradicted"][:2]} == {"PRK", "KOR"} or found["contradicted"][0]["id"] == "KOR"


def test_types_filter(api: TestClient) -> None:
    found = ask(api, former={"query": "Germany", "type": "former"}, country={"query": "Germany", "type": ["country"]},
                organisation={"query": "Germany", "type": "organisation"}, unknown={"query": "Germany", "type": "Q6256"},
                should={"query": "Germany", "type": "former", "type_strict": "should"},
                all={"query": "Soviet Union", "type": ["country", "former"], "type_strict": "all"})  # fmt: skip
    assert {key: matched(results) for key, results in found.items()} == {
        "former": None, "country": "DEU", "organisation": None, "unknown": None, "should": "DEU", "all": "SUN"}  # fmt: skip
    assert {kind["id"] for one in found["former"] for kind in one["type"]} == {"former", "country"}
    assert found["unknown"] == []


def test_the_limit_holds(api: TestClient) -> None:
    found = ask(
        api, one={"query": "Guinea", "limit": 1}, usual={"query": "Guinea"}, many={"query": "Guinea", "limit": 1e9}
    )
    assert [len(results) for results in found.values()][:2] == [1, 5]
    assert len(found["many"]) > 5


def test_a_batch_in_the_address_is_answered_alike(api: TestClient) -> None:
    queries = json.dumps({"q0": {"query": "Chad"}})
    by_get = api.get("/reconcile", params={"queries": queries})
    assert by_get.json() == api.post("/reconcile", data={"queries": queries}).json()


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({}, 422, "neither 'queries' nor 'extend'"),
        ({"queries": "{"}, 422, "'queries' is no such JSON"),
        ({"queries": "[]"}, 422, "'queries' is no such JSON"),
        ({"queries": '{"q0": {"querry": "x"}}'}, 422, "at q0.querry"),
        ({"queries": '{"q0": {"query": "x", "limit": 0}}'}, 422, "at q0.limit"),
        ({"queries": '{"q0": {"properties": []}}'}, 422, "'q0' has neither a query nor a code"),
        ({"queries": json.dumps({f"q{n}": {"query": "x"} for n in range(BATCH + 1)})}, 413, "at most 50"),
        ({"extend": '{"ids": ["PRK"], "properties": [{"id": "colour"}]}'}, 422, "no property 'colour'"),
        ({"queries": "x" * 5_000_000}, 413, "more than 4,194,304 bytes"),
    ],
)
def test_a_wrong_request_is_told(api: TestClient, form: dict[str, str], status: int, said: str) -> None:
    response = api.post("/reconcile", data=form)
    assert response.status_code == status
    assert said in response.json()["detail"]


def test_a_form_that_is_none_is_told(api: TestClient) -> None:
    response = api.post("/reconcile", json={"queries": {}})
    assert response.status_code == 415
    assert "application/json" in response.json()["detail"]


def test_suggestions(api: TestClient) -> None:
    def suggested(prefix: str, **more: Any) -> list[str]:
        response = api.get("/reconcile/suggest/entity", params={"prefix": prefix, **more})
        return [one["id"] for one in check("suggest-entities-response", response.json())["result"]]

    assert suggested("North Kor")[0] == "PRK"
    assert suggested("PRK")[0] == "PRK"
    assert suggested("org:EU")[0] == "org:EU"
    assert suggested("NATO")[0] == "org:NATO"
    assert "org:EU" in suggested("European Un")
    assert suggested("Allem")[0] == "DEU"
    assert suggested("") == suggested("\u0000") == []
    assert all(ident.startswith("org:") for ident in suggested("United", type="organisation"))
    first, second = suggested("united"), suggested("united", cursor=10)
    assert len(first) == 10
    assert not set(first) & set(second)


def test_suggested_types_and_properties(api: TestClient) -> None:
    types = check("suggest-types-response", api.get("/reconcile/suggest/type", params={"prefix": "st"}).json())
    assert "former" in [one["id"] for one in types["result"]]
    told = api.get("/reconcile/suggest/property", params={"prefix": ""}).json()
    properties = check("suggest-properties-response", told)
    assert {"on", "cow", "iso2"} <= {one["id"] for one in properties["result"]}
    proposed = api.get("/reconcile/properties", params={"type": "country", "limit": 3}).json()
    assert len(check("data-extension-property-proposal", proposed)["properties"]) == 3
    assert api.get("/reconcile/properties", params={"type": "organisation"}).json()["properties"] == []


def test_data_are_extended(api: TestClient) -> None:
    everything = [{"id": one["id"]} for one in api.get("/reconcile/properties").json()["properties"]]
    asked = check("data-extension-query", {"ids": ["SUN", "org:EU", "nobody"], "properties": everything})
    answer = check("data-extension-response", api.post("/reconcile", data={"extend": json.dumps(asked)}).json())
    soviet = answer["rows"]["SUN"]
    assert soviet["iso2"] == [{"str": "SU"}]
    assert soviet["cow"] == [{"int": 365}]
    assert soviet["last_day"] == [{"date": "1991-12-25T00:00:00Z"}]
    assert {"id": "RUS", "name": "Russia"} in soviet["successors"]
    assert [one["id"] for one in answer["meta"]] == [one["id"] for one in everything]
    assert all(values == [] for ident in ("org:EU", "nobody") for values in answer["rows"][ident].values())


class _Text(HTMLParser):
    """The text of a page, and the tags that it opens."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_previews_and_flyouts(api: TestClient) -> None:
    response = api.get("/reconcile/preview", params={"id": "PRK"})
    assert response.headers["content-type"].startswith("text/html")
    page = _Text(response.text)
    assert {"North Korea", "COW 731"} <= {part for part in ("North Korea", "COW 731") if part in page.text}
    assert "script" not in page.tags
    assert "alliance" in _Text(api.get("/reconcile/preview", params={"id": "org:NATO"}).text).text
    told = api.get("/reconcile/flyout", params={"id": "SUN"}).json()
    assert told["id"] == "SUN"
    assert "1991-12-25" in _Text(told["html"]).text
    for path in ("preview", "flyout"):
        response = api.get(f"/reconcile/{path}", params={"id": "<script>"})
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"


def test_other_machines_need_a_key_as_for_all_reading(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(bilat_home=tmp_path)), client=("192.0.2.7", 50000)) as away:
        assert away.get("/reconcile").status_code == 401
