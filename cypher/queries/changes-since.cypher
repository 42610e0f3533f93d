// title: What changed since a date
// description: What was said or taken back from a day on, the newest first. The day of a claim is the day when it was
// description: made, else that of its source, else that on which it was recorded here.
// param since: date = "2020-01-01" — from this day on
// param country: country = null — only facts that this country has a part in
// param limit: integer = 200 — rows at most
// example: since=2024-01-01 country=PRK
// pattern: (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(:Fact)
MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f:Fact)
WHERE (c.day >= $since OR c.retracted_at >= $since)
  AND ($country IS NULL OR EXISTS { (f)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) })
UNWIND [{day: c.day, change: toLower(type(c))},
        {day: coalesce(c.retracted_on, left(c.retracted_at, 10)), change: 'retracts'}] AS change
WITH by, c, f, change WHERE change.day >= $since
RETURN change.day AS day, by.name AS who, change.change AS change, c.aspect AS aspect, f.name AS what,
       f.status AS status_now, CASE change.change WHEN 'retracts' THEN c.retraction_reason ELSE c.note END AS remark,
       f.id AS fact, c.id AS claim
ORDER BY day DESC, what, who, claim
LIMIT $limit
