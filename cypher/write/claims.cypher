// (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(:Fact), (:Fact)-[:REPORTED_IN]->(:Source)
// New claims, each a relationship of its own; `type` is one of the five stances.
UNWIND $claims AS row
MATCH (by:Actor {id: row.by})
MATCH (f:Fact {id: row.fact})
USING INDEX SEEK f:Fact(id)
MATCH (s:Source {id: row.source})
USING INDEX SEEK s:Source(id)
CREATE (by)-[c:$(row.type)]->(f)
SET c = row.claim
MERGE (f)-[:REPORTED_IN]->(s)
