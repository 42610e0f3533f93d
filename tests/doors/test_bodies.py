"""Bodies of every POST, damaged: an answer, or a problem document; the graph stays as it was where it is refused."""

from __future__ import annotations

import csv
import io
import random
from typing import Any
from urllib.parse import urlencode

import httpx2 as httpx
import orjson
import pytest
from fastapi.testclient import TestClient

from graph.reading import FactFilter, all_facts
from graph.store import Store
from tests.damage import ODD, damaged, odd, tried
from tests.files import SAMPLE, records

RECORDS = [
    *records(SAMPLE),
    {"actor": "Norway", "relation": "party_to", "event": "treaty:1", "event_name": "A treaty", "event_kind": "treaty",
     "claimant": "Norway", "source_id": "s:1", "source_title": "T", "source_url": "https://example.org/1", "regarding": "Fiji",
     "place": "Oslo, Norway", "since": "1949-04", "until": "1951/..", "said_on": "1949-05-01", "confidence": 0.5, "key": "k:1"},
    {"actor": "cow:365", "relation": "supplies", "partner": "Fiji", "resource": "oil", "quantity": 3, "unit": "barrels",
     "value": 7.5, "value_unit": "USD", "since": "1975", "claimant": "Fiji", "source_title": "T", "method": "computed"},
]  # fmt: skip
JSON, LINES, CSV, FORM = "application/json", "application/x-ndjson", "text/csv", "application/x-www-form-urlencoded"


def state(store: Store) -> tuple[Any, ...]:
    """What a refused request must leave alone."""
    graph = store.read("read/graph")[0]
    return graph["version"], graph["writes"], graph["head"], store.read("read/totals")[0]


def posted(client: TestClient, path: str, kind: str, body: bytes) -> httpx.Response:
    """An answer of success, or a problem document that names what is wrong."""
    answer: httpx.Response = client.post(path, content=body, headers={"Content-Type": kind})
    if answer.status_code != 200:
        assert 400 <= answer.status_code < 500, (answer.status_code, answer.text, body[:2_000])
        assert answer.headers["content-type"] == "application/problem+json", answer.text
        assert len(answer.json()["detail"]) > 20, answer.text
    return answer


def as_json(value: Any) -> bytes:
    # Not by orjson: half characters and numbers past 64 bits have to arrive.
    import json  # noqa: PLC0415

    return json.dumps(value, ensure_ascii=True).encode()


