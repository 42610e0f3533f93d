// The claims that were recorded last: what came in with the newest sources.
MATCH (s:Source)
WITH s ORDER BY coalesce(s.published_on, '') DESC, s.id LIMIT 20
MATCH (s)<-[:REPORTED_IN]-(f:Fact)<-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]-(by:Actor)
WHERE c.source = s.id AND c.retracted_at IS NULL
RETURN c.day AS day, by.name AS who, type(c) AS stance, f.name AS what,
       [(f)-[:ACTOR|RECIPIENT]->(side) | side.id] AS sides
ORDER BY c.day DESC, c.recorded_at DESC, c.id LIMIT $limit
