// title: Who says what of a country, as a picture
// description: Claims as nodes and relationships: whoever speaks, the position it takes, the fact, and who does it to
// description: whom. What was retracted is left out. At /views/query/who-says-what it is drawn.
// param country: country = null — only facts that this country has a part in
// param limit: integer = 100 — claims at most
// example: country="North Korea" limit=5
// pattern: (:Actor)-[:ASSERTS|CONFIRMS|REPORTS|DOUBTS|DENIES]->(:Fact)-[:ACTOR|RECIPIENT]->(:Actor)
MATCH (f:Fact)
WHERE $country IS NULL OR EXISTS { (f)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) }
MATCH (speaker:Actor)-[claim:ASSERTS|CONFIRMS|REPORTS|DOUBTS|DENIES]->(f)
WHERE claim.retracted_at IS NULL
WITH f, speaker, claim ORDER BY f.id, claim.id LIMIT $limit
RETURN speaker, claim, f AS fact, [(f)-[a:ACTOR]->() | a] + [(f)-[r:RECIPIENT]->() | r] AS between
