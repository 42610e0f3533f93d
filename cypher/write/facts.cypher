// (:Fact)-[:ACTOR]->(:Actor), (:Fact)-[:RECIPIENT]->(:Actor), (:Fact)-[:OF]->(:Resource) and claims, as facts_between
// New facts of which a side or both are named by nobody, with their claims.
UNWIND $facts AS row
CREATE (f:Fact)
SET f = row.properties
WITH f, row
CALL (f, row) {
  WITH f, row WHERE row.actor IS NOT NULL
  MATCH (a:Actor {id: row.actor})
  CREATE (f)-[:ACTOR]->(a)
}
CALL (f, row) {
  WITH f, row WHERE row.recipient IS NOT NULL
  MATCH (a:Actor {id: row.recipient})
  CREATE (f)-[:RECIPIENT]->(a)
}
CALL (f, row) {
  WITH f, row WHERE row.resource IS NOT NULL
  MATCH (r:Resource {id: row.resource})
  CREATE (f)-[:OF]->(r)
}
// include: claims_of_new_fact
RETURN count(*) AS written
