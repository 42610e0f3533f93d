// (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(:Fact)
UNWIND $rows AS row
MATCH (by:Actor {id: row.by}), (f:Fact {id: row.fact})
CREATE (by)-[c:$(row.type)]->(f)
SET c = row.properties
