// (:Actor)-[:ASSERTS|…]->(:Fact): who speaks about facts, in which sources, and when last.
MATCH (f:Fact) WHERE f.id IN $ids AND f.dyad IS NOT NULL
OPTIONAL MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f) WHERE c.retracted_at IS NULL
WITH f, max(c.day) AS newest, collect(DISTINCT coalesce(c.party, by.id)) AS speakers,
     collect(DISTINCT c.source) AS sources
RETURN f.id AS id, f.dyad AS dyad, f.status AS status, f.origins AS origins, f.method AS method, f.since AS since,
       f.until AS until, f.undated AS undated, newest, speakers, sources,
       [(f)-[:ACTOR]->(a) | {id: a.id, name: a.name}][0] AS actor,
       [(f)-[:RECIPIENT]->(a) | {id: a.id, name: a.name}][0] AS recipient
ORDER BY id
