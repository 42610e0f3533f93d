// (:Actor)-[:ASSERTS|…]->(:Fact): claims that no write of the journal wrote get the number of the one that adopts them.
MATCH (f:Fact) WHERE f.id IN $ids
MATCH ()-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f) WHERE c.write IS NULL
SET c.write = $write
RETURN f.id AS fact, properties(c) AS claim
