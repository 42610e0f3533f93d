// title: Sources, and how much rests on them
// description: What hangs on each document: how many claims and facts, how many facts that no other document tells, how
// description: many of its claims were retracted, and how many of its facts are disputed.
// param limit: integer = 100 — rows at most
// example: limit=10
// pattern: (:Fact)-[:REPORTED_IN]->(:Source)
MATCH (s:Source)<-[:REPORTED_IN]-(f:Fact)
WITH s, f, COUNT { (f)-[:REPORTED_IN]->() } AS documents
WITH s, count(f) AS facts, count(CASE documents WHEN 1 THEN 1 END) AS facts_of_its_own,
     count(CASE f.status WHEN 'disputed' THEN 1 END) AS disputed
ORDER BY facts DESC, s.id LIMIT $limit
OPTIONAL MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS {source: s.id}]->(:Fact)
RETURN coalesce(s.title, s.name) AS source, s.publisher AS publisher, s.published_on AS published_on, facts,
       facts_of_its_own, disputed, count(c) AS claims, count(c.retracted_at) AS retracted,
       count(DISTINCT by) AS speakers, s.id AS id
ORDER BY facts DESC, id
