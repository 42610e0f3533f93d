// title: Old news from one origin
// description: Facts that rest on one origin and of which nobody has said anything since a day: the first to be checked anew.
// description: What has ended by that day is left out, unless `ended` is true.
// param before: date = "2022-01-01" — the newest word is from before this day
// param ended: boolean = false — also what has ended
// param country: country = null — only facts that this country has a part in
// param limit: integer = 200 — rows at most
// example: before=2999-01-01 country=PRK
// pattern: (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS {day}]->(:Fact {origins: 1})
MATCH (f:Fact)
WHERE f.origins = 1 AND f.status <> 'retracted' AND ($ended OR f.undated OR f.until_last >= $before)
  AND ($country IS NULL OR EXISTS { (f)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) })
MATCH (:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f)
WHERE c.retracted_at IS NULL
WITH f, max(c.day) AS newest
WHERE newest < $before
MATCH (by:Actor)-[c:ASSERTS|CONFIRMS]->(f)
WHERE c.retracted_at IS NULL
WITH f, newest, by.name AS name ORDER BY name
RETURN newest, f.name AS what, f.status AS status, collect(DISTINCT name) AS said_by, f.acknowledged AS party,
       f.since AS since, f.until AS until, f.id AS fact
ORDER BY newest, what, fact
LIMIT $limit
