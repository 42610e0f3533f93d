// (:Actor)-[:RELATION_TYPE]->(): relationships of a type of derived edges that nothing derived.
MATCH (a)-[e:RELATION_TYPE]->(b) WHERE e.id IS NULL
RETURN coalesce(a.id, '?') AS start, coalesce(b.id, '?') AS end ORDER BY start, end LIMIT 100
