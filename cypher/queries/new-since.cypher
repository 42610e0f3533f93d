// title: What is new since a day
// description: Facts of which nobody had said anything before a day: the day, and who said it first. A new word on a fact that
// description: was known before is in "changes-since".
// param since: date = "2020-01-01" — from this day on
// param country: country = null — only facts that this country has a part in
// param limit: integer = 200 — rows at most
// example: since=2024-01-01 country=PRK
// pattern: (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS {day}]->(:Fact)
MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f:Fact)
WHERE coalesce(c.retraction_kind, '') <> 'our_error'
  AND ($country IS NULL OR EXISTS { (f)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) })
WITH f, min(c.day) AS first
WHERE first >= $since
MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS {day: first}]->(f)
WITH f, first, by ORDER BY by.name
RETURN first AS known_since, f.name AS what, collect(DISTINCT by.name) AS said_by, f.status AS status_now,
       f.claims AS claims, f.dyad AS dyad, f.id AS fact
ORDER BY known_since DESC, what, fact
LIMIT $limit
