"""`POST /cypher` before a Neo4j that isn't ours: open settings, APOC, files and addresses. Only the guard stands between."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.app import create_app
from graph.errors import BilatError, RefusedError
from graph.guard import check_text
from graph.guard.rules import rules
from graph.settings import Settings
from graph.store import Bounds, Store
from tests.conftest import LOOPBACK
from tests.graph.guard.cases import hostile
from tests.graph.guard.opened import opened

SECRET = "what-nobody-may-read"
WORLD = "CREATE (:Country {id: 'PRK', x: 1})-[:SUPPLIES {id: 's'}]->(:Resource {id: 'troops'}), (:Fact {id: 'f'})"
ALL = (
    "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN labels(n), properties(n), type(r), properties(r), m.id ORDER BY n.id"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("open")
    (made / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    (made / "secret.json").write_text(json.dumps({"secret": SECRET}), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def chosen(folder: Path) -> Iterator[Settings]:
    """Settings that name the server, which has a small graph."""
    with opened(folder) as uri:
        named = Settings(bilat_home=folder / "api", neo4j_uri=uri, neo4j_password=SecretStr("any"))
        with Store.connect(named) as store:
            store.command(WORLD)
        yield named


@pytest.fixture
def there(chosen: Settings) -> Iterator[Store]:
    """The server without the guard."""
    with Store.connect(chosen) as store:
        yield store


def rows(store: Store, text: str) -> list[list[Any]]:
    with store.reading(text, {}, Bounds(30)) as reading:
        return [row for batch in reading.batches() for row in batch.rows()]


def names(store: Store, kind: str) -> list[str]:
    return [name for (name,) in rows(store, f"SHOW {kind} YIELD name RETURN name")]


def test_without_the_guard_it_would_tell(there: Store, folder: Path) -> None:
    file = (folder / "secret").as_uri()
    inner = f"LOAD CSV FROM \\'{file}\\' AS l RETURN l[0]"
    for text in (
        f"LOAD CSV FROM '{file}' AS l RETURN l",
        f"CALL apoc.load.json('{file}.json') YIELD value RETURN value",
        f"CALL apoc.cypher.run('{inner} AS l', {{}}) YIELD value RETURN value",
        f"RETURN [x IN [1] | apoc.cypher.runFirstColumnSingle('{inner}', {{}})]",
        f"RETURN COLLECT {{ LOAD CSV FROM '{file}' AS l RETURN l }}",
    ):
        assert SECRET in json.dumps(rows(there, text))


def test_hostile_queries_are_answered_as_expected_and_change_nothing(
    chosen: Settings, there: Store, folder: Path
) -> None:
    before = rows(there, ALL)
    found = {}
    with TestClient(create_app(chosen), client=LOOPBACK) as client:
        for case in hostile():
            query = case.query.replace("file:///x", (folder / "secret").as_uri())
            try:
                body = json.dumps({"query": query, "parameters": case.parameters})
            except (TypeError, ValueError):
                continue
            answer = client.post("/cypher", content=body, headers={"content-type": "application/json"})
            assert SECRET not in answer.text
            found[case.title] = (answer.status_code, case.status)
            good = client.post("/cypher", json={"query": "MATCH (c:Country) RETURN c.id"})
            assert (good.status_code, good.json()["rows"]) == (200, [["PRK"]])
    assert len(found) > 400
    assert {title: both for title, both in found.items() if both[0] != both[1]} == {}
    assert rows(there, ALL) == before
    assert names(there, "INDEXES") == ["index_343aff4e", "index_f7700477"]
    assert not (folder / "neo4j" / "import").exists()


def test_every_procedure_and_function_of_the_server_that_is_on_no_list_is_refused(there: Store) -> None:
    procedures = [name for name in names(there, "PROCEDURES") if name.lower() not in rules().procedures]
    functions = [name for name in names(there, "FUNCTIONS") if name.lower() not in rules().functions]
    assert len([name for name in procedures if name.startswith("apoc.")]) > 150
    assert len([name for name in functions if name.startswith("apoc.")]) > 200
    passed = [name for name in procedures if is_taken(f"CALL {name}()")]
    assert passed + [name for name in functions if is_taken(f"RETURN {name}()")] == []


def is_taken(text: str) -> bool:
    try:
        check_text(text, {})
    except RefusedError:
        return False
    except BilatError:
        pytest.fail(f"refused for another reason: {text}")
    return True
