// (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(:Fact)
MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f:Fact)
RETURN by.id AS by, f.id AS fact, type(c) AS type, properties(c) AS properties
