// title: Dyads that only one side speaks about
// description: Pairs of which one side, or its officials and agencies, says something, and the other nothing at all.
// param limit: integer = 100 — rows at most
// example: limit=20
// pattern: (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(:Fact)-[:ACTOR|RECIPIENT]->(:Actor)
MATCH (f:Fact)-[:ACTOR|RECIPIENT]->(side:Actor)
WHERE f.dyad IS NOT NULL
OPTIONAL MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f)
WHERE c.retracted_at IS NULL AND (by.id = side.id OR c.party = side.id)
WITH f.dyad AS dyad, side, count(DISTINCT f) AS facts, count(DISTINCT c) AS claims ORDER BY claims DESC, side.id
WITH dyad, collect({name: side.name, claims: claims}) AS sides, max(facts) AS facts
WHERE size(sides) = 2 AND sides[0].claims > 0 AND sides[1].claims = 0
RETURN dyad, sides[0].name AS speaks, sides[1].name AS silent, sides[0].claims AS claims, facts
ORDER BY claims DESC, dyad
LIMIT $limit
