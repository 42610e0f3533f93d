// Derived edges, between actors and to resources.
MATCH (a:Actor)-[e]->(b)
WHERE e.facts IS NOT NULL
RETURN a.id AS start, b.id AS end, b:Resource AS to_resource, type(e) AS type, properties(e) AS properties
