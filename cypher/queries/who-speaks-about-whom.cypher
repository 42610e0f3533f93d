// title: Who speaks about whom
// description: How often each speaker takes which position on facts of each actor. What was retracted is not counted;
// description: the last column says whether they speak about themselves.
// param country: country = null — only what is said about this country
// param speaker: country = null — only what this country, its officials and agencies say
// param limit: integer = 200 — rows at most
// example: speaker=RUS
// pattern: (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(:Fact)-[:ACTOR|RECIPIENT]->(:Actor)
MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f:Fact)-[:ACTOR|RECIPIENT]->(about:Actor)
WHERE c.retracted_at IS NULL AND ($country IS NULL OR about.id = $country)
  AND ($speaker IS NULL OR by.id = $speaker OR c.party = $speaker)
WITH by, about, count(c) AS claims, count(DISTINCT f) AS facts, max(c.party) AS party,
     count(CASE type(c) WHEN 'ASSERTS' THEN 1 END) AS asserts,
     count(CASE type(c) WHEN 'CONFIRMS' THEN 1 END) AS confirms,
     count(CASE type(c) WHEN 'REPORTS' THEN 1 END) AS reports, count(CASE type(c) WHEN 'DOUBTS' THEN 1 END) AS doubts,
     count(CASE type(c) WHEN 'DENIES' THEN 1 END) AS denies
RETURN by.name AS speaker, about.name AS about, claims, facts, asserts, confirms, reports, doubts, denies,
       by.id = about.id OR coalesce(party = about.id, false) AS about_itself
ORDER BY claims DESC, speaker, about
LIMIT $limit
