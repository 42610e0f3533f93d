"""The guard beside a real Neo4j: what it lets through runs there, and what it refuses is no mere misreading."""

from __future__ import annotations

import pytest

from graph.guard import check_plan, check_text
from graph.store import Store
from tests.graph.guard.cases import HONEST_PARAMETERS, honest

SECONDS = 30


@pytest.mark.parametrize("query", honest())
def test_the_plan_of_an_honest_query_passes(store: Store, query: str) -> None:
    check_text(query, HONEST_PARAMETERS)
    check_plan(store.explain(query, HONEST_PARAMETERS, SECONDS))


# Each makes the planner choose other steps; together they show more than 60 of them.
PLANS = [
    "MATCH (n) WHERE elementId(n) = 'x' RETURN n",
    "MATCH (n) WHERE id(n) = 1 RETURN n",
    "MATCH ()-[r]->() WHERE id(r) = 1 RETURN r",
    "MATCH ()-[r]-() WHERE elementId(r) = 'x' RETURN r",
    "MATCH (f:Fact) WHERE f.id > 'a' RETURN f",
    "MATCH (f:Fact) WHERE f.dyad IN ['a', 'b'] RETURN f.dyad, count(*) ORDER BY f.dyad",
    "MATCH (f:Fact&Country) RETURN f",
    "MATCH (f:Fact|Country) RETURN f",
    "MATCH (f:Fact&!Country) RETURN f",
    "MATCH ()-[r:SUPPLIES|ASSERTS]-() RETURN r",
    "MATCH ()-[r]->() RETURN r",
    "MATCH ()-[r:SUPPLIES {id: 'x'}]-() RETURN r",
    "MATCH (a)-[*1..3]->(b) RETURN DISTINCT b",
    "MATCH (a:Country {id: 'C1'})((x)-[r]->(y) WHERE x.id > y.id){1,3}(b:Fact {id: 'f1'}) RETURN a",
    "MATCH p = ALL SHORTEST (a:Country {id: 'C1'})-[r]->+(b:Fact {id: 'f1'}) RETURN p",
    "MATCH p = allShortestPaths((a:Country {id: 'C1'})-[*]-(b:Fact {id: 'f1'})) RETURN p",
    "MATCH (a)-->(b)-->(c) WHERE NOT (a)-->(c) RETURN a.id, c.id",
    "MATCH (a:Country) WHERE a.x = 1 OR (a)-->() OR NOT (a)<--() RETURN a",
    "MATCH (a:Country) WITH a, (a.x = 1 OR NOT EXISTS { (a)-->() }) AS x RETURN x",
    "MATCH (a:Country), (b:Fact) WHERE a.x = b.x RETURN a, b",
    "MATCH (a:Country)-->(b:Fact)<--(c:Country) USING JOIN ON b RETURN a",
    "MATCH (a:Country) OPTIONAL MATCH (a)-->(b) USING JOIN ON a RETURN a, b",
    "MATCH (f:Fact) WHERE f.dyad > '' RETURN f.dyad, f.id ORDER BY f.dyad, f.id LIMIT 3",
    "MATCH (a:Country) CALL (a) { RETURN 1 AS x UNION RETURN 2 AS x } RETURN x",
    "MATCH (a:Country) RETURN [(a)-->(b) | b.id], head(COLLECT { MATCH (a)-->(b) RETURN b })",
    "MATCH (n) FINISH",
]


@pytest.mark.parametrize("query", PLANS)
def test_the_plan_of_a_reading_query_passes(store: Store, query: str) -> None:
    check_text(query, {})
    check_plan(store.explain(query, {}, SECONDS))