def body_of(chance: random.Random) -> tuple[str, bytes]:
    """Some records, odd in some values, in one of the formats; now and then the bytes are damaged, too."""
    rows: Any = [
        odd(chance, row) if chance.random() < 0.7 else row for row in chance.choices(RECORDS, k=chance.randrange(1, 5))
    ]
    kind = chance.choice((JSON, JSON, LINES, CSV))
    if kind == JSON:
        body = as_json(odd(chance, rows) if chance.random() < 0.2 else rows)
    elif kind == LINES:
        body = b"\n".join(map(as_json, rows))
    else:
        told = [row for row in rows if isinstance(row, dict)]
        out = io.StringIO()
        writer = csv.DictWriter(out, list(dict.fromkeys(name for row in told for name in row)), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(told)
        body = out.getvalue().encode("utf-8", "surrogatepass")
    return kind, damaged(chance, body) if chance.random() < 0.3 else body


@pytest.mark.parametrize("query", ["", "?strict=true", "?dry_run=true"])
def test_records(client: TestClient, store: Store, query: str) -> None:
    client.post("/facts", json=RECORDS)

    def one(chance: random.Random) -> None:
        kind, body = body_of(chance)
        before = state(store)
        answer = posted(client, f"/facts{query}", kind, body)
        told = answer.json()
        if answer.status_code == 200:
            assert told["read"] == told["loaded"] + told["unchanged"] + told["rejected"] + told.get("held", 0)
            assert all(reject["reason"] for reject in told["rejects"])
        # A claim that was there may come with a link that was not.
        if answer.status_code != 200 or query == "?dry_run=true" or not (told["loaded"] or told["unchanged"]):
            assert state(store) == before

    tried(f"POST /facts{query}", 150, one)
    # What was taken can be read, too.
    assert len(list(all_facts(store, FactFilter()))) >= 17
    assert client.get("/facts?limit=1000").status_code == 200


def test_retractions(client: TestClient, sample: Store, store: Store) -> None:
    client.post("/facts", json=RECORDS)
    claims = [claim["id"] for fact in client.get("/facts?limit=1000").json()["facts"] for claim in fact["claims"]]
    good = [
        {"claim": claim, "reason": "a slip", "kind": kind, "on": "2024-10-12"}
        for claim, kind in zip(claims, ("withdrawn", "our_error") * 100, strict=False)
    ] + [{"source": "s:1", "reason": "a slip"}]

    def one(chance: random.Random) -> None:
        body = as_json(odd(chance, chance.choice(good)))
        before = state(store)
        answer = posted(client, "/retractions", JSON, damaged(chance, body) if chance.random() < 0.3 else body)
        if answer.status_code != 200 or not answer.json()["retracted"]:
            assert state(store) == before

    tried("POST /retractions", 200, one)
    assert client.get("/facts?limit=1000").status_code == 200


def test_reconciliation(client: TestClient, store: Store) -> None:
    queries = {"q0": {"query": "Korea", "type": ["country"], "limit": 5, "type_strict": "any",
                      "properties": [{"pid": "on", "v": "1975"}, {"pid": "iso3", "v": {"id": "PRK", "name": "x"}}]},
               "q1": {"query": "European Union"}}  # fmt: skip
    extend = {"ids": ["PRK", "COW-240"], "properties": [{"id": "iso3"}, {"id": "cow"}]}

    def one(chance: random.Random) -> None:
        name, value = chance.choice((("queries", queries), ("extend", extend)))
        text = as_json(odd(chance, value))
        if chance.random() < 0.3:
            text = damaged(chance, text)
        fields = [(name, text)]
        if chance.random() < 0.1:
            fields.append((str(chance.choice(ODD))[:20], b"x"))
        body = urlencode(fields, errors="replace").encode()
        posted(client, "/reconcile", FORM, damaged(chance, body) if chance.random() < 0.2 else body)

    tried("POST /reconcile", 200, one)


def test_cypher(client: TestClient, store: Store) -> None:
    good = {"query": "MATCH (c:Country {id: $id})-[s]->(f:Fact) WHERE f.since > $day RETURN c, s, f.name, $more LIMIT 3",
            "parameters": {"id": "PRK", "day": {"$type": "Date", "_value": "2024-10-12"}, "more": [1, {"a": 2.5}]}}  # fmt: skip

    def one(chance: random.Random) -> None:
        body = as_json(odd(chance, good))
        posted(client, "/cypher", JSON, damaged(chance, body) if chance.random() < 0.5 else body)

    before = state(store)
    tried("POST /cypher", 200, one)
    assert state(store) == before


def test_other_kinds_of_bodies_are_told(client: TestClient, store: Store) -> None:
    for path in ("/facts", "/retractions", "/reconcile", "/cypher"):
        for kind in (
            "",
            "text/html",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/json; charset=utf-16",
            "\xff",
            JSON,
            FORM,
            CSV,
        ):
            for body in (b"", b"\0", b"[]", b"{}", b"null", b"x" * 10_000, "[1]".encode("utf-16"), b"--x\r\n\r\n--x--"):
                answer = client.post(path, content=body, headers=[(b"Content-Type", kind.encode("latin-1"))])
                assert answer.status_code < 500, (path, kind, body, answer.text)
                assert answer.status_code == 200 or orjson.loads(answer.content)["detail"], (path, kind, body)
    assert store.read("read/totals")[0]["facts"] == 0
