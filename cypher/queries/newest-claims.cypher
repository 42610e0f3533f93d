// title: The newest claims
// description: What was said last, with its source and the place in it.
// param country: country = null — only about facts that this country has a part in
// param limit: integer = 50 — rows at most
// example: country=PRK limit=5
// pattern: (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(:Fact)-[:REPORTED_IN]->(:Source)
MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f:Fact)
WHERE c.retracted_at IS NULL AND ($country IS NULL OR EXISTS { (f)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) })
WITH by, c, f ORDER BY c.day DESC, c.recorded_at DESC, c.id LIMIT $limit
OPTIONAL MATCH (s:Source {id: c.source})
RETURN c.day AS day, by.name AS who, toLower(type(c)) AS stance, c.aspect AS aspect, f.name AS what,
       f.status AS status_now, coalesce(s.title, s.name) AS source, s.publisher AS publisher, c.locator AS locator,
       c.quote AS quote, f.id AS fact
ORDER BY day DESC, what, who, stance, aspect
