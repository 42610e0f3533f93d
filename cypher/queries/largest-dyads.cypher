// title: The dyads with most facts
// description: Pairs by how many facts the graph holds of them, with claims, disputes, sources and dimensions.
// param limit: integer = 50 — rows at most
// example: limit=10
// pattern: (:Fact)-[:ACTOR|RECIPIENT]->(:Actor)
MATCH (f:Fact)
WHERE f.dyad IS NOT NULL
WITH f.dyad AS dyad, count(f) AS facts, sum(f.claims) AS claims, min(f.id) AS one,
     count(CASE f.status WHEN 'disputed' THEN 1 END) AS disputed, collect(DISTINCT f.dimension) AS dimensions
ORDER BY facts DESC, dyad LIMIT $limit
UNWIND dimensions AS dimension
WITH dyad, facts, claims, one, disputed, dimension ORDER BY dimension
WITH dyad, facts, claims, one, disputed, collect(dimension) AS dimensions
MATCH (:Fact {id: one})-[:ACTOR|RECIPIENT]->(side:Actor)
WITH dyad, facts, claims, disputed, dimensions, side ORDER BY side.id
RETURN dyad, collect(side.name) AS between, facts, claims, disputed, dimensions
ORDER BY facts DESC, dyad
