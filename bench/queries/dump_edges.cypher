// Derived edges between actors.
MATCH (a:Actor)-[e]->(b:Actor)
WHERE e.facts IS NOT NULL
RETURN a.id AS start, b.id AS end, type(e) AS type, properties(e) AS properties
