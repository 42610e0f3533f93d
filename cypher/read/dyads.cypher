// The dyads with most facts. Which they are is counted in the index of dyads; facts are looked at only of those answered.
MATCH (f:Fact) WHERE f.dyad IS NOT NULL AND ($status IS NULL OR f.status = $status)
WITH f.dyad AS dyad, count(*) AS facts
ORDER BY facts DESC, dyad SKIP $skip LIMIT $limit
CALL (dyad) {
  MATCH (f:Fact {dyad: dyad}) WHERE $status IS NULL OR f.status = $status
  RETURN sum(f.claims) AS claims, count(CASE WHEN f.status = 'disputed' THEN 1 END) AS disputed, min(f.id) AS one
}
MATCH (f:Fact {id: one})
RETURN dyad, facts, claims, disputed, [(f)-[:ACTOR|RECIPIENT]->(a) | {id: a.id, name: a.name}] AS parties
ORDER BY facts DESC, dyad
