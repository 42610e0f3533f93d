// The dyads with most facts.
MATCH (f:Fact) WHERE f.dyad IS NOT NULL AND ($status IS NULL OR f.status = $status)
WITH f.dyad AS dyad, count(*) AS facts, count(CASE WHEN f.status = 'disputed' THEN 1 END) AS disputed,
     sum(f.claims) AS claims, min(f.id) AS one
ORDER BY facts DESC, dyad SKIP $skip LIMIT $limit
MATCH (f:Fact {id: one})
RETURN dyad, facts, claims, disputed, [(f)-[:ACTOR|RECIPIENT]->(a) | {id: a.id, name: a.name}] AS parties
