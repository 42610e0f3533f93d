// The claims that were recorded last: what came in with the newest sources. Of a source with very many facts (a dataset of
// a century) only some are looked at.
MATCH (s:Source)
WITH s ORDER BY s.id STARTS WITH 'dataset:', coalesce(s.published_on, '') DESC, s.id LIMIT 20
CALL (s) { MATCH (s)<-[:REPORTED_IN]-(f:Fact) RETURN f LIMIT 2000 }
MATCH (f)<-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]-(by:Actor)
WHERE c.source = s.id AND c.retracted_at IS NULL
RETURN c.day AS day, coalesce(c.said_on, s.published_on) AS dated, by.name AS who, type(c) AS stance, f.name AS what,
       [(f)-[:ACTOR|RECIPIENT]->(side) | side.id] AS sides
ORDER BY c.day DESC, c.recorded_at DESC, c.id LIMIT $limit
