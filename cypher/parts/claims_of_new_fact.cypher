// The claims on a new fact f and its sources, as row has them. Expects f and row.
CALL (f, row) {
  UNWIND row.claims AS claim
  MATCH (by:Actor {id: claim.by})
  CREATE (by)-[c:$(claim.type)]->(f)
  SET c = claim.properties
}
CALL (f, row) {
  UNWIND row.sources AS source
  MATCH (s:Source {id: source})
  USING INDEX SEEK s:Source(id)
  CREATE (f)-[:REPORTED_IN]->(s)
}
