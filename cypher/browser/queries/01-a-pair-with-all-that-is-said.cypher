// A pair: all that is said about North Korea and Russia (change the dyad)
MATCH (f:Fact {dyad: 'PRK-RUS'})
RETURN f, [p = (f)-[:ACTOR|RECIPIENT|OF|AT|REGARDING|PART_OF]->() | p] AS about,
       [p = (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f) | p] AS said
