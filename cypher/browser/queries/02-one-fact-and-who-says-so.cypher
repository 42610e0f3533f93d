// One fact: who asserts, doubts and reports it, and where (change the fact's name)
MATCH said = (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f:Fact)
WHERE f.name CONTAINS 'wounded soldiers'
RETURN said, [p = (f)-[:REPORTED_IN|ACTOR|RECIPIENT|OF]->() | p] AS about
LIMIT 50
