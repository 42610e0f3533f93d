// (:Fact)-[:ACTOR]->(:Actor), (:Fact)-[:RECIPIENT]->(:Actor), (:Fact)-[:OF]->(:Resource) and the claim, as facts_between
// New facts of which a side or both are named by nobody, each with its first claim.
UNWIND $facts AS row
MATCH (by:Actor {id: row.by}), (s:Source {id: row.source})
USING INDEX SEEK s:Source(id)
CREATE (by)-[c:$(row.type)]->(f:Fact)-[:REPORTED_IN]->(s)
SET f = row.properties, c = row.claim
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
RETURN count(*) AS written
