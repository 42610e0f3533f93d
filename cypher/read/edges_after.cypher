// (:Actor)-[:RELATION_TYPE]->(:Actor|Resource): the next derived edges of a type, in order of their ids.
MATCH (a)-[e:RELATION_TYPE]->(b)
USING INDEX SEEK e:RELATION_TYPE(id)
WHERE e.id > $after
RETURN e.id AS id, a.id AS start, b.id AS end, b:Resource AS to_resource, properties(e) AS properties
ORDER BY e.id LIMIT $limit
