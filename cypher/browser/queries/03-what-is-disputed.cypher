// Disputed: facts that somebody doubts or denies, with everybody who takes a position
MATCH said = (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f:Fact)
WHERE f.status IN ['disputed', 'denied'] OR size(f.disputed_aspects) > 0
RETURN said
LIMIT 200
