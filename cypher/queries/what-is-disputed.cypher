// title: What is disputed, and by whom
// description: Facts that somebody doubts or denies, with who stands where. Of each speaker the newest word counts;
// description: what was retracted does not. Disputed aspects are those beside existence: quantity, date, quality and so
// description: on.
// param country: country = null — only facts that this country has a part in
// param limit: integer = 100 — rows at most
// example: country=Russia
// pattern: (:Actor)-[:ASSERTS|CONFIRMS|REPORTS|DOUBTS|DENIES]->(:Fact)-[:ACTOR|RECIPIENT]->(:Actor)
MATCH (f:Fact)
WHERE (f.status IN ['disputed', 'denied'] OR size(f.disputed_aspects) > 0)
  AND ($country IS NULL OR EXISTS { (f)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) })
MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|REPORTS|DOUBTS|DENIES]->(f)
WHERE c.retracted_at IS NULL
WITH f, by, CASE WHEN c.aspect IN ['existence', 'attribution'] THEN 'existence' ELSE c.aspect END AS aspect,
     max(c.day) AS day, collect(c) AS claims
UNWIND [c IN claims WHERE c.day = day] AS c
WITH f, by.name + CASE aspect WHEN 'existence' THEN '' ELSE ' (' + aspect + ')' END AS speaker, type(c) AS stance
ORDER BY speaker
RETURN f.id AS fact, f.name AS what, f.status AS status, coalesce(f.disputed_aspects, []) AS disputed_aspects,
       collect(DISTINCT CASE WHEN stance IN ['ASSERTS', 'CONFIRMS'] THEN speaker END) AS said_by,
       collect(DISTINCT CASE WHEN stance = 'REPORTS' THEN speaker END) AS reported_by,
       collect(DISTINCT CASE WHEN stance = 'DOUBTS' THEN speaker END) AS doubted_by,
       collect(DISTINCT CASE WHEN stance = 'DENIES' THEN speaker END) AS denied_by
ORDER BY what, fact
LIMIT $limit
