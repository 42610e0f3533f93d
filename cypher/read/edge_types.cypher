// (:Actor)-[:RELATION_TYPE]->(): which types of derived edges are in use, and those edges that nothing derived, since they have no id.
MATCH (a)-[e:RELATION_TYPE]->(b)
WITH type(e) AS type, count(*) AS edges,
     collect(CASE WHEN e.id IS NULL THEN {start: coalesce(a.id, '?'), end: coalesce(b.id, '?')} END)[..100] AS by_hand
RETURN type, edges, by_hand ORDER BY type
