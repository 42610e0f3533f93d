// (:Fact)-[:OF]->(:Resource)
MATCH (f:Fact)-[:OF]->(r:Resource)
RETURN f.id AS fact, r.id AS resource
