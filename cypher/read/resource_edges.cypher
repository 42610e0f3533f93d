// (:Actor)-[:RELATION_TYPE]->(:Actor): the derived edges of some resources, those with most facts first.
MATCH (a:Actor)-[e:RELATION_TYPE]->(b:Actor)
WHERE e.facts IS NOT NULL AND e.resource IN $resources
RETURN a.id AS start, b.id AS end, type(e) AS type, properties(e) AS properties
ORDER BY e.facts DESC, e.id LIMIT $limit
