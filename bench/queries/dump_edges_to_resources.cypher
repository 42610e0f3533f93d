// Derived edges to resources.
MATCH (a:Actor)-[e]->(r:Resource)
WHERE e.facts IS NOT NULL
RETURN a.id AS start, r.id AS end, type(e) AS type, properties(e) AS properties
