// One source with what is claimed in it.
MATCH (s:Source {id: $id})
OPTIONAL MATCH (s)<-[:REPORTED_IN]-(f:Fact)<-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS {source: $id}]-(by)
RETURN s.id AS id, s.title AS title, s.publisher AS publisher, s.url AS url, s.published_on AS published_on,
       count(DISTINCT f) AS facts, count(c) AS claims, count(c.retracted_at) AS retracted,
       collect(DISTINCT {id: by.id, name: by.name}) AS claimants
